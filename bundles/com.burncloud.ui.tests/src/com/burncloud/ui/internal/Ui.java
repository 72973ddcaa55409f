package com.burncloud.ui.internal;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.e4.ui.css.swt.theme.IThemeManager;
import org.eclipse.swt.graphics.DeviceData;
import org.eclipse.swt.widgets.Display;
import org.junit.jupiter.api.Assumptions;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** The UI thread of these tests: one for all of them, since GTK wants no second one. It counts what is made of images, fonts and the like. */
public final class Ui {
	private static final AtomicReference<Throwable> failures = new AtomicReference<>();
	private static Ui made;

	private final Thread thread;
	private final Display display;
	private volatile long turn;
	private volatile Watchdog watchdog;

	private Ui() {
		CompletableFuture<Display> ready = new CompletableFuture<>();
		thread = Thread.ofPlatform().name("ui").daemon().start(() -> {
			try {
				DeviceData data = new DeviceData();
				data.tracking = true;
				Display opened = new Display(data);
				Theme.spareItems(opened);
				ready.complete(opened);
				loop(opened);
			} catch (Throwable failure) {
				ready.completeExceptionally(failure);
			}
		});
		display = ready.orTimeout(60, TimeUnit.SECONDS).join();
	}

	private void loop(Display opened) {
		while (!opened.isDisposed()) {
			long computed = Watchdog.processorNanos();
			turn = System.nanoTime();
			boolean more = true;
			try {
				more = opened.readAndDispatch();
			} catch (RuntimeException | Error failure) {
				failures.compareAndSet(null, failure); // what a listener threw, which the real event loop would log
			}
			long took = System.nanoTime() - turn;
			turn = 0;
			Watchdog watching = watchdog;
			if (watching != null) {
				watching.turned(took, Watchdog.processorNanos() - computed);
			}
			if (!more) {
				opened.sleep();
			}
		}
	}

	/** @return when the turn of the event loop began that is under way; 0 while it sleeps */
	long turn() {
		return turn;
	}

	/** @param next told of each turn from now on; null: nobody */
	void watch(Watchdog next) {
		watchdog = next;
	}

	/** Ends the test as skipped, or as failed where all are required, when there is no display. */
	public static synchronized Ui get() {
		if (made == null) {
			String display = System.getenv("DISPLAY");
			if (display == null || display.isBlank()) {
				String why = "no DISPLAY: the workbench was not tested; ./test starts an Xvfb for it";
				System.out.println("SKIPPED (LOUD): " + why);
				if ("1".equals(System.getenv("BURNCLOUD_TESTS_REQUIRE_ALL"))) {
					fail("BURNCLOUD_TESTS_REQUIRE_ALL=1, but: " + why);
				}
				Assumptions.abort("SKIPPED (LOUD): " + why);
			}
			Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
			made = new Ui();
		}
		return made;
	}

	public Display display() {
		return display;
	}

	public Thread thread() {
		return thread;
	}

	/** Runs on the UI thread and hands back the result, or throws what it threw. */
	public <T> T on(Callable<T> call) throws Exception {
		AtomicReference<T> result = new AtomicReference<>();
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		display.syncExec(() -> {
			try {
				result.set(call.call());
			} catch (Throwable e) {
				thrown.set(e);
			}
		});
		switch (thrown.get()) {
		case null -> {
			return result.get();
		}
		case Exception exception -> throw exception;
		case Throwable error -> throw new AssertionError(error.getMessage(), error);
		}
	}

	/** Waits for a condition, which is looked at on the UI thread. */
	public void until(String what, Callable<Boolean> condition) throws Exception {
		long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
		while (!on(condition)) {
			assertQuiet();
			if (System.nanoTime() > deadline) {
				throw new AssertionError("not within 60 s: " + what);
			}
			Thread.sleep(10);
		}
	}

	/** Whether nothing was thrown in the event loop so far. */
	public static void assertQuiet() {
		Throwable failure = failures.getAndSet(null);
		if (failure != null) {
			throw new AssertionError("on the UI thread: " + failure, failure);
		}
	}

	/** The engine of the real application, with the themes of plugin.xml. */
	public static IThemeEngine themes(Display display) {
		BundleContext context = FrameworkUtil.getBundle(Ui.class).getBundleContext();
		IThemeManager manager = context.getService(context.getServiceReference(IThemeManager.class));
		return manager.getEngineForDisplay(display);
	}
}
