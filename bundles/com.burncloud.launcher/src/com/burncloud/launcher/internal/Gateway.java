package com.burncloud.launcher.internal;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;

import com.burncloud.api.settings.SettingKey;

/** The framework with the gateway in it, for the server and for the desktop alike: how it is set up, when it is ready, what is said then. */
final class Gateway {

	private static final Duration READY_WITHIN = Duration.ofSeconds(30);
	private static final String DEMO_TOKEN = "sk-burncloud-demo";

	private final Path product;
	private final EffectiveSettings settings;
	private final Terminal terminal;

	Gateway(Path product, EffectiveSettings settings, Terminal terminal) {
		this.product = product;
		this.settings = settings;
		this.terminal = terminal;
	}

	/**
	 * Installs everything and starts nothing.
	 *
	 * @param further framework properties, stronger than ours
	 */
	Equinox installed(Shutdown shutdown, Map<String, String> further, Equinox.Face face) throws Refusal {
		System.setProperty("burncloud.logs", settings.home().resolve("logs").toString()); // both for etc/logback.xml
		System.setProperty("burncloud.log_level", settings.value(SettingKey.LOG_LEVEL));
		try {
			Map<String, String> properties = frameworkProperties();
			properties.putAll(further);
			Equinox equinox = Equinox.installed(product, properties, face);
			shutdown.covers(equinox); // a signal may come while it starts
			return equinox;
		} catch (IOException | BundleException e) {
			throw new Refusal("start.framework", e.toString());
		}
	}

	private Map<String, String> frameworkProperties() throws IOException {
		Path home = settings.home();
		Path cache = home.resolve("cache");
		Map<String, String> properties = new LinkedHashMap<>();
		properties.put(Constants.FRAMEWORK_STORAGE, DataFolder.emptied(cache.resolve("osgi")).toString());
		properties.put("osgi.compatibility.bootdelegation", "true"); // as Equinox's own starter, under which the tests run, has it
		properties.put("felix.fileinstall.dir", home.resolve("providers").toString());
		properties.put("felix.fileinstall.tmpdir", DataFolder.emptied(cache.resolve("providers")).toString());
		properties.put("felix.fileinstall.filter", ".*\\.jar");
		properties.put("felix.fileinstall.poll", "500");
		properties.put("felix.fileinstall.noInitialDelay", "true");
		properties.put("felix.fileinstall.bundles.new.start", "true");
		properties.put("felix.fileinstall.start.level", "5");
		properties.put("felix.fileinstall.enableConfigSave", "false");
		properties.put("org.apache.felix.http.require.config", "true"); // the port opens when the gateway is ready to answer there
		properties.put("org.apache.felix.http.jetty.virtualthreads.enable", "true");
		return properties;
	}

	/** An open port that says "healthy", or the reason why there is none. */
	void awaitReady(Equinox equinox) throws Refusal, InterruptedException {
		long deadline = System.nanoTime() + READY_WITHIN.toNanos();
		String last = "";
		while (System.nanoTime() < deadline) {
			Optional<String> failure = equinox.startupFailure();
			if (failure.isPresent()) {
				throw new Refusal("start.failed", failure.get());
			}
			try {
				int status = status("/health", "");
				if (status == 200) {
					return;
				}
				last = "HTTP " + status;
			} catch (IOException e) {
				last = String.valueOf(e.getMessage());
			}
			Thread.sleep(20);
		}
		List<String> troubles = equinox.troubles();
		throw new Refusal("start.timeout", READY_WITHIN.toSeconds(), settings.url() + "/health", last,
				troubles.isEmpty() ? Message.of("start.nobody") : String.join("; ", troubles));
	}

	private int status(String path, String token) throws IOException {
		HttpURLConnection connection = (HttpURLConnection) URI.create(settings.url() + path).toURL().openConnection(Proxy.NO_PROXY);
		connection.setConnectTimeout(1_000);
		connection.setReadTimeout(5_000);
		connection.setRequestProperty("Connection", "close");
		if (!token.isEmpty()) {
			connection.setRequestProperty("Authorization", "Bearer " + token);
		}
		try {
			return connection.getResponseCode();
		} finally {
			connection.disconnect();
		}
	}

	/** All that the first request needs, and where the rest is. */
	void greet() {
		Path adminKey = settings.home().resolve("admin.key");
		String base = settings.url() + "/v1";
		terminal.out().println(terminal.text("ready.url", base));
		if (demoTokenWorks()) {
			terminal.out().println(terminal.text("ready.token", DEMO_TOKEN));
			terminal.out().println(terminal.text("ready.try", "curl " + base + "/chat/completions -H 'Authorization: Bearer " + DEMO_TOKEN
					+ "' -H 'Content-Type: application/json' -d '{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}'"));
		} else {
			terminal.out().println(terminal.text("ready.no_token"));
		}
		terminal.out().println(Files.exists(adminKey) && settings.value(SettingKey.ADMIN_KEY).isEmpty() ? terminal.text("ready.key", adminKey) : terminal.text("ready.own_key"));
		terminal.out().println(terminal.text("ready.home", settings.home()));
	}

	/** It may have been deleted, for good. */
	private boolean demoTokenWorks() {
		try {
			return status("/v1/models", DEMO_TOKEN) == 200;
		} catch (IOException e) {
			return false;
		}
	}
}
