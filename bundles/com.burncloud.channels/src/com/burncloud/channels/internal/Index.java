package com.burncloud.channels.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * From a model to the channels that serve it. Names that some channel lists or redirects stand in a map. Any other name is served by patterns, and the longest
 * that fits determines all that fit, for the shorter ones are its beginnings: so there are as many routes as names and patterns, whatever clients ask for.
 */
final class Index {
	/** Token edits make new sets of groups; the old ones are forgotten by clearing all. */
	private static final int GROUP_SETS_AT_MOST = 1_000;

	/** The channels of a model, highest priority first, and their plan for each set of groups that has been asked for. */
	private record Route(List<Entry> entries, ConcurrentMap<Set<String>, Plan> plans) {
	}

	private final Map<String, Route> names = new HashMap<>();
	private final Map<String, Route> prefixes = new HashMap<>();
	private final int[] prefixLengths;
	private final Map<List<Entry>, Route> routes = new HashMap<>();
	private final Map<List<Entry>, Rotation> rotations = new ConcurrentHashMap<>();

	/** @param entries that can serve, highest priority first */
	Index(List<Entry> entries) {
		var byName = new HashMap<String, List<Entry>>();
		var byPrefix = new HashMap<String, List<Entry>>();
		for (Entry entry : entries) {
			for (String model : listed(entry)) {
				boolean pattern = model.endsWith("*");
				String key = pattern ? model.substring(0, model.length() - 1) : model;
				(pattern ? byPrefix : byName).computeIfAbsent(key, k -> new ArrayList<>()).add(entry);
			}
		}
		var lengths = new TreeSet<Integer>(Collections.reverseOrder());
		byPrefix.keySet().forEach(prefix -> lengths.add(prefix.length()));
		prefixLengths = lengths.stream().mapToInt(Integer::intValue).toArray();

		var rank = new HashMap<Entry, Integer>();
		entries.forEach(entry -> rank.put(entry, rank.size()));
		byName.keySet().forEach(name -> names.put(name, route(name, byName.get(name), byPrefix, rank)));
		byPrefix.keySet().forEach(prefix -> prefixes.put(prefix, route(prefix, List.of(), byPrefix, rank)));
	}

	/** All that a channel answers to: its models and the names that it redirects, patterns among them. */
	static Set<String> listed(Entry entry) {
		var listed = new LinkedHashSet<>(entry.channel().models());
		listed.addAll(entry.channel().modelMapping().keySet());
		return listed;
	}

	/** Whether a channel answers to a name. */
	static boolean serves(Entry entry, String model) {
		for (String listed : listed(entry)) {
			if (listed.equals(model) || listed.endsWith("*") && model.startsWith(listed.substring(0, listed.length() - 1))) {
				return true;
			}
		}
		return false;
	}

	private Route route(String name, List<Entry> exact, Map<String, List<Entry>> byPrefix, Map<Entry, Integer> rank) {
		var all = new LinkedHashSet<>(exact);
		for (int length : prefixLengths) {
			if (length <= name.length()) {
				all.addAll(byPrefix.getOrDefault(name.substring(0, length), List.of()));
			}
		}
		var sorted = new ArrayList<>(all);
		sorted.sort((a, b) -> rank.get(a) - rank.get(b));
		return routes.computeIfAbsent(List.copyOf(sorted), members -> new Route(members, new ConcurrentHashMap<>()));
	}

	/** @return null when nobody serves the model for any of the groups */
	Plan plan(String model, Set<String> groups) {
		Route route = names.get(model);
		if (route == null) {
			route = byPattern(model);
			if (route == null) {
				return null;
			}
		}
		Plan plan = route.plans.get(groups);
		if (plan == null) {
			if (route.plans.size() >= GROUP_SETS_AT_MOST) {
				route.plans.clear();
			}
			List<Entry> entries = route.entries;
			plan = route.plans.computeIfAbsent(Set.copyOf(groups), key -> plan(entries, key));
		}
		return plan.size() == 0 ? null : plan;
	}

	private Route byPattern(String model) {
		for (int length : prefixLengths) {
			if (length <= model.length()) {
				Route route = prefixes.get(model.substring(0, length));
				if (route != null) {
					return route;
				}
			}
		}
		return null;
	}

	private Plan plan(List<Entry> entries, Set<String> groups) {
		var tiers = new ArrayList<Rotation>();
		var tier = new ArrayList<Entry>();
		for (Entry entry : entries) {
			if (Collections.disjoint(entry.channel().groups(), groups)) {
				continue;
			}
			if (!tier.isEmpty() && tier.getFirst().channel().priority() != entry.channel().priority()) {
				tiers.add(rotation(tier));
				tier.clear();
			}
			tier.add(entry);
		}
		if (!tier.isEmpty()) {
			tiers.add(rotation(tier));
		}
		return new Plan(tiers);
	}

	/** The same channels take turns together whatever model is asked for: else a hundred models asked once each would all fall to the first. */
	private Rotation rotation(List<Entry> tier) {
		return rotations.computeIfAbsent(List.copyOf(tier), members -> new Rotation(members.toArray(Entry[]::new)));
	}
}
