package com.burncloud.store.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/** Files and folders that only their owner may read. Where the file system knows no such modes, the folder's own protection has to do. */
final class PrivateFiles {

	private static final boolean POSIX = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	private PrivateFiles() {
	}

	static void makeFolder(Path folder) throws IOException {
		Files.createDirectories(folder, attributes("rwx------"));
	}

	/** Writes a whole file or none: it has its mode and its content from the first moment that its name exists. */
	static void write(Path file, byte[] content) throws IOException {
		write(file, content, Optional.empty());
	}

	/** The same for a file that is there, which keeps its mode; where the name is a link, what it leads to is replaced. */
	static void replace(Path file, byte[] content) throws IOException {
		boolean there = Files.exists(file);
		Path target = there ? file.toRealPath() : file;
		write(target, content, there && POSIX ? Optional.of(Files.getPosixFilePermissions(target)) : Optional.empty());
	}

	private static void write(Path file, byte[] content, Optional<Set<PosixFilePermission>> mode) throws IOException {
		Path draft = Files.createTempFile(file.getParent(), "." + file.getFileName(), ".new", attributes("rw-------"));
		try {
			try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
				// A disk that fills up takes a part first, and complains about the rest.
				ByteBuffer left = ByteBuffer.wrap(content);
				while (left.hasRemaining()) {
					channel.write(left);
				}
				channel.force(true);
			}
			if (mode.isPresent()) {
				Files.setPosixFilePermissions(draft, mode.get());
			}
			Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
			forceFolder(file.getParent());
		} finally {
			Files.deleteIfExists(draft);
		}
	}

	/** Takes the file away from group and others. Answers whether they had any right to it. */
	static boolean close(Path file) throws IOException {
		if (!POSIX || OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
			return false;
		}
		Files.setPosixFilePermissions(file, OWNER_ONLY);
		return true;
	}

	/** Makes a new or deleted name last; a no-op where folders cannot be forced (Windows). */
	static void forceFolder(Path folder) {
		try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
			channel.force(true);
		} catch (IOException e) {
			// Not every system can; the file's own content is forced anyway.
		}
	}

	private static FileAttribute<?>[] attributes(String mode) {
		return POSIX ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode)) } : new FileAttribute<?>[0];
	}
}
