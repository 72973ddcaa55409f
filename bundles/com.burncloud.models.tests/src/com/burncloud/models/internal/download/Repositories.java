package com.burncloud.models.internal.download;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.ModelReport;
import com.burncloud.api.model.Variant;

/** Hubs in memory: the files of one repository on each, shards as one variant. */
final class Repositories implements HubService {
	static final String NAME = "Qwen/Tiny-GGUF";

	/** By hub, then by path. */
	final Map<String, Map<String, byte[]>> hubs = new LinkedHashMap<>();
	volatile String revision = "c0ffee";
	volatile boolean tellsHash = true;
	volatile boolean away;

	synchronized Repositories put(String hub, String path, byte[] bytes) {
		hubs.computeIfAbsent(hub, id -> new LinkedHashMap<>()).put(path, bytes);
		return this;
	}

	synchronized Optional<byte[]> bytes(String hub, String path) {
		return Optional.ofNullable(hubs.get(hub)).map(files -> files.get(path));
	}

	@Override
	public synchronized List<HubInfo> hubs() {
		return hubs.keySet().stream().map(id -> new HubInfo(id, Map.of("en", id), URI.create("http://" + id + ".test"), false)).toList();
	}

	@Override
	public List<HubModel> search(String hub, HubQuery query) {
		return List.of();
	}

	@Override
	public synchronized HubListing files(String hub, String repository) {
		String id = hub.isBlank() ? hubs.keySet().iterator().next() : hub;
		if (away) {
			throw new HubException(new HubProblem(HubProblem.Kind.UNAVAILABLE, "The hub is away.", Optional.empty()));
		}
		if (!hubs.containsKey(id)) {
			throw new UnknownIdException("hub", id);
		}
		Map<String, List<HubFile>> groups = new LinkedHashMap<>();
		hubs.get(id).forEach((path, bytes) -> groups.computeIfAbsent(path.replaceFirst("-\\d{5}-of-", "-of-"), key -> new ArrayList<>())
				.add(new HubFile(path, bytes.length, tellsHash ? Optional.of(sha256(bytes)) : Optional.empty())));
		List<Variant> variants = groups.values().stream()
				.map(files -> new Variant(files.getFirst().path().contains("mmproj") ? Variant.Kind.PROJECTOR : Variant.Kind.MODEL, "Q4_K_M", OptionalDouble.empty(), files))
				.toList();
		return new HubListing(id, repository, revision, URI.create("http://" + id + ".test/" + repository), variants);
	}

	@Override
	public ModelReport inspect(String hub, String repository, String file, FitQuestion question) {
		throw new UnsupportedOperationException();
	}

	static String sha256(byte[] bytes) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}
}
