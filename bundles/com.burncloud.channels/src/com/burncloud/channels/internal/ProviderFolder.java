package com.burncloud.channels.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.osgi.framework.Bundle;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.provider.InstalledJar;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;

/** The folder that Felix File Install watches: a jar in it is a bundle that runs. */
final class ProviderFolder {
	static final String NAME = "providers";
	private static final Pattern JAR_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

	private final Path folder;
	private final Path workshop; // of the same file system, so that a move is atomic; not watched

	ProviderFolder(Path home) {
		folder = home.resolve(NAME);
		workshop = home;
		try {
			Files.createDirectories(folder);
		} catch (IOException e) {
			throw new UncheckedIOException("The folder '" + folder + "' for providers cannot be made: " + e.getMessage(), e);
		}
	}

	Path path() {
		return folder;
	}

	/** @throws InvalidFieldException for a name that is more than a name */
	Path jar(String name) {
		if (!JAR_NAME.matcher(name).matches() || name.contains("..")) {
			throw new InvalidFieldException("name", "'" + name.replaceAll("\\p{Cntrl}", "�")
					+ "' cannot be the name of a jar: letters, digits, dots, dashes and underscores are possible, at most 100.");
		}
		return folder.resolve(name + ".jar");
	}

	/** Puts the bytes there in one step: whoever looks sees the old jar or the new one. */
	void put(Path jar, byte[] bytes) {
		try {
			Path made = Files.createTempFile(workshop, "provider", ".part");
			try {
				Files.write(made, bytes);
				Files.move(made, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			} finally {
				Files.deleteIfExists(made);
			}
		} catch (IOException e) {
			throw new UncheckedIOException("The jar '" + jar.getFileName() + "' cannot be written into the folder for providers: " + e.getMessage(), e);
		}
	}

	Optional<byte[]> content(Path jar) {
		try {
			return Files.isRegularFile(jar) ? Optional.of(Files.readAllBytes(jar)) : Optional.empty();
		} catch (IOException e) {
			throw new UncheckedIOException("The jar '" + jar.getFileName() + "' cannot be read: " + e.getMessage(), e);
		}
	}

	void delete(Path jar) {
		try {
			Files.deleteIfExists(jar);
		} catch (IOException e) {
			throw new UncheckedIOException("The jar '" + jar.getFileName() + "' cannot be deleted: " + e.getMessage(), e);
		}
	}

	/** The jar of a bundle that comes from the folder. */
	static Optional<Path> jarOf(Path folder, Bundle bundle) {
		String location = bundle.getLocation();
		if (!location.startsWith("file:")) {
			return Optional.empty();
		}
		try {
			Path jar = Path.of(URI.create(location));
			boolean ours = jar.getParent() != null && Files.isDirectory(folder) && Files.isDirectory(jar.getParent()) && Files.isSameFile(jar.getParent(), folder);
			return ours ? Optional.of(folder.resolve(jar.getFileName())) : Optional.empty();
		} catch (IOException | IllegalArgumentException e) {
			return Optional.empty(); // some other scheme of location: not from the folder
		}
	}

	/** Without what it brings; without a name and a hash when it is built in. */
	static InstalledJar describe(Path folder, Bundle bundle) {
		Optional<Path> jar = jarOf(folder, bundle);
		String name = jar.map(path -> path.getFileName().toString().replaceFirst("\\.jar$", "")).orElse("");
		return new InstalledJar(name, bundle.getSymbolicName(), bundle.getVersion().toString(), jar.map(ProviderFolder::sha256).orElse(""), List.of());
	}

	static InstalledProvider describe(Path folder, ProviderInfo info, Bundle bundle) {
		InstalledJar jar = describe(folder, bundle);
		return new InstalledProvider(info, jar.name(), jar.bundle(), jar.version(), jar.sha256());
	}

	/** Empty when the file is gone already. */
	private static String sha256(Path jar) {
		try (var in = new DigestInputStream(Files.newInputStream(jar), MessageDigest.getInstance("SHA-256"))) {
			in.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(in.getMessageDigest().digest());
		} catch (IOException e) {
			return "";
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every JRE has SHA-256", e);
		}
	}

	static String sha256(byte[] jar) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every JRE has SHA-256", e);
		}
	}
}
