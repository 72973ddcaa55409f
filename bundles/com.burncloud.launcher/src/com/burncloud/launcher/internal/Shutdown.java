package com.burncloud.launcher.internal;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.osgi.framework.BundleException;

import sun.misc.Signal;

/**
 * The one way out, as the JVM's shutdown hook: on SIGTERM, SIGINT, SIGHUP, a closed console and {@link System#exit} alike the framework stops, and the gateway in it
 * ends its open exchanges. The hook then halts the JVM itself, which is how a server that was asked to stop and did stop ends with 0 and not with 128 + signal.
 */
final class Shutdown {

	/** The system property by which the bundles know why they are stopped. */
	private static final String STOP_REASON = "burncloud.stop.reason";
	/** Longer than the gateway's draining (30 s), and the stores close in what is left. */
	private static final long LIMIT_MILLIS = 45_000;

	private final InstanceLock lock;
	private final AtomicReference<Equinox> equinox = new AtomicReference<>();
	private final AtomicReference<Runnable> first = new AtomicReference<>(() -> {
	});
	private final CountDownLatch begun = new CountDownLatch(1);
	private final AtomicInteger status = new AtomicInteger();

	/**
	 * @param lock released when nothing writes to the data folder any more; held here, since a lock that nobody refers to is closed by the garbage collector
	 */
	Shutdown(InstanceLock lock) {
		this.lock = lock;
		List.of("TERM", "INT", "HUP").forEach(Shutdown::name);
		Runtime.getRuntime().addShutdownHook(new Thread(this::run, "burncloud-shutdown"));
	}

	/** What is to be stopped. */
	void covers(Equinox started) {
		equinox.set(started);
	}

	/** What is to be done before the framework stops. */
	void first(Runnable action) {
		first.set(action);
	}

	/** What to end with where all goes well. */
	void status(int wanted) {
		status.compareAndSet(0, wanted);
	}

	/** The process is about to end with 2; does not return when it is ending already, since then a failure to start is what was asked for. */
	void refused() throws InterruptedException {
		if (begun.getCount() == 0) {
			Thread.currentThread().join();
		}
		status.set(2);
	}

	/** Notes which signal it was, for the log, and then does what the JVM would do anyhow. */
	private static void name(String signal) {
		try {
			Signal.handle(new Signal(signal), received -> {
				System.setProperty(STOP_REASON, "SIG" + received.getName());
				Runtime.getRuntime().exit(0);
			});
		} catch (IllegalArgumentException taken) {
			// the JVM was told to leave it alone, or the system has none of the name: then the log says nothing of it
		}
	}

	private void run() {
		begun.countDown();
		Equinox running = equinox.get();
		try {
			first.get().run();
			if (running != null) {
				running.stop(LIMIT_MILLIS);
			}
		} catch (BundleException | InterruptedException e) {
			status.compareAndSet(0, 1);
		}
		lock.close();
		Runtime.getRuntime().halt(status.get());
	}
}
