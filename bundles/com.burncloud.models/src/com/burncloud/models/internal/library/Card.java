package com.burncloud.models.internal.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import com.burncloud.api.model.DeployOptions;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

/**
 * What {@code model.json} says of a model.
 *
 * @param files paths: names in the card's own folder, absolute where they were adopted
 * @param options null: never deployed
 */
record Card(String id, String title, String quantization, String origin, boolean adopted, boolean projector, List<Entry> files, String addedAt, Options options) {
	static final String NAME = "model.json";
	private static final long BYTES_AT_MOST = 4 << 20;
	private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

	record Entry(String path, long sizeBytes, String sha256) {
	}

	/** {@link DeployOptions} as JSON: what is not set is null. */
	record Options(int port, int contextTokens, int gpuLayers, Integer threads, Integer parallelSlots, String flashAttention, String cacheType, String projector,
			List<String> aliases, List<String> groups, int priority, List<String> extraArguments, int idleUnloadMinutes, boolean onRequest) {

		static Options of(DeployOptions options) {
			return new Options(options.port(), options.contextTokens(), options.gpuLayers(), boxed(options.threads()), boxed(options.parallelSlots()),
					options.flashAttention().orElse(null), options.cacheType().orElse(null), options.projector().orElse(null), options.aliases(),
					options.groups().stream().sorted().toList(), options.priority(), options.extraArguments(), options.idleUnloadMinutes(), options.onRequest());
		}

		DeployOptions open() {
			return new DeployOptions(port, contextTokens, gpuLayers, optional(threads), optional(parallelSlots), Optional.ofNullable(flashAttention),
					Optional.ofNullable(cacheType), Optional.ofNullable(projector), aliases == null ? List.of() : aliases,
					groups == null ? DeployOptions.DEFAULT.groups() : new HashSet<>(groups), priority,
					extraArguments == null ? List.of() : extraArguments, idleUnloadMinutes, onRequest);
		}

		private static Integer boxed(OptionalInt number) {
			return number.isPresent() ? (Integer) number.getAsInt() : null;
		}

		private static OptionalInt optional(Integer number) {
			return number == null ? OptionalInt.empty() : OptionalInt.of(number);
		}
	}

	Card with(Options newOptions) {
		return new Card(id, title, quantization, origin, adopted, projector, files, addedAt, newOptions);
	}

	DeployOptions deployOptions() {
		return options == null ? DeployOptions.DEFAULT : options.open();
	}

	/** Where the files lie. */
	List<Path> paths(Path folder) {
		return files.stream().map(file -> folder.resolve(file.path())).toList();
	}

	void write(Path folder) throws IOException {
		Durable.write(folder.resolve(NAME), GSON.toJson(this));
	}

	/** @throws IOException when there is none, or when it says what cannot be */
	static Card read(Path folder) throws IOException {
		Path file = folder.resolve(NAME);
		if (Files.size(file) > BYTES_AT_MOST) {
			throw new IOException(file + " is longer than any that this program wrote");
		}
		try {
			Card card = GSON.fromJson(Files.readString(file), Card.class);
			if (card == null || card.id == null || card.title == null || card.quantization == null || card.origin == null || card.addedAt == null
					|| card.files == null || card.files.isEmpty() || !card.files.stream().allMatch(entry -> plausible(entry, card.adopted))) {
				throw new IOException(file + " lacks what belongs into it");
			}
			return card;
		} catch (JsonParseException | java.io.UncheckedIOException e) {
			throw new IOException(file + " is broken", e);
		}
	}

	/** Own files lie in the folder itself: a card that somebody wrote must not lead elsewhere, for deleting the model deletes them. */
	private static boolean plausible(Entry entry, boolean adopted) {
		if (entry == null || entry.path() == null || entry.sha256() == null) {
			return false;
		}
		try {
			Path path = Path.of(entry.path());
			return adopted ? path.isAbsolute() : path.getNameCount() == 1 && !path.isAbsolute() && !entry.path().equals("..") && !entry.path().equals(".");
		} catch (java.nio.file.InvalidPathException e) {
			return false;
		}
	}
}
