package com.burncloud.models.internal.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.Variant;
import com.burncloud.api.model.Variant.Kind;

/** Stands in for the gguf package's grouping until that is there. */
final class Grouping {
	private static final Pattern SHARD = Pattern.compile("(?i)(.+)-(\\d{5})-of-(\\d{5})\\.gguf");
	private static final Pattern QUANTIZATION = Pattern.compile("(?i)(?:^|[-._/])((?:UD-)?(?:IQ|TQ|Q)\\d(?:_[A-Z0-9]+)*|BF16|F16|F32|MXFP4)(?=[-._]|$)");

	private Grouping() {
	}

	static List<Variant> variants(List<HubFile> files) {
		Map<String, List<HubFile>> groups = new TreeMap<>();
		for (HubFile file : files) {
			if (file.path().toLowerCase(Locale.ROOT).endsWith(".gguf")) {
				Matcher shard = SHARD.matcher(file.path());
				groups.computeIfAbsent(shard.matches() ? shard.group(1) + "/" + shard.group(3) : file.path(), name -> new ArrayList<>()).add(file);
			}
		}
		return groups.values().stream().map(Grouping::variant).sorted(Comparator.comparing(Variant::kind).thenComparingLong(Variant::sizeBytes)).toList();
	}

	private static Variant variant(List<HubFile> files) {
		files.sort(Comparator.comparing(HubFile::path));
		String path = files.getFirst().path();
		String name = path.substring(path.lastIndexOf('/') + 1);
		Matcher quantization = QUANTIZATION.matcher(name);
		String found = "";
		while (quantization.find()) {
			found = quantization.group(1).toUpperCase(Locale.ROOT);
		}
		return new Variant(name.toLowerCase(Locale.ROOT).startsWith("mmproj") ? Kind.PROJECTOR : Kind.MODEL, found, OptionalDouble.empty(), files);
	}
}
