package com.burncloud.ui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.swt.graphics.DeviceData;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.burncloud.ui.internal.widget.PageHeader;

/** The real window with all its pages before a slow server: it waits for nobody, keeps nothing that it made, and says so when the server is gone. */
class WindowTest {
	private static final Duration LIMIT = Duration.ofMillis(100);
	private static Ui ui;

	@BeforeAll
	static void display() {
		ui = Ui.get();
	}

	@AfterEach
	void nothingWasThrown() {
		Ui.assertQuiet();
	}

	@Test
	void everyPageOpensAndNoneAsksTheServerOnTheUiThread() throws Exception {
		FakeServer server = new FakeServer(ui.thread(), Duration.ofMillis(5));
		try (Window window = new Window(ui, server)) {
			for (String page : Window.pages()) {
				window.open(page);
				Ui.assertQuiet();
				long heads = page.equals(Pages.WELCOME) ? 0 : 1;
				assertEquals(heads, ui.on(() -> Window.all(PageHeader.class, window.shell()).stream().filter(PageHeader::isVisible).count()), page);
			}
			ui.on(() -> {
				window.frame().open(Pages.CHANNELS, Optional.of("c1"));
				window.frame().open(Pages.TOKENS, Optional.of("t1"));
				window.frame().open(Pages.LOGS, Optional.of("req-1"));
				return null;
			});
			window.settle();
		}
		assertEquals(List.of(), server.callsOnTheUiThread());
	}

	/** Opened twice before: what classes cost to load and code to compile is not what is measured. */
	@Test
	void theUiThreadIsNeverHeldWhilePagesAreOpenedBeforeASlowServer() throws Exception {
		try (Window window = new Window(ui, new FakeServer(ui.thread(), Duration.ofMillis(1)))) {
			for (int i = 0; i < 3; i++) {
				for (String page : Window.pages()) {
					window.open(page);
				}
			}
		}
		FakeServer slow = new FakeServer(ui.thread(), Duration.ofMillis(150));
		try (Window window = new Window(ui, slow); Watchdog watchdog = new Watchdog(ui, LIMIT)) {
			for (String page : Window.pages()) {
				window.open(page);
			}
			for (String page : Window.pages()) {
				window.open(page);
			}
			watchdog.close();
			System.out.printf("MEASURED UI thread: every page opened twice before a slow server in %d turns of the event loop; the longest took %d ms, the busiest computed for %d ms%n", watchdog.turns(), watchdog.longestMillis(), watchdog.busiestMillis());
			assertEquals(List.of(), watchdog.findings());
			assertTrue(watchdog.turns() > 20, "the watchdog slept");
		}
	}

	@Test
	void theWatchdogFindsAWaitAndAComputation() throws Exception {
		CountDownLatch never = new CountDownLatch(1);
		try (Watchdog watchdog = new Watchdog(ui, LIMIT)) {
			ui.on(() -> never.await(600, TimeUnit.MILLISECONDS));
			ui.until("it is found", () -> watchdog.findings().stream().anyMatch(each -> each.startsWith("waits: TIMED_WAITING") && each.contains("WindowTest")));
		}
		try (Watchdog watchdog = new Watchdog(ui, LIMIT)) {
			ui.on(() -> {
				long begin = Watchdog.processorNanos();
				while (Watchdog.processorNanos() - begin < 300_000_000L) {
					// busy
				}
				return null;
			});
			ui.until("it is found", () -> watchdog.findings().stream().anyMatch(each -> each.startsWith("computed for ")));
		}
	}

	@Test
	void aHundredOpeningsOfEachPageLeaveNothingBehind() throws Exception {
		FakeServer server = new FakeServer(ui.thread(), Duration.ZERO);
		try (Window window = new Window(ui, server)) {
			int subscribed = 0;
			Map<String, Long> before = Map.of();
			int warm = 10;
			for (int i = 0; i < 100 + warm; i++) {
				for (String page : Window.pages()) {
					ui.on(() -> {
						window.frame().open(page, Optional.empty());
						return null;
					});
				}
				if (i == warm - 1) {
					window.settle();
					before = resources();
					subscribed = server.openSubscriptions();
				}
			}
			window.settle();
			assertNothingMore(before, resources());
			int former = subscribed;
			ui.until("what is followed is " + former + " again", () -> server.openSubscriptions() <= former);
		}
		ui.until("nobody follows the server any more", () -> server.openSubscriptions() == 0);
	}

