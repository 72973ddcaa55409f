package com.burncloud.channels.internal;

import java.time.InstantSource;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.RandomAccess;

import com.burncloud.api.channel.Candidate;

/**
 * The candidates of one request, each found when it is asked for: most requests need the first only, and the health that counts for a later one is that of the
 * moment when it is tried. Once found, a place does not change.
 */
final class Order extends AbstractList<Candidate> implements RandomAccess {
	private final Plan plan;
	private final String model;
	private final InstantSource clock;

	/** The first, chosen in the constructor: so that the usual request takes no lock at all. */
	private final Candidate first;
	private int tier;
	private int place;

	// Below: the rest, guarded by this. One request's own list, so nobody waits for it.
	private List<Candidate> rest;
	private BitSet taken;
	private int steps;
	private List<Entry> cooling;

	/** @param plan not empty */
	Order(Plan plan, String model, InstantSource clock) {
		this.plan = plan;
		this.model = model;
		this.clock = clock;
		first = choose();
	}

	@Override
	public int size() {
		return plan.size();
	}

	@Override
	public Candidate get(int index) {
		if (index == 0) {
			return first;
		}
		if (index < 0 || index >= plan.size()) {
			throw new IndexOutOfBoundsException("Candidate " + index + " of " + plan.size());
		}
		synchronized (this) {
			if (rest == null) {
				rest = new ArrayList<>();
				taken = new BitSet(plan.size());
				taken.set(plan.indexOf(first.channelId()));
			}
			while (rest.size() < index) {
				rest.add(next());
			}
			return rest.get(index - 1);
		}
	}

	private Candidate choose() {
		for (tier = 0; tier < plan.tiers(); tier++) {
			Candidate chosen = choose(plan.tier(tier));
			if (chosen != null) {
				return chosen;
			}
		}
		return plan.members().stream().min(byEnd()).orElseThrow().candidate(model);
	}

	/** Draws anew for one that is cooling, so that its turns are shared by all others; threads that draw at once may miss somebody, hence the second round. */
	private Candidate choose(Rotation rotation) {
		for (int draws = rotation.length(); draws > 0; draws--) {
			place = rotation.draw();
			Candidate offered = offer(rotation.member(rotation.turn(place)));
			if (offered != null) {
				return offered;
			}
		}
		for (int i = 0; i < rotation.size(); i++) {
			Candidate offered = offer(rotation.member(i));
			if (offered != null) {
				return offered;
			}
		}
		return null;
	}

	private Candidate next() {
		while (tier < plan.tiers()) {
			Rotation rotation = plan.tier(tier);
			while (steps < rotation.length()) {
				steps++;
				place = (place + 1) % rotation.length();
				int member = rotation.turn(place);
				int index = plan.base(tier) + member;
				Candidate offered = taken.get(index) ? null : offer(rotation.member(member));
				if (offered != null) {
					taken.set(index);
					return offered;
				}
			}
			tier++;
			steps = 0;
			if (tier < plan.tiers()) {
				place = plan.tier(tier).draw() - 1;
			}
		}
		return lastResort();
	}

	private Candidate lastResort() {
		if (cooling == null) {
			cooling = new ArrayList<>();
			for (int i = taken.nextClearBit(0); i < plan.size(); i = taken.nextClearBit(i + 1)) {
				cooling.add(plan.members().get(i));
			}
			cooling.sort(byEnd());
		}
		return cooling.removeFirst().candidate(model);
	}

	/** The candidate if it may have its normal place, else null. */
	private Candidate offer(Entry entry) {
		if (entry.health().calm()) {
			return entry.candidate(model);
		}
		long now = clock.millis();
		if (entry.health().mustWait(entry.upstreamModel(model), now)) {
			return null;
		}
		Candidate candidate = entry.candidate(model);
		return entry.health().admits(candidate, now) ? candidate : null;
	}

	private Comparator<Entry> byEnd() {
		var ends = new IdentityHashMap<Entry, Long>(); // read once: ends move while we sort
		plan.members().forEach(entry -> ends.put(entry, entry.health().until(entry.upstreamModel(model))));
		return Comparator.comparing(ends::get);
	}
}
