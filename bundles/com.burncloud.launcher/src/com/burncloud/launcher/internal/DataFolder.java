package com.burncloud.launcher.internal;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** The data folder: all that a user of the product keeps. It holds keys, so nobody else on the machine may look into it. */
final class DataFolder {

	private static final List<String> FOLDERS = List.of("db", "journal", "providers", "models", "logs", "cache");

	private DataFolder() {
	}

	/** Makes what is missing. */
	static void make(Path home, Terminal terminal) throws Refusal {
		try {
			Files.createDirectories(home, permissions("rwx------"));
		} catch (FileAlreadyExistsException e) {
			throw new Refusal("home.file", e.getFile(), home);
		} catch (IOException e) {
			throw new Refusal("home.make", home, reason(e));
		}
		try {
			for (String name : FOLDERS) {
				Path folder = home.resolve(name);
				if (!Files.isDirectory(folder)) { // may be a link to a larger disk
					Files.createDirectory(folder, permissions("rwx------"));
				}
			}
			Path file = home.resolve(PropertiesFile.NAME);
			if (Files.notExists(file)) {
				try (SeekableByteChannel channel = Files.newByteChannel(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), permissions("rw-------"))) {
					channel.write(StandardCharsets.UTF_8.encode(PropertiesFile.template(terminal)));
				} catch (FileAlreadyExistsException e) {
					// another start at the same moment; the lock will tell them apart
				}
			}
			Files.delete(Files.createTempFile(home, ".writable", ""));
		} catch (FileAlreadyExistsException e) {
			throw new Refusal("home.file", e.getFile(), home);
		} catch (IOException e) {
			throw new Refusal("home.write", home, reason(e));
		}
	}

	/** Empties a folder of the cache and gives it back; only to be called by who holds the lock. */
	static Path emptied(Path folder) throws IOException {
		if (Files.isDirectory(folder)) {
			Files.walkFileTree(folder, new SimpleFileVisitor<>() {
				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
					Files.delete(file);
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
					Files.delete(visited);
					return FileVisitResult.CONTINUE;
				}
			});
		}
		return Files.createDirectories(folder);
	}

	private static Object reason(IOException e) {
		return e instanceof AccessDeniedException ? Message.of("home.denied") : e.toString();
	}

	private static FileAttribute<?>[] permissions(String permissions) {
		boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
		return posix ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions)) } : new FileAttribute<?>[0];
	}
}
