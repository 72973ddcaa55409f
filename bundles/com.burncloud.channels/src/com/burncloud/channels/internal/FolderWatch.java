package com.burncloud.channels.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.InvalidFieldException;

/** Tells, once for each, of jars in the folder that File Install passes over in silence or that do not start: who drops a file there looks into the log. */
final class FolderWatch {
	private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
	private static final long EVERY_MILLIS = 5_000;
	/** Longer than a copy or a start takes: what is still unfinished then is said to be. */
	private static final long PATIENCE_MILLIS = 5_000;
	private static final long BYTES_AT_MOST = 256L << 20;

	private final BundleContext context;
	private final Path folder;
	private final CountDownLatch stopped = new CountDownLatch(1);
	private final Duplicates duplicates;
	private final Map<Path, Seen> seen = new HashMap<>();

	/**
	 * A jar as it was first seen; one that is replaced is seen anew.
	 *
	 * @param told whether it was looked at
	 */
	private record Seen(long changedMillis, long sinceNanos, boolean told) {
	}

	FolderWatch(BundleContext context, Path folder, Duplicates duplicates) {
		this.context = context;
		this.folder = folder;
		this.duplicates = duplicates;
		Thread.ofVirtual().name("providers-folder").start(this::run);
	}

	void stop() {
		stopped.countDown();
	}

	private void run() {
		try {
			do {
				try {
					look();
				} catch (IOException | RuntimeException e) {
					LOG.debug("The folder {} could not be looked through", folder, e);
				}
			} while (!stopped.await(EVERY_MILLIS, TimeUnit.MILLISECONDS));
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void look() throws IOException {
		if (context.getBundle(Constants.SYSTEM_BUNDLE_ID).getState() != Bundle.ACTIVE) {
			return; // File Install starts after this, and only then its time begins to run
		}
		for (Path jar : jars()) {
			long changed = Files.getLastModifiedTime(jar).toMillis();
			Seen known = seen.get(jar);
			if (known == null || known.changedMillis() != changed) {
				seen.put(jar, new Seen(changed, System.nanoTime(), false));
			} else if (!known.told() && System.nanoTime() - known.sinceNanos() >= TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS)) {
				seen.put(jar, new Seen(changed, known.sinceNanos(), true));
				String why = complaint(jar);
				if (!why.isEmpty()) {
					LOG.warn("The jar '{}' in the folder for providers brings nothing: {}", jar.getFileName(), why);
				}
			}
		}
		duplicates.release();
		seen.keySet().removeIf(jar -> !Files.exists(jar));
	}

	private List<Path> jars() throws IOException {
		var jars = new ArrayList<Path>();
		try (Stream<Path> files = Files.list(folder)) {
			files.filter(file -> file.getFileName().toString().endsWith(".jar") && Files.isRegularFile(file)).forEach(jars::add);
		}
		return jars;
	}

	/** Empty when all is well. */
	private String complaint(Path jar) throws IOException {
		for (Bundle bundle : context.getBundles()) {
			if (ProviderFolder.jarOf(folder, bundle).filter(jar::equals).isPresent()) {
				return bundle.getState() == Bundle.INSTALLED ? Installer.complaint(bundle) : "";
			}
		}
		Optional<String> original = duplicates.original(jar);
		if (original.isPresent()) {
			return "it holds the same bundle in the same version as " + original.get() + ", which is the one that runs.";
		}
		if (Files.size(jar) > BYTES_AT_MOST) {
			return "it is larger than " + (BYTES_AT_MOST >> 20) + " MiB.";
		}
		try {
			ProviderJar inspected = ProviderJar.read(Files.readAllBytes(jar));
			return "the bundle '" + inspected.symbolicName() + "' was not installed; the log says why.";
		} catch (InvalidFieldException e) {
			return e.getMessage();
		}
	}
}
