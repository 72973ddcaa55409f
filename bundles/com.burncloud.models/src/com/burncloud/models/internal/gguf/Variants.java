package com.burncloud.models.internal.gguf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.Variant;

/** Groups the files of a repository. */
public final class Variants {
	private static final int SINGLE = -1;

	private record Key(FileName.Role role, String stem, int shards) {
	}

	private record Part(FileName name, HubFile file) {
	}

	private Variants() {
	}

	/**
	 * The choices of a repository: models by size, then projectors. Shards are one choice, and none where one of them is missing.
	 * Left out is what is no GGUF file or cannot be run: adapters, importance matrices, prediction heads.
	 */
	public static List<Variant> of(List<HubFile> files) {
		Map<Key, List<Part>> groups = new LinkedHashMap<>();
		for (HubFile file : files) {
			Optional<FileName> name = FileName.of(file.path()).filter(each -> each.role() != FileName.Role.OTHER);
			name.ifPresent(each -> groups.computeIfAbsent(key(each, file), key -> new ArrayList<>()).add(new Part(each, file)));
		}
		return groups.entrySet().stream().filter(group -> whole(group.getKey().shards(), group.getValue())).map(group -> variant(group.getKey().shards(), group.getValue()))
				.sorted(Comparator.comparing(Variant::kind).thenComparingLong(Variant::sizeBytes).thenComparing(Variant::file)).toList();
	}

	private static Key key(FileName name, HubFile file) {
		return name.shard().isPresent() ? new Key(name.role(), name.stem(), name.shards()) : new Key(name.role(), file.path(), SINGLE);
	}

	/** Sorts, too. */
	private static boolean whole(int shards, List<Part> parts) {
		if (shards == SINGLE) {
			return true;
		}
		parts.sort(Comparator.comparingInt(part -> part.name().shard().getAsInt()));
		for (int i = 0; i < parts.size(); i++) {
			if (parts.get(i).name().shard().getAsInt() != i + 1) {
				return false;
			}
		}
		return parts.size() == shards;
	}

	private static Variant variant(int shards, List<Part> parts) {
		FileName name = parts.getFirst().name();
		Variant.Kind kind = name.role() == FileName.Role.PROJECTOR ? Variant.Kind.PROJECTOR : Variant.Kind.MODEL;
		return new Variant(kind, name.quantization(), Quantization.bitsPerWeight(name.quantization()), parts.stream().limit(Math.abs(shards)).map(Part::file).toList());
	}
}
