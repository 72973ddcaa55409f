package com.burncloud.channels.internal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Jars that hold a bundle which another jar has brought already, in the same version. File Install would let one bundle stand for both files, and with either of
 * them it would go; so these are claimed before File Install takes them, and left lying.
 */
final class Duplicates implements ArtifactInstaller {
	private static final Logger LOG = LoggerFactory.getLogger(Duplicates.class);

	private final BundleContext context;
	private final Path folder;
	private final Set<Path> claimed = ConcurrentHashMap.newKeySet();

	Duplicates(BundleContext context, Path folder) {
		this.context = context;
		this.folder = folder;
	}

	@Override
	public boolean canHandle(File jar) {
		boolean copy = original(jar.toPath()).isPresent();
		if (copy) {
			claimed.add(jar.toPath());
		}
		return copy;
	}

	/** Gives those that are copies no more to File Install, which looks again at what has changed. */
	void release() throws IOException {
		for (Path jar : claimed) {
			if (!Files.exists(jar) || original(jar).isEmpty()) {
				claimed.remove(jar);
				if (Files.exists(jar)) {
					LOG.info("The jar '{}' takes the place of the one that it was a copy of", jar.getFileName());
					touch(jar);
				}
			}
		}
	}

	/** What has brought the bundle of this jar, in words; empty when it is this jar itself, or nobody. */
	Optional<String> original(Path jar) {
		Optional<Identity> identity = Identity.of(jar);
		if (identity.isEmpty()) {
			return Optional.empty();
		}
		for (Bundle bundle : context.getBundles()) {
			if (identity.get().isThatOf(bundle)) {
				Optional<Path> brought = ProviderFolder.jarOf(folder, bundle);
				return brought.isEmpty() ? Optional.of("the built-in one") : brought.filter(path -> !path.getFileName().equals(jar.getFileName())).map(Duplicates::named);
			}
		}
		// None is installed yet: the first by name will be.
		return jars().stream().filter(other -> other.compareTo(folder.resolve(jar.getFileName())) < 0 && Identity.of(other).equals(identity)).findFirst()
				.map(Duplicates::named);
	}

	private static String named(Path jar) {
		return "'" + jar.getFileName() + "'";
	}

	private List<Path> jars() {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(file -> file.getFileName().toString().endsWith(".jar")).sorted().toList();
		} catch (IOException unreadable) {
			return List.of();
		}
	}

	@Override
	public void install(File jar) {
		// The folder's watch tells of it.
	}

	@Override
	public void update(File jar) {
		// As before.
	}

	/** It went; or it was released, which File Install first takes for an end, and then must see a change once more. */
	@Override
	public void uninstall(File jar) throws IOException {
		if (jar.exists()) {
			touch(jar.toPath());
		}
	}

	private static void touch(Path jar) throws IOException {
		Files.setLastModifiedTime(jar, FileTime.from(Instant.now()));
	}

	private record Identity(String name, Version version) {

		static Optional<Identity> of(Path jar) {
			try (JarFile file = new JarFile(jar.toFile(), false)) {
				Manifest manifest = file.getManifest();
				Attributes headers = manifest == null ? new Attributes() : manifest.getMainAttributes();
				String name = headers.getValue(Constants.BUNDLE_SYMBOLICNAME);
				return name == null ? Optional.empty()
						: Optional.of(new Identity(name.split(";")[0].strip(), Version.parseVersion(headers.getValue(Constants.BUNDLE_VERSION))));
			} catch (IOException | IllegalArgumentException noBundle) {
				return Optional.empty();
			}
		}

		boolean isThatOf(Bundle bundle) {
			return name.equals(bundle.getSymbolicName()) && version.equals(bundle.getVersion());
		}
	}
}
