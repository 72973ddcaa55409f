package com.burncloud.channels.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.Routing.ModelListing;

/** All channels and installed types at one moment. A request reads one snapshot from its beginning to its end; a change makes a new one. */
final class Snapshot {
	private static final int GROUP_SETS_AT_MOST = 1_000;

	private final Map<String, Entry> entries = new LinkedHashMap<>();
	private final List<Channel> channels;
	private final Index index;
	private final Map<Set<String>, List<ModelListing>> listings = new ConcurrentHashMap<>();

	Snapshot(Collection<Entry> all) {
		var sorted = new ArrayList<>(all);
		sorted.sort(Comparator.comparing((Entry entry) -> -entry.channel().priority()).thenComparing(entry -> entry.channel().name()));
		sorted.forEach(entry -> entries.put(entry.channel().id(), entry));
		channels = sorted.stream().map(Entry::channel).toList();
		index = new Index(sorted.stream().filter(entry -> entry.obstacle().isEmpty()).toList());
	}

	/** Highest priority first, then by name. */
	List<Channel> channels() {
		return channels;
	}

	Collection<Entry> entries() {
		return Collections.unmodifiableCollection(entries.values());
	}

	/** @return null when there is no such channel */
	Entry entry(String id) {
		return entries.get(id);
	}

	/** @return null when nobody can serve the model for these groups */
	Plan plan(String model, Set<String> groups) {
		return index.plan(model, groups);
	}

	List<ModelListing> models(Set<String> groups) {
		List<ModelListing> known = listings.get(groups);
		if (known == null) {
			if (listings.size() >= GROUP_SETS_AT_MOST) {
				listings.clear();
			}
			known = listings.computeIfAbsent(Set.copyOf(groups), this::listing);
		}
		return known;
	}

	private List<ModelListing> listing(Set<String> groups) {
		var models = new TreeMap<String, ModelListing>();
		for (Entry entry : entries.values()) {
			if (entry.obstacle().isPresent() || Collections.disjoint(entry.channel().groups(), groups)) {
				continue;
			}
			for (String model : Index.listed(entry)) {
				if (!model.endsWith("*")) {
					models.putIfAbsent(model, new ModelListing(model, entry.channel().type(), entry.channel().createdAt().getEpochSecond()));
				}
			}
		}
		return List.copyOf(models.values());
	}
}
