package com.burncloud.models.internal.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;

/**
 * Moves files into a folder of their own, which then appears under its name at once. What it is about to do stands in the folder first, so that after a crash in
 * the middle the next start brings it to its end.
 */
final class Arrival {
	private static final Logger LOG = LoggerFactory.getLogger(Arrival.class);
	static final String FOLDER = ".adding";
	private static final String INTENT = "intent.json";
	private static final Gson GSON = new Gson();

	private record Intent(Card card, List<String> sources) {
	}

	private final Path models;

	Arrival(Path models) {
		this.models = models;
	}

	/** All or none: where one file cannot be moved, those that were are moved back. */
	void take(Card card, List<Path> sources) throws IOException {
		Path staging = models.resolve(FOLDER).resolve(card.id());
		Durable.deleteAll(staging);
		Files.createDirectories(staging);
		var intent = new Intent(card, sources.stream().map(Path::toString).toList());
		Durable.write(staging.resolve(INTENT), GSON.toJson(intent));
		try {
			finish(staging, intent);
		} catch (IOException e) {
			undo(staging, intent);
			throw e;
		}
	}

	private void finish(Path staging, Intent intent) throws IOException {
		for (int i = 0; i < intent.sources().size(); i++) {
			Path target = staging.resolve(intent.card().files().get(i).path());
			if (!Files.exists(target)) {
				Files.move(Path.of(intent.sources().get(i)), target, StandardCopyOption.ATOMIC_MOVE);
			}
		}
		intent.card().write(staging);
		Path place = models.resolve(intent.card().id());
		Files.move(staging, place, StandardCopyOption.ATOMIC_MOVE);
		Durable.forceFolder(models);
		Files.deleteIfExists(place.resolve(INTENT));
	}

	private static void undo(Path staging, Intent intent) throws IOException {
		for (int i = 0; i < intent.sources().size(); i++) {
			Path target = staging.resolve(intent.card().files().get(i).path());
			if (Files.exists(target)) {
				Files.move(target, Path.of(intent.sources().get(i)), StandardCopyOption.ATOMIC_MOVE);
			}
		}
		Durable.deleteAll(staging);
	}

	/** Brings to its end what a crash interrupted, or back to its beginning; what can neither stays as a leftover. */
	void recover() {
		Path adding = models.resolve(FOLDER);
		if (!Files.isDirectory(adding)) {
			return;
		}
		try (Stream<Path> stagings = Files.list(adding)) {
			stagings.filter(Files::isDirectory).forEach(this::recover);
		} catch (IOException | java.io.UncheckedIOException e) {
			LOG.warn("The folder '{}' cannot be read: {}", adding, e.toString());
		}
	}

	private void recover(Path staging) {
		try {
			Intent intent = GSON.fromJson(Files.readString(staging.resolve(INTENT)), Intent.class);
			try {
				finish(staging, intent);
				LOG.info("The model '{}' is in the library now; the last start was interrupted while it came in", intent.card().id());
			} catch (IOException e) {
				undo(staging, intent);
			}
		} catch (IOException | JsonParseException | NullPointerException e) {
			LOG.warn("'{}' was left by an interrupted start and cannot be finished: {}", staging, e.toString());
		}
	}
}
