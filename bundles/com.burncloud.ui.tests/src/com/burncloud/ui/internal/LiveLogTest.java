package com.burncloud.ui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The live log before a busy server: an hour of two hundred rows a second, shortened to as fast as they can be taken. */
class LiveLogTest {
	private static final int HELD = 100_000;
	private static final int BATCH = 2_000;
	private static Ui ui;

	@BeforeAll
	static void display() {
		ui = Ui.get();
	}

	@AfterEach
	void nothingWasThrown() {
		Ui.assertQuiet();
	}

	private static long usedMebibytes() {
		long used = Long.MAX_VALUE;
		for (int i = 0; i < 3; i++) {
			System.gc();
			used = Math.min(used, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
		}
		return used;
	}

	private static int rowsShown(Window window) throws Exception {
		return ui.on(() -> Window.all(Table.class, window.shell()).stream().filter(Table::isVisible).mapToInt(Table::getItemCount).max().orElse(0));
	}

	@Test
	void afterAHundredThousandRowsTheOldestGoAndMemoryGrowsNoMore() throws Exception {
		FakeServer server = new FakeServer(ui.thread(), Duration.ZERO);
		try (Window window = new Window(ui, server)) {
			window.open(Pages.DASHBOARD);
			ui.until("the log is followed", () -> server.followers() > 0);
			long empty = usedMebibytes();
			int row = feed(window, server, 0, HELD);
			long full = usedMebibytes();
			feed(window, server, row, 3 * HELD);
			long after = usedMebibytes();
			int shown = rowsShown(window);
			System.out.printf("MEASURED live log, heap: empty %d MiB, with 100,000 rows %d MiB, after 400,000 %d MiB; %d rows in the table%n", empty, full, after, shown);
			assertTrue(full - empty < 150, () -> full - empty + " MiB for 100,000 rows");
			assertTrue(after - full < 30, () -> "grew by " + (after - full) + " MiB after it was full");
			assertTrue(shown >= 1_000 && shown <= HELD + BATCH, () -> shown + " rows");
		}
	}

	private static int feed(Window window, FakeServer server, int from, int count) throws Exception {
		for (int row = from; row < from + count; row += BATCH) {
			server.log(Samples.rows(row, row + BATCH));
			window.settle();
		}
		return from + count;
	}

	@Test
	void itIsDrawnAtMostTenTimesASecondHoweverManyBatchesCome() throws Exception {
		FakeServer server = new FakeServer(ui.thread(), Duration.ZERO);
		try (Window window = new Window(ui, server)) {
			window.open(Pages.DASHBOARD);
			ui.until("the log is followed", () -> server.followers() > 0);
			server.log(Samples.rows(0, 2)); // until then the page says how to make a first request
			ui.until("the table is shown", () -> Window.all(Table.class, window.shell()).stream().anyMatch(Table::isVisible));
			Table table = ui.on(() -> Window.all(Table.class, window.shell()).stream().filter(Table::isVisible).findFirst().orElseThrow());
			AtomicInteger filled = new AtomicInteger();
			ui.on(() -> {
				table.addListener(SWT.SetData, event -> {
					if (table.indexOf((org.eclipse.swt.widgets.TableItem) event.item) == 0) {
						filled.incrementAndGet();
					}
				});
				return null;
			});
			long begin = System.nanoTime();
			int row = 2;
			while (System.nanoTime() - begin < 2_000_000_000L) {
				server.log(Samples.rows(row, row + 2));
				row += 2;
				Thread.sleep(2); // the pace of what comes, not a condition
			}
			double seconds = (System.nanoTime() - begin) / 1e9;
			int sent = row;
			ui.until("the last row is there", () -> table.getItemCount() >= Math.min(sent, 1_000));
			System.out.printf("MEASURED live log: %d batches in %.1f s, the first row was drawn anew %d times%n", row / 2, seconds, filled.get());
			assertTrue(filled.get() <= 12 * seconds + 3, () -> filled + " times in " + seconds + " s");
			assertTrue(filled.get() >= 2, "it was not drawn at all");
		}
		assertEquals(0, server.followers());
	}
}
