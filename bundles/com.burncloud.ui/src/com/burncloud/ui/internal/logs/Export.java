package com.burncloud.ui.internal.logs;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongConsumer;

import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/**
 * Writes all rows that a filter lets through to a file, newest first. It is written under another name beside and renamed at the end, so that nobody ever finds
 * half of it. Waits for the server and the disk.
 */
final class Export {
	static final int PAGE = 1000;

	private final UsageService usage;
	private final Function<Optional<String>, LogQuery> query;
	private final RowFormat format;

	/** @param query of the page that begins before something */
	Export(UsageService usage, Function<Optional<String>, LogQuery> query, RowFormat format) {
		this.usage = usage;
		this.query = query;
		this.format = format;
	}

	/**
	 * @param progress told how many rows are written so far
	 * @return how many they are in the end
	 * @throws CancellationException when it was cancelled; then there is no file
	 */
	long write(Path file, BooleanSupplier cancelled, LongConsumer progress) throws IOException {
		Path folder = file.toAbsolutePath().getParent();
		Path part = Files.createTempFile(folder, "." + file.getFileName() + ".", ".part");
		try {
			long rows = pages(part, cancelled, progress);
			try {
				Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			} catch (AtomicMoveNotSupportedException plain) {
				Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
			}
			return rows;
		} finally {
			Files.deleteIfExists(part);
		}
	}

	private long pages(Path part, BooleanSupplier cancelled, LongConsumer progress) throws IOException {
		long rows = 0;
		try (BufferedWriter out = Files.newBufferedWriter(part, StandardCharsets.UTF_8)) {
			out.write(format.head());
			Optional<String> before = Optional.empty();
			do {
				LogPage page = usage.logs(query.apply(before));
				for (UsageRecord row : page.items()) {
					out.write(format.line(row));
				}
				rows += page.items().size();
				progress.accept(rows);
				before = page.before();
				if (cancelled.getAsBoolean()) {
					throw new CancellationException();
				}
			} while (before.isPresent());
		}
		return rows;
	}
}
