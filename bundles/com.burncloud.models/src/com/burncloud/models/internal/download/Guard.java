package com.burncloud.models.internal.download;

import java.util.Optional;

import com.burncloud.models.internal.hub.Content;

/** Sees to it that all bytes are of one file: compares what an answer's head tells with what was begun. Any thread. */
final class Guard {
	private final PieceMap map;
	private final long sizeBytes;
	private volatile Optional<String> sha256;

	Guard(PieceMap map, long sizeBytes, Optional<String> sha256) {
		this.map = map;
		this.sizeBytes = sizeBytes;
		this.sha256 = sha256;
	}

	/** What the file must have; an answer may tell it where the list did not. */
	Optional<String> sha256() {
		return sha256;
	}

	/** @return whose bytes these are: the hub and its version of the file */
	synchronized String check(String hub, Content content) throws Trouble {
		if (content.totalBytes().isPresent() && content.totalBytes().getAsLong() != sizeBytes) {
			throw new Trouble(Trouble.Kind.CHANGED,
					"The hub '" + hub + "' gives a file of " + content.totalBytes().getAsLong() + " bytes; the one that was begun has " + sizeBytes + ".");
		}
		if (content.sha256().isPresent()) {
			if (sha256.isPresent() && !sha256.equals(content.sha256())) {
				throw new Trouble(Trouble.Kind.CHANGED, "The hub '" + hub + "' gives a file with another hash than the one that was begun.");
			}
			sha256 = content.sha256();
		}
		String tag = hub + " " + content.version().orElse("");
		boolean other = map.versions().stream().anyMatch(known -> known.startsWith(hub + " ")) && !map.versions().contains(tag);
		if (other && sha256.isEmpty()) { // with a hash, the end shows whether it was another; a CDN's servers need not agree on versions
			throw new Trouble(Trouble.Kind.CHANGED, "The file on the hub '" + hub + "' is another than the one that was begun, and the hub tells no hash.");
		}
		return tag;
	}
}
