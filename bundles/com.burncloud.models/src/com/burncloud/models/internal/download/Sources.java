package com.burncloud.models.internal.download;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubService;
import com.burncloud.models.internal.hub.FileAddress;

/** Where a file comes from: the hub that was asked for, and others that have a file with the same hash. One thread. */
final class Sources {
	private static final Logger LOG = LoggerFactory.getLogger(Sources.class);

	private final HubService hubs;
	private final FileAddress first;
	private final Recipe.Item item;
	private final Set<String> refused = new HashSet<>();
	private FileAddress now;

	Sources(HubService hubs, FileAddress first, Recipe.Item item) {
		this.hubs = hubs;
		this.first = first;
		this.item = item;
		now = first;
	}

	FileAddress now() {
		return now;
	}

	/** This hub will never give it. */
	void refused() {
		refused.add(now.hub());
	}

	/** Goes to another hub that has the same file, when there is one. */
	boolean next(Optional<String> sha256) {
		if (sha256.isEmpty()) {
			return false;
		}
		List<HubInfo> all = hubs.hubs();
		int here = all.stream().map(HubInfo::id).toList().indexOf(now.hub());
		for (int i = 1; i <= all.size(); i++) {
			String hub = all.get(Math.floorMod(here + i, all.size())).id();
			if (!hub.equals(now.hub()) && !refused.contains(hub)) {
				Optional<FileAddress> same = hub.equals(first.hub()) ? Optional.of(first) : same(hub, sha256.get());
				if (same.isPresent()) {
					LOG.info("'{}' comes from the hub '{}' from here on: it has the same file", item.path(), hub);
					now = same.get();
					return true;
				}
			}
		}
		return false;
	}

	private Optional<FileAddress> same(String hub, String sha256) {
		try {
			HubListing listing = hubs.files(hub, first.repository());
			return listing.variants().stream().flatMap(variant -> variant.files().stream())
					.filter(file -> file.sha256().filter(sha256::equals).isPresent() && file.sizeBytes() == item.sizeBytes()).findFirst()
					.map(file -> new FileAddress(hub, listing.repository(), listing.revision(), file.path()));
		} catch (HubException | UnknownIdException e) {
			LOG.debug("The hub '{}' does not tell about {}: {}", hub, first.repository(), e.getMessage());
			return Optional.empty();
		}
	}

	/** Whether the hub that was asked for has another file under this name now; false when it does not say. */
	boolean changed() {
		try {
			Optional<HubFile> there = hubs.files(first.hub(), first.repository()).variants().stream().flatMap(variant -> variant.files().stream())
					.filter(file -> file.path().equals(item.path())).findFirst();
			return there.isPresent() && (there.get().sizeBytes() != item.sizeBytes()
					|| item.hash().isPresent() && there.get().sha256().isPresent() && !there.get().sha256().equals(item.hash()));
		} catch (HubException | UnknownIdException e) {
			return false;
		}
	}
}
