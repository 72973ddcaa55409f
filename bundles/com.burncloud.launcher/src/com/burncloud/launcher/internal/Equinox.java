package com.burncloud.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The framework with the bundles that {@code configuration/config.ini} of the product lists, at the start levels it gives. */
final class Equinox {

	private static final String REFERENCE = "reference:file:";

	/** What Equinox's own starter would read: the list, and relative to it the framework's jar, which is on the class path already. */
	private static final Set<String> HERE = Set.of("osgi.bundles", "osgi.framework");

	private final Framework framework;
	private final List<String> failed = new ArrayList<>();

	private Equinox(Framework framework) {
		this.framework = framework;
	}

	/**
	 * Installs everything and starts nothing.
	 *
	 * @param properties framework properties, stronger than those of {@code config.ini}
	 */
	static Equinox installed(Path product, Map<String, String> properties) throws IOException, BundleException {
		Properties listed = new Properties();
		try (InputStream in = Files.newInputStream(product.resolve("configuration/config.ini"))) {
			listed.load(in);
		}
		Map<String, String> configuration = new HashMap<>();
		listed.stringPropertyNames().stream().filter(name -> !HERE.contains(name)).forEach(name -> configuration.put(name, listed.getProperty(name)));
		configuration.putAll(properties);
		Framework framework = ServiceLoader.load(FrameworkFactory.class, Equinox.class.getClassLoader()).findFirst().orElseThrow().newFramework(configuration);
		Equinox equinox = new Equinox(framework);
		framework.init(equinox::note);
		framework.getBundleContext().addFrameworkListener(equinox::note);
		equinox.install(product.resolve("plugins"), listed.getProperty("osgi.bundles", ""));
		return equinox;
	}

	/** Returns when the last start level is reached; what a bundle then still does in its own threads is not waited for. */
	void start() throws BundleException {
		framework.start();
	}

	/** Each entry is {@code reference:file:NAME.jar@LEVEL:start}, both parts behind the name optional. */
	private void install(Path plugins, String list) throws BundleException {
		for (String entry : list.split(",")) {
			if (entry.isBlank()) {
				continue;
			}
			int at = entry.lastIndexOf('@');
			String name = (at < 0 ? entry : entry.substring(0, at)).strip().substring(REFERENCE.length());
			String[] how = at < 0 ? new String[0] : entry.substring(at + 1).strip().split(":");
			Bundle bundle = framework.getBundleContext().installBundle(REFERENCE + plugins.resolve(name));
			if (how.length > 0 && how[0].matches("\\d+")) {
				bundle.adapt(BundleStartLevel.class).setStartLevel(Integer.parseInt(how[0]));
			}
			boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
			if (how.length > 0 && how[how.length - 1].equals("start") && !fragment) {
				bundle.start(Bundle.START_ACTIVATION_POLICY); // before the framework runs, this only marks it
			}
		}
	}

	private void note(FrameworkEvent event) {
		if (event.getType() == FrameworkEvent.ERROR) {
			synchronized (failed) {
				Throwable cause = event.getThrowable();
				while (cause.getCause() != null) {
					cause = cause.getCause();
				}
				failed.add(event.getBundle().getSymbolicName() + ": " + cause);
			}
		}
	}

	/** What a bundle that cannot work left for the operator: a service of a JDK type, since the launcher shares no class of ours with the bundles. */
	Optional<String> startupFailure() {
		try {
			for (ServiceReference<Exception> reference : framework.getBundleContext().getServiceReferences(Exception.class, "(burncloud.startup=failed)")) {
				Exception failure = framework.getBundleContext().getService(reference);
				if (failure != null) {
					return Optional.of(String.valueOf(failure.getMessage()));
				}
			}
			return Optional.empty();
		} catch (InvalidSyntaxException | RuntimeException e) { // Equinox throws what it will when it stops meanwhile
			return Optional.empty();
		}
	}

	/** The bundles that ought to run and do not, and what the framework had to say. */
	List<String> troubles() {
		List<String> troubles = new ArrayList<>();
		for (Bundle bundle : framework.getBundleContext().getBundles()) {
			boolean idle = bundle.getState() == Bundle.INSTALLED || bundle.getState() == Bundle.RESOLVED; // in STARTING a bundle is lazy, its components are there
			if (idle && bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()) {
				troubles.add(bundle.getSymbolicName() + (bundle.getState() == Bundle.INSTALLED ? " is unresolved" : " is not active"));
			}
		}
		synchronized (failed) {
			troubles.addAll(failed);
		}
		return troubles;
	}

	/** Waits until the framework has stopped, whoever stopped it. */
	void awaitStop() throws InterruptedException {
		framework.waitForStop(0);
	}

	/** Stops every bundle, the gateway's open exchanges drained first. */
	void stop(long millis) throws BundleException, InterruptedException {
		framework.stop();
		framework.waitForStop(millis);
	}
}
