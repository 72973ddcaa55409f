package com.burncloud.launcher.internal;

import java.nio.file.Path;

import org.osgi.framework.BundleException;

/** One run of the gateway without a display: everything checked, then the framework, then the sentence that it is ready. */
final class Server {

	private final Path product;
	private final EffectiveSettings settings;
	private final Terminal terminal;

	Server(Path product, EffectiveSettings settings, Terminal terminal) {
		this.product = product;
		this.settings = settings;
		this.terminal = terminal;
	}

	/** Runs until the process is told to stop. */
	void run() throws Refusal, InterruptedException {
		Shutdown shutdown = new Shutdown(InstanceLock.take(settings.home(), settings.url()));
		try {
			PortCheck.pass(settings);
			Gateway gateway = new Gateway(product, settings, terminal);
			Equinox equinox = gateway.installed(shutdown, settings.frameworkProperties(), Equinox.Face.NONE);
			equinox.start();
			gateway.awaitReady(equinox);
			gateway.greet();
			equinox.awaitStop();
		} catch (BundleException e) {
			shutdown.refused();
			throw new Refusal("start.framework", e.toString());
		} catch (Refusal e) {
			shutdown.refused();
			throw e;
		}
	}
}
