package com.burncloud.models.internal.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import com.burncloud.api.model.ModelFacts;
import com.burncloud.models.internal.gguf.GgufException;
import com.burncloud.models.internal.gguf.GgufReader;
import com.burncloud.models.internal.gguf.Header;

/** Reads a model's whole header, and whether the file is as long as the header says. */
final class HeaderFacts implements FactsReader {

	@Override
	public Optional<ModelFacts> read(Path file) throws IOException {
		Header header;
		try {
			header = GgufReader.read(file);
		} catch (GgufException broken) {
			throw new IOException(broken.getMessage(), broken);
		}
		Optional<String> fault = header.fault(Files.size(file));
		if (fault.isPresent()) {
			throw new IOException(fault.get());
		}
		if (!header.type().equals("model")) {
			throw new IOException("It is no model but " + header.type() + ", which llama-server cannot run alone.");
		}
		return Optional.of(header.facts());
	}
}
