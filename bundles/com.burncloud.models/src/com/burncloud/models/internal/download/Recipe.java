package com.burncloud.models.internal.download;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.burncloud.models.internal.library.Durable;
import com.burncloud.models.internal.library.Leftovers;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;

/**
 * What a download is to fetch, as {@code download.json} keeps it.
 *
 * @param files of shards all, in order
 * @param paused whether the operator paused it
 * @param error why it failed; empty when it did not
 * @param outdated whether the hub has another file now, so that it has to begin anew
 */
record Recipe(String id, String hub, String repository, String revision, String quantization, List<Item> files, String createdAt, boolean paused, String error,
		boolean outdated) {
	private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().setPrettyPrinting().create();

	/**
	 * @param path in the repository
	 * @param sha256 as the hub tells; empty where it does not
	 * @param reckoned of what was fetched; empty until it was verified
	 */
	record Item(String path, long sizeBytes, String sha256, String reckoned) {

		Optional<String> hash() {
			return sha256.isEmpty() ? Optional.empty() : Optional.of(sha256);
		}
	}

	Recipe withState(boolean nowPaused, String newError, boolean nowOutdated) {
		return new Recipe(id, hub, repository, revision, quantization, files, createdAt, nowPaused, newError, nowOutdated);
	}

	Recipe withFiles(List<Item> newFiles) {
		return new Recipe(id, hub, repository, revision, quantization, newFiles, createdAt, paused, error, outdated);
	}

	/** The same download of what the hub has now. */
	Recipe renewed(Recipe fresh) {
		return new Recipe(id, fresh.hub, fresh.repository, fresh.revision, fresh.quantization, fresh.files, createdAt, false, "", false);
	}

	long bytesTotal() {
		return files.stream().mapToLong(Item::sizeBytes).sum();
	}

	String origin() {
		return hub + ":" + repository;
	}

	Instant created() {
		return Instant.parse(createdAt);
	}

	void write(Path folder) throws IOException {
		Durable.write(folder.resolve(Leftovers.DOWNLOAD), GSON.toJson(this));
	}

	/** @throws IOException when there is none or it cannot be understood */
	static Recipe read(Path folder) throws IOException {
		try {
			Recipe recipe = GSON.fromJson(Files.readString(folder.resolve(Leftovers.DOWNLOAD)), Recipe.class);
			if (recipe == null || recipe.files == null || recipe.files.isEmpty() || !folder.getFileName().toString().equals(recipe.id) || recipe.hub == null
					|| recipe.repository == null || recipe.revision == null || recipe.quantization == null || recipe.error == null
					|| recipe.files.stream().anyMatch(item -> item.path == null || item.sizeBytes < 0 || item.sha256 == null || item.reckoned == null)) {
				throw new IOException("'" + folder + "' holds no download that can be understood");
			}
			recipe.created();
			return recipe;
		} catch (JsonParseException | java.time.DateTimeException | NullPointerException e) {
			throw new IOException("'" + folder + "' holds no download that can be understood", e);
		}
	}
}
