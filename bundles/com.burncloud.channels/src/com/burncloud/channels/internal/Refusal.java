package com.burncloud.channels.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.burncloud.api.channel.Routing.ModelListing;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;

/** Why nobody serves a request, in words that help: computed only then. */
final class Refusal {
	private static final int NAMES_LOOKED_AT = 2_000;
	private static final int NAMES_SHOWN = 5;
	private static final int LONGEST_NAME_COMPARED = 80;

	private Refusal() {
	}

	static RefusedException of(Snapshot snapshot, String model, Set<String> groups) {
		for (Entry entry : snapshot.entries()) {
			boolean concerned = entry.obstacle().isPresent() && !Collections.disjoint(entry.channel().groups(), groups) && Index.serves(entry, model);
			if (concerned) {
				return new RefusedException(RefusalCode.NO_AVAILABLE_CHANNEL, "No channel can serve the model '" + shown(model) + "' now: channel '"
						+ entry.channel().name() + "' has it, but " + entry.obstacle().get() + ".");
			}
		}
		List<String> near = near(model, snapshot.models(groups));
		String advice = near.isEmpty() ? "No model is callable with this token; add a channel for one of its groups." : "Callable are, among others: "
				+ String.join(", ", near) + ". GET /v1/models lists all.";
		return new RefusedException(RefusalCode.MODEL_NOT_FOUND, "No channel serves the model '" + shown(model) + "'. " + advice);
	}

	/** Clients choose the name; an answer is no place for a megabyte of it. */
	private static String shown(String model) {
		return model.length() <= 200 ? model : model.substring(0, 200) + "…";
	}

	static List<String> near(String model, List<ModelListing> callable) {
		record Ranked(String name, int distance) {
		}
		String asked = model.toLowerCase(Locale.ROOT);
		var ranked = new ArrayList<Ranked>();
		for (ModelListing listing : callable.subList(0, Math.min(callable.size(), NAMES_LOOKED_AT))) {
			ranked.add(new Ranked(listing.id(), distance(asked, listing.id().toLowerCase(Locale.ROOT))));
		}
		ranked.sort(Comparator.comparingInt(Ranked::distance));
		return ranked.stream().limit(NAMES_SHOWN).map(Ranked::name).toList();
	}

	/** Levenshtein's, and nearer still where one is a part of the other: people forget the date or the vendor's prefix. */
	private static int distance(String a, String b) {
		if (a.length() > LONGEST_NAME_COMPARED || b.length() > LONGEST_NAME_COMPARED) {
			return Integer.MAX_VALUE;
		}
		int[] above = new int[b.length() + 1];
		for (int j = 0; j < above.length; j++) {
			above[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] row = new int[above.length];
			row[0] = i;
			for (int j = 1; j < row.length; j++) {
				int replaced = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
				row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
			}
			above = row;
		}
		boolean part = a.length() > 2 && (a.contains(b) || b.contains(a));
		return part ? above[b.length()] / 4 : above[b.length()];
	}
}
