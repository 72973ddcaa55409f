package com.burncloud.admin.internal;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key of the management API: as set, else what {@code admin.key} in the data folder holds, which the first start writes. */
final class AdminKey {
	private static final Logger LOG = LoggerFactory.getLogger(AdminKey.class);
	private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
	private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

	private final byte[] key;

	private AdminKey(String key) {
		this.key = key.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * @param setting empty: use the file
	 * @throws IOException when the file can be neither read nor written; the message names it
	 */
	static AdminKey of(String setting, Path home) throws IOException {
		if (!setting.isBlank()) {
			return new AdminKey(setting.strip());
		}
		Path file = home.resolve("admin.key");
		try {
			String stored = Files.exists(file) ? Files.readString(file).strip() : "";
			if (stored.isEmpty()) {
				stored = random();
				write(file, stored);
				LOG.info("wrote a new key of the management API to {}", file);
			} else {
				protect(file);
			}
			return new AdminKey(stored);
		} catch (IOException failure) {
			throw new IOException("The key of the management API cannot be read from or written to " + file + " (" + failure
					+ "); make the data folder writable or set BURNCLOUD_ADMIN_KEY.", failure);
		}
	}

	/** Whether {@code Authorization} holds the key; takes the same time whatever it holds. */
	boolean matches(String authorization) {
		if (authorization == null || !authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
			return false;
		}
		return MessageDigest.isEqual(authorization.substring(7).strip().getBytes(StandardCharsets.UTF_8), key);
	}

	/** 32 random bytes as 43 letters and digits. */
	private static String random() {
		byte[] bytes = new byte[32];
		new SecureRandom().nextBytes(bytes);
		BigInteger rest = new BigInteger(1, bytes);
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < 43; i++) {
			BigInteger[] parts = rest.divideAndRemainder(BigInteger.valueOf(62));
			text.append(BASE62.charAt(parts[1].intValue()));
			rest = parts[0];
		}
		return "bk-" + text;
	}

	/** Whole or not at all, and never readable by others, not even for a moment. */
	private static void write(Path file, String key) throws IOException {
		Path fresh = file.resolveSibling("admin.key.new");
		Files.deleteIfExists(fresh);
		if (posix(file)) {
			Files.createFile(fresh, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
		} else {
			Files.createFile(fresh);
		}
		Files.writeString(fresh, key + "\n");
		try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
			channel.force(true);
		}
		Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private static void protect(Path file) throws IOException {
		if (posix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
			LOG.warn("{} was readable by others; its mode is 0600 now", file);
			Files.setPosixFilePermissions(file, OWNER_ONLY);
		}
	}

	private static boolean posix(Path file) {
		return file.getFileSystem().supportedFileAttributeViews().contains("posix");
	}
}
