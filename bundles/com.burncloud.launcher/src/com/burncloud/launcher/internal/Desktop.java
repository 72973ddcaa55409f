package com.burncloud.launcher.internal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.IntConsumer;

import org.eclipse.osgi.service.runnable.ApplicationLauncher;
import org.osgi.framework.BundleException;

/**
 * One run of the desktop. The window comes first, at a low start level, and the gateway's bundles after it: so the window is there at once, and can ask or say
 * what a terminal would otherwise have to.
 */
final class Desktop {

	/** What the start scripts take as the wish to be started again. */
	private static final int RESTART_STATUS = 75;
	private static final String WINDOW_LEVEL = "2";
	private static final int GATEWAY_LEVEL = 5;
	private static final long CLOSE_MILLIS = 5_000;

	private final Path product;
	private final Terminal terminal;
	private EffectiveSettings settings;

	Desktop(Path product, EffectiveSettings settings, Terminal terminal) {
		this.product = product;
		this.settings = settings;
		this.terminal = terminal;
	}

	/** @return the status to exit with */
	int run() throws Refusal, InterruptedException {
		InstanceLock lock = InstanceLock.take(settings.home(), settings.url());
		Shutdown shutdown = new Shutdown(lock);
		MainThread main = new MainThread();
		System.setProperty("burncloud.language", terminal.texts().getLocale().getLanguage().equals("zh") ? "zh" : "en");
		try {
			Equinox equinox = new Gateway(product, settings, terminal).installed(shutdown, windowProperties(), Equinox.Face.DESKTOP);
			equinox.offer(ApplicationLauncher.class, main, Map.of());
			shutdown.first(() -> closeWindow(equinox, main));
			Thread starter = Thread.ofPlatform().name("burncloud-start").daemon().start(() -> start(equinox, lock));
			Object result = main.run();
			starter.interrupt();
			int status = MainThread.RESTART.equals(result) ? RESTART_STATUS : 0;
			shutdown.status(status);
			return status;
		} catch (InterruptedException e) {
			throw e;
		} catch (Refusal e) {
			shutdown.refused();
			throw e;
		} catch (Exception e) { // whatever the application threw
			shutdown.refused();
			throw new Refusal("desktop.failed", e.toString());
		}
	}

	private Map<String, String> windowProperties() {
		Map<String, String> properties = new HashMap<>();
		properties.put("org.osgi.framework.startlevel.beginning", WINDOW_LEVEL);
		properties.put("eclipse.ignoreApp", "false");
		properties.put("osgi.noShutdown", "false");
		properties.put("eclipse.product", "com.burncloud.ui.product");
		properties.put("osgi.instance.area", settings.home().resolve("desktop").toUri().toString());
		properties.put("osgi.install.area", product.toUri().toString());
		return properties;
	}

	/** Eclipse itself would close it from this thread, which is not the window's. */
	private static void closeWindow(Equinox equinox, MainThread main) {
		try {
			if (equinox.windowCloser().isPresent()) {
				equinox.windowCloser().get().run();
				main.awaitEnd(CLOSE_MILLIS);
			}
		} catch (InterruptedException hurried) {
			Thread.currentThread().interrupt();
		}
	}

	/** Beside the window: the gateway, as soon as it can have its port. */
	private void start(Equinox equinox, InstanceLock lock) {
		try {
			equinox.start();
			awaitPort(equinox, lock);
			// The bundles look here for what the framework itself was not told, since the port was not known then.
			settings.frameworkProperties().forEach(System::setProperty);
			equinox.raise(GATEWAY_LEVEL);
			Gateway gateway = new Gateway(product, settings, terminal);
			gateway.awaitReady(equinox);
			gateway.greet();
		} catch (Refusal refusal) {
			terminal.complain(refusal.text());
			equinox.offer(Exception.class, new Exception(terminal.text(refusal.text())), Map.of("burncloud.startup", "failed"));
		} catch (BundleException | IOException | RuntimeException failure) {
			terminal.complain(failure.toString());
			equinox.offer(Exception.class, new Exception(failure.toString()), Map.of("burncloud.startup", "failed"));
		} catch (InterruptedException closed) {
			// the window was closed first
		}
	}

	/** Asks the window for another port while the wanted one cannot be had. */
	private void awaitPort(Equinox equinox, InstanceLock lock) throws Refusal, IOException, InterruptedException {
		while (true) {
			try {
				PortCheck.pass(settings);
				lock.serves(settings.url());
				return;
			} catch (PortTaken taken) {
				BlockingQueue<Integer> answer = new ArrayBlockingQueue<>(1);
				equinox.offer(IntConsumer.class, answer::offer,
						Map.of("burncloud.startup", "port", "port", settings.port(), "free", taken.freePort(), "reason", terminal.text(taken.reason()), "stoppable", taken.isStoppable()));
				settings = settings.withPort(answer.take());
			}
		}
	}
}
