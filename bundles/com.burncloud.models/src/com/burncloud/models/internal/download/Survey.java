package com.burncloud.models.internal.download;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.Variant;
import com.burncloud.models.internal.hub.Content;
import com.burncloud.models.internal.hub.Contents;
import com.burncloud.models.internal.hub.FileAddress;
import com.burncloud.models.internal.library.ShardName;

/** Asks the hub what a download is to fetch. Blocks for the network. */
final class Survey {

	private Survey() {
	}

	/** @throws InvalidFieldException when the repository has no such file for llama.cpp */
	static Recipe recipe(String id, String createdAt, DownloadRequest request, HubService hubs, Contents contents) {
		HubListing listing = hubs.files(request.hub(), request.repository());
		Optional<Variant> variant = listing.variants().stream().filter(each -> each.files().stream().anyMatch(file -> file.path().equals(request.file()))).findFirst();
		boolean sameRevision = request.revision().isBlank() || request.revision().equals(listing.revision());
		if (sameRevision && variant.isEmpty() || !request.file().toLowerCase(java.util.Locale.ROOT).endsWith(".gguf")) {
			throw new InvalidFieldException("file", "There is no GGUF file '" + request.file() + "' in " + listing.repository() + " on the hub '" + listing.hub() + "'.");
		}
		List<Recipe.Item> items = sameRevision
				? variant.get().files().stream().map(file -> new Recipe.Item(file.path(), file.sizeBytes(), file.sha256().orElse(""), "")).toList()
				: atRevision(listing, request, contents);
		return new Recipe(id, listing.hub(), listing.repository(), sameRevision ? listing.revision() : request.revision(),
				variant.map(Variant::quantization).orElse(""), items, createdAt, false, "", false);
	}

	/** The list is of the newest one: of another, each file is asked for itself. */
	private static List<Recipe.Item> atRevision(HubListing listing, DownloadRequest request, Contents contents) {
		List<String> paths = ShardName.of(request.file()).map(shard -> IntStream.rangeClosed(1, shard.count()).mapToObj(shard::text).toList())
				.orElse(List.of(request.file()));
		var items = new ArrayList<Recipe.Item>();
		for (String path : paths) {
			try (Content content = contents.open(new FileAddress(listing.hub(), listing.repository(), request.revision(), path), 0, 1)) {
				long size = content.totalBytes().orElseThrow(() -> new IOException("it does not tell how long '" + path + "' is"));
				items.add(new Recipe.Item(path, size, content.sha256().orElse(""), ""));
			} catch (IOException e) {
				throw new HubException(new HubProblem(HubProblem.Kind.UNAVAILABLE, "The hub '" + listing.hub() + "' cannot be read: " + e.getMessage() + ".",
						Optional.empty()));
			}
		}
		return items;
	}
}
