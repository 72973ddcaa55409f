package com.burncloud.launcher.internal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.eclipse.osgi.service.runnable.ApplicationLauncher;
import org.eclipse.osgi.service.runnable.ParameterizedRunnable;

/** Runs the Eclipse application on the process's main thread, which is where macOS and GTK want it. The framework finds it as a service. */
final class MainThread implements ApplicationLauncher {

	/** What an application returns to be started anew, as {@code IApplication.EXIT_RESTART} has it. */
	static final Integer RESTART = 23;

	private record Application(ParameterizedRunnable code, Object context) {
	}

	/** Ends the waiting without an application. */
	private static final Application NONE = new Application(context -> 0, "");

	private final BlockingQueue<Application> waiting = new LinkedBlockingQueue<>();
	private final CountDownLatch ended = new CountDownLatch(1);

	@Override
	public void launch(ParameterizedRunnable runnable, Object context) {
		waiting.add(new Application(runnable, context == null ? new String[0] : context));
	}

	@Override
	public void shutdown() {
		waiting.add(NONE);
	}

	/** Waits for the application and runs it to its end. */
	Object run() throws Exception {
		Application application = waiting.take();
		try {
			return application.code.run(application.context);
		} finally {
			ended.countDown();
		}
	}

	/** Waits for the application's end, a bounded time. */
	void awaitEnd(long millis) throws InterruptedException {
		ended.await(millis, TimeUnit.MILLISECONDS);
	}
}
