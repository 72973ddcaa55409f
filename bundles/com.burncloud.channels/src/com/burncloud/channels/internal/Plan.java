package com.burncloud.channels.internal;

import java.util.ArrayList;
import java.util.List;

/** Who may serve a model for some groups: the tiers from the highest priority to the lowest. Immutable but for the rotations' counters. */
final class Plan {
	private final Rotation[] tiers;
	private final int[] bases;
	private final List<Entry> members;

	Plan(List<Rotation> tiers) {
		this.tiers = tiers.toArray(Rotation[]::new);
		bases = new int[this.tiers.length];
		var all = new ArrayList<Entry>();
		for (int t = 0; t < bases.length; t++) {
			bases[t] = all.size();
			for (int i = 0; i < this.tiers[t].size(); i++) {
				all.add(this.tiers[t].member(i));
			}
		}
		members = List.copyOf(all);
	}

	int tiers() {
		return tiers.length;
	}

	Rotation tier(int tier) {
		return tiers[tier];
	}

	/** Where a tier's members begin in {@link #members}. */
	int base(int tier) {
		return bases[tier];
	}

	List<Entry> members() {
		return members;
	}

	int size() {
		return members.size();
	}

	int indexOf(String channelId) {
		for (int i = 0; i < members.size(); i++) {
			if (members.get(i).channel().id().equals(channelId)) {
				return i;
			}
		}
		throw new IllegalStateException("Channel " + channelId + " is not part of the plan");
	}
}
