package com.burncloud.models.internal.library;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import com.burncloud.api.model.ModelFacts;

/** Looks at the first four bytes only. */
final class Magic implements FactsReader {
	private static final byte[] GGUF = "GGUF".getBytes(StandardCharsets.US_ASCII);

	@Override
	public Optional<ModelFacts> read(Path file) throws IOException {
		try (InputStream in = Files.newInputStream(file)) {
			if (!Arrays.equals(in.readNBytes(GGUF.length), GGUF)) {
				throw new IOException("The file does not begin with GGUF; it is no model, or a broken one.");
			}
		}
		return Optional.empty();
	}
}
