package com.burncloud.ui.internal.connection;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.eclipse.core.runtime.Platform;
import org.eclipse.core.runtime.URIUtil;

/** Files of the window that only their owner may read. */
final class OwnFiles {

	private OwnFiles() {
	}

	/** The folder {@code desktop} of the data folder. */
	static Path folder() throws IOException {
		try {
			Path folder = Path.of(URIUtil.toURI(Platform.getInstanceLocation().getURL()));
			return Files.createDirectories(folder);
		} catch (URISyntaxException strange) {
			throw new IOException(strange);
		}
	}

	/** Makes an empty file, unless it is there. */
	static void create(Path file) throws IOException {
		try {
			if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
				Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			} else {
				Files.createFile(file); // on Windows the profile's folder is its owner's already
			}
		} catch (FileAlreadyExistsException there) {
			// as wanted
		}
	}
}
