package com.burncloud.models.internal.download;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Where downloads are written. */
interface Disk {

	/** Bytes that can still be written below a folder. */
	long usableBytes(Path folder) throws IOException;

	/** To read and write; made where there is none. */
	FileChannel open(Path file) throws IOException;

	static Disk real() {
		return new Disk() {

			@Override
			public long usableBytes(Path folder) throws IOException {
				return Files.getFileStore(folder).getUsableSpace();
			}

			@Override
			public FileChannel open(Path file) throws IOException {
				if (!Files.exists(file)) {
					FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.SPARSE, StandardOpenOption.WRITE).close();
				}
				return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
			}
		};
	}
}
