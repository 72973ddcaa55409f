package com.burncloud.ui.internal.widget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.burncloud.ui.internal.Preferences;
import com.burncloud.ui.internal.Ui;

/** The table behind every page, with a hundred thousand rows. */
class DataTableTest {
	private static final int MANY = 100_000;

	private record Row(int number, String name) {
	}

	private final AtomicInteger texts = new AtomicInteger();
	private Ui ui;
	private Shell shell;
	private DataTable<Row> table;

	@BeforeEach
	void open() throws Exception {
		ui = Ui.get();
		ui.on(() -> {
			new Preferences().set("table.test.sort", "");
			make();
			return null;
		});
	}

	private void make() {
		shell = new Shell(ui.display());
		shell.setLayout(new FillLayout());
		table = new DataTable<>(shell, SWT.MULTI, new Preferences(), "test", row -> Integer.toString(row.number()),
				List.of(Column.figure("number", "编号", 90, Row::number, row -> counted(Integer.toString(row.number()))), Column.text("name", "名称", 200, row -> counted(row.name()))));
		shell.setSize(600, 400);
		shell.open();
	}

	private String counted(String text) {
		texts.incrementAndGet();
		return text;
	}

	@AfterEach
	void close() throws Exception {
		ui.on(() -> {
			shell.dispose();
			return null;
		});
		Ui.assertQuiet();
	}

	private static List<Row> rows(int count) {
		return IntStream.range(0, count).mapToObj(i -> new Row(i, "row " + (count - i) % 1_000)).toList();
	}

	/** Returns when everything is drawn: what is to run comes after all events. */
	private void settle() throws Exception {
		ui.on(() -> null);
	}

	/** Processor time of the UI thread, which nobody else's load lengthens. */
	private long millis(Callable<?> action) throws Exception {
		var threads = ManagementFactory.getThreadMXBean();
		long before = threads.getThreadCpuTime(ui.thread().threadId());
		ui.on(action);
		settle();
		return (threads.getThreadCpuTime(ui.thread().threadId()) - before) / 1_000_000;
	}

	@Test
	void aHundredThousandRowsAreShownByAskingOnlyForThoseInSight() throws Exception {
		List<Row> many = rows(MANY);
		ui.on(() -> {
			table.setItems(rows(1_000));
			return null;
		});
		settle();
		texts.set(0);
		long first = millis(() -> {
			table.setItems(many);
			return null;
		});
		int asked = texts.get();
		long again = millis(() -> {
			table.setItems(many);
			return null;
		});
		long end = millis(() -> {
			table.table().setTopIndex(MANY - 1);
			return null;
		});
		System.out.printf("MEASURED table of 100,000 rows, UI thread: shown in %d ms, shown anew in %d ms, to its end in %d ms; %d texts asked for%n", first, again, end, asked);
		assertEquals(MANY, ui.on(() -> table.table().getItemCount()).intValue());
		assertTrue(asked < 2_000, () -> asked + " texts were asked for");
		assertTrue(again < 400, () -> again + " ms");
		assertTrue(end < 3_000, () -> end + " ms");
	}

	@Test
	void whatIsSelectedStaysSoWhenRowsComeAndGoAndInAnyOrder() throws Exception {
		ui.on(() -> {
			table.setItems(rows(100));
			table.select("42");
			table.setItems(rows(60));
			assertEquals(Optional.of(42), table.selected().map(Row::number));
			table.setItems(rows(30));
			assertEquals(Optional.empty(), table.selected());
			table.setItems(rows(60));
			table.select("7");
			table.setFilter(row -> row.number() < 10);
			assertEquals(Optional.of(7), table.selected().map(Row::number));
			assertEquals(10, table.shown().size());
			return null;
		});
	}

	@Test
	void aClickOnAHeadSortsAndTheOrderAndTheWidthAreRemembered() throws Exception {
		ui.on(() -> {
			table.setItems(rows(100));
			Table nativeTable = table.table();
			click(nativeTable, 1);
			assertEquals("row 1", table.shown().getFirst().name());
			click(nativeTable, 1);
			assertEquals("row 99", table.shown().getFirst().name());
			nativeTable.getColumn(0).setWidth(133);
			shell.dispose();
			make();
			table.setItems(rows(100));
			assertEquals("row 99", table.shown().getFirst().name());
			assertEquals(133, table.table().getColumn(0).getWidth());
			return null;
		});
	}

	private static void click(Table table, int column) {
		table.getColumn(column).notifyListeners(SWT.Selection, new Event());
	}

	@Test
	void searchingFindsAllWordsInAnyColumn() throws Exception {
		ui.on(() -> {
			table.setItems(rows(1_000));
			table.setFilter(table.matching("ROW 977 23"));
			assertEquals(List.of(23, 977), table.shown().stream().map(Row::number).toList());
			table.setFilter(table.matching("nowhere"));
			assertEquals(List.of(), table.shown());
			return null;
		});
	}
}
