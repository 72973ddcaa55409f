package com.burncloud.models.internal.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.burncloud.api.model.ModelFacts;

/** Looks at a card's files: whether they are there, what the header says. A header is read again when its file is another. One thread at a time. */
final class Glance {

	/** What was read, and of which file. */
	private record Reading(long sizeBytes, long modifiedMillis, Optional<ModelFacts> facts, Optional<String> error) {
	}

	private final FactsReader reader;
	private final Map<Path, Reading> readings = new HashMap<>();

	Glance(FactsReader reader) {
		this.reader = reader;
	}

	/** @param projectors of the same origin that lie elsewhere */
	Shelved look(Card card, Path folder, List<Path> projectors) {
		List<Path> files = card.paths(folder);
		Optional<String> error = Optional.empty();
		for (int i = 0; i < files.size() && error.isEmpty(); i++) {
			error = complaint(card.files().get(i), files.get(i), card.adopted());
		}
		Optional<ModelFacts> facts = Optional.empty();
		if (error.isEmpty() && !card.projector()) {
			Reading reading = read(files.getFirst());
			facts = reading.facts();
			error = reading.error();
		}
		if (error.isEmpty()) {
			error = missingShards(card);
		}
		String quantization = card.quantization().isEmpty() ? facts.flatMap(ModelFacts::quantization).orElse("") : card.quantization();
		var beside = new TreeSet<Path>(projectors);
		beside.addAll(projectorsIn(files.getFirst().getParent()));
		return new Shelved(card.id(), card.title(), files, card.files().stream().mapToLong(Card.Entry::sizeBytes).sum(), facts, quantization,
				card.files().getFirst().sha256(), card.origin(), card.adopted(), card.projector() ? List.of() : new ArrayList<>(beside), error, addedAt(card),
				card.deployOptions());
	}

	private static Optional<String> missingShards(Card card) {
		return ShardName.of(card.files().getFirst().path()).filter(shard -> shard.count() != card.files().size())
				.map(shard -> "Of its " + shard.count() + " files only " + card.files().size() + " are there; llama-server needs all of them in one folder.");
	}

	private static Optional<String> complaint(Card.Entry entry, Path file, boolean adopted) {
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			if (!attributes.isRegularFile()) {
				return Optional.of("'" + file + "' is no file.");
			}
			if (attributes.size() != entry.sizeBytes()) {
				return Optional.of("'" + file + "' has " + attributes.size() + " bytes and had " + entry.sizeBytes() + "; "
						+ (adopted ? "remove the model and add the file again." : "remove the model and download it again."));
			}
			return Optional.empty();
		} catch (IOException e) {
			return Optional.of("The file '" + file + "' is gone or cannot be read; put it back, or remove the model.");
		}
	}

	private Reading read(Path file) {
		Reading before = readings.get(file);
		try {
			BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
			long modified = attributes.lastModifiedTime().toMillis();
			if (before != null && before.sizeBytes() == attributes.size() && before.modifiedMillis() == modified) {
				return before;
			}
			Reading reading = reading(file, attributes.size(), modified);
			readings.put(file, reading);
			return reading;
		} catch (IOException e) {
			return new Reading(-1, -1, Optional.empty(), Optional.of("The file '" + file + "' cannot be read: " + e.getMessage()));
		}
	}

	private Reading reading(Path file, long sizeBytes, long modifiedMillis) {
		try {
			return new Reading(sizeBytes, modifiedMillis, reader.read(file), Optional.empty());
		} catch (IOException | RuntimeException e) { // a reader that stumbles over one file must not keep the others from being listed
			String why = Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
			return new Reading(sizeBytes, modifiedMillis, Optional.empty(), Optional.of(why));
		}
	}

	static boolean isProjector(Path file) {
		String name = file.getFileName().toString().toLowerCase(java.util.Locale.ROOT);
		return name.endsWith(".gguf") && name.contains("mmproj");
	}

	private static List<Path> projectorsIn(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter(Glance::isProjector).sorted().limit(20).toList();
		} catch (IOException | java.io.UncheckedIOException e) {
			return List.of();
		}
	}

	private static Instant addedAt(Card card) {
		try {
			return Instant.parse(card.addedAt());
		} catch (DateTimeException e) {
			return Instant.EPOCH;
		}
	}
}
