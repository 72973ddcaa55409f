package com.burncloud.launcher.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/** The framework with the bundles that {@code configuration/config.ini} of the product lists, at the start levels it gives. */
final class Equinox {

	private static final String REFERENCE = "reference:file:";

	/** What Equinox's own starter would read: the list, and relative to it the framework's jar, which is on the class path already. */
	private static final Set<String> HERE = Set.of("osgi.bundles", "osgi.framework");

	/** Whom the bundles show themselves to. */
	enum Face {
		/** Nobody: what only a window needs is not started. */
		NONE,
		/** A person at the desktop. */
		DESKTOP
	}

	/** Bundles of the desktop product that would start an application, or know widgets. */
	private static final List<String> DESKTOP_ONLY = List.of("org.eclipse.equinox.registry_", "org.eclipse.equinox.app_", "com.burncloud.ui_", "com.burncloud.remote_");

	/** No class of these is loaded before the application runs, and it is they who begin it: to be woken up by one they would wait for ever. */
	private static final List<String> AWAKE = List.of("org.eclipse.equinox.registry_", "org.eclipse.equinox.app_");

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
	static Equinox installed(Path product, Map<String, String> properties, Face face) throws IOException, BundleException {
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
		equinox.install(product.resolve("plugins"), listed.getProperty("osgi.bundles", ""), face);
		return equinox;
	}

	/** Returns when the last start level is reached; what a bundle then still does in its own threads is not waited for. */
	void start() throws BundleException {
		framework.start();
	}

	/** Goes on to a further start level and returns when it is reached. */
	void raise(int startLevel) throws InterruptedException {
		CountDownLatch reached = new CountDownLatch(1);
		framework.adapt(FrameworkStartLevel.class).setStartLevel(startLevel, event -> reached.countDown());
		reached.await();
	}

	/** Offers a service of a JDK's or the framework's type, the only ones that the launcher shares with the bundles. */
	<T> void offer(Class<T> type, T service, Map<String, ?> properties) {
		framework.getBundleContext().registerService(type, service, new Hashtable<>(properties));
	}

	/** Each entry is {@code reference:file:NAME.jar@LEVEL:start}, both parts behind the name optional. */
	private void install(Path plugins, String list, Face face) throws BundleException {
		for (String entry : list.split(",")) {
			if (entry.isBlank()) {
				continue;
			}
			int at = entry.lastIndexOf('@');
			String name = (at < 0 ? entry : entry.substring(0, at)).strip().substring(REFERENCE.length());
			String[] how = at < 0 ? new String[0] : entry.substring(at + 1).strip().split(":");
			Bundle bundle = framework.getBundleContext().installBundle(REFERENCE + plugins.resolve(name));
			boolean starts = how.length > 0 && how[how.length - 1].equals("start");
			// One that only lends its classes is ready for the first who wants them: above the level of the moment its activator would not be called.
			bundle.adapt(BundleStartLevel.class).setStartLevel(starts && how[0].matches("\\d+") ? Integer.parseInt(how[0]) : 1);
			boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
			boolean wanted = face == Face.DESKTOP || DESKTOP_ONLY.stream().noneMatch(name::startsWith);
			if (starts && !fragment && wanted) {
				bundle.start(AWAKE.stream().anyMatch(name::startsWith) ? 0 : Bundle.START_ACTIVATION_POLICY); // before the framework runs, this only marks it
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

	/** What closes the window, from any thread; nothing while there is none. */
	Optional<Runnable> windowCloser() {
		try {
			return framework.getBundleContext().getServiceReferences(Runnable.class, "(burncloud.window=close)").stream().findFirst()
					.map(reference -> framework.getBundleContext().getService(reference));
		} catch (InvalidSyntaxException | RuntimeException e) { // as below
			return Optional.empty();
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