	/** Pages live as long as their window; so here the window itself comes and goes. */
	@Test
	void windowsThatComeAndGoLeaveNothingBehind() throws Exception {
		Map<String, Long> before = Map.of();
		int warm = 3;
		for (int i = 0; i < 10 + warm; i++) {
			FakeServer server = new FakeServer(ui.thread(), Duration.ZERO);
			try (Window window = new Window(ui, server)) {
				for (String page : Window.pages()) {
					window.open(page);
				}
			}
			ui.until("nobody follows the server any more", () -> server.openSubscriptions() == 0);
			if (i == warm - 1) {
				before = resources();
			}
		}
		assertNothingMore(before, resources());
	}

	/** What is alive of the system's own: images, fonts, cursors, graphics contexts; and how many shells. */
	private static Map<String, Long> resources() throws Exception {
		return ui.on(() -> {
			DeviceData data = ui.display().getDeviceData();
			Map<String, Long> counts = new TreeMap<>();
			for (int i = 0; i < data.objects.length; i++) {
				Object each = data.objects[i];
				if (each != null && !each.getClass().getSimpleName().equals("Color") && !isTheSystems(data.errors[i])) {
					counts.merge(each.getClass().getSimpleName(), 1L, Long::sum);
				}
			}
			counts.put("Shell", (long) ui.display().getShells().length);
			return counts;
		});
	}

	/** A cursor that the display itself keeps for all. */
	private static boolean isTheSystems(Error made) {
		return made != null && Arrays.stream(made.getStackTrace()).anyMatch(frame -> frame.getMethodName().equals("getSystemCursor"));
	}

	private static void assertNothingMore(Map<String, Long> before, Map<String, Long> after) {
		System.out.println("MEASURED SWT resources: before " + before + ", after " + after);
		after.forEach((kind, count) -> assertTrue(count <= before.getOrDefault(kind, 0L) + (kind.equals("Shell") ? 1 : 4),
				() -> kind + ": " + count + " of " + before + madeBy(kind)));
	}

	/** Where the last of a kind was made. */
	private static String madeBy(String kind) {
		try {
			return ui.on(() -> {
				DeviceData data = ui.display().getDeviceData();
				StringBuilder trace = new StringBuilder();
				for (int i = 0; i < data.objects.length; i++) {
					if (data.objects[i] != null && data.objects[i].getClass().getSimpleName().equals(kind)) {
						trace.setLength(0);
						Arrays.stream(data.errors[i].getStackTrace()).limit(20).forEach(frame -> trace.append("\n\tat ").append(frame));
					}
				}
				return trace.toString();
			});
		} catch (Exception e) {
			return "";
		}
	}

	@Test
	void theCountSeesAResourceThatIsKept() throws Exception {
		Map<String, Long> before = resources();
		var kept = ui.on(() -> new org.eclipse.swt.graphics.Image(ui.display(), 4, 4));
		assertEquals(before.getOrDefault("Image", 0L) + 1, resources().get("Image"));
		ui.on(() -> {
			kept.dispose();
			return null;
		});
		assertEquals(before.getOrDefault("Image", 0L), resources().getOrDefault("Image", 0L));
	}

	@Test
	void aServerThatIsLostIsToldOnTheStatusLineWithItsReason() throws Exception {
		FakeServer server = new FakeServer(ui.thread(), Duration.ofMillis(5));
		try (Window window = new Window(ui, server)) {
			for (String page : Window.pages()) {
				window.open(page);
			}
			server.lose("无法连接 10.0.0.7");
			ui.until("the loss is told", () -> labels(window).contains("无法连接网关"));
			for (String page : Window.pages()) {
				window.open(page);
			}
		}
		assertEquals(List.of(), server.callsOnTheUiThread());
	}

	private static List<String> labels(Window window) {
		return Window.all(Label.class, window.shell()).stream().filter(Label::isVisible).map(Label::getText).toList();
	}

	@Test
	void theWindowClosesWhileWorkIsUnderWay() throws Exception {
		FakeServer server = new FakeServer(ui.thread(), Duration.ofSeconds(20));
		try (Window window = new Window(ui, server)) {
			for (String page : Window.pages()) {
				ui.on(() -> {
					window.frame().open(page, Optional.empty());
					return null;
				});
			}
		}
		ui.until("it is gone", () -> Arrays.stream(ui.display().getShells()).noneMatch(Shell::isVisible));
		assertEquals(List.of(), server.callsOnTheUiThread());
	}
}
