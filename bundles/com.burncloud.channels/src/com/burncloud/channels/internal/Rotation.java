package com.burncloud.channels.internal;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Channels of one priority that take turns by weight. The smooth sequence (a a b a for 3 : 1) is computed once; a draw is one atomic increment. It starts anywhere,
 * so that after each change of some channel not always the same one comes first.
 */
final class Rotation {
	/** Sixteen channels with the most awkward weights stay exact; with more, a share is rounded to one turn in so many. */
	private static final int TURNS_AT_MOST = 16_384;

	private final Entry[] members;
	private final int[] turns;
	private final AtomicLong drawn;

	Rotation(Entry[] members) {
		this.members = members;
		int[] weights = new int[members.length];
		for (int i = 0; i < weights.length; i++) {
			weights[i] = members[i].channel().weight();
		}
		turns = smooth(shares(weights));
		drawn = new AtomicLong(ThreadLocalRandom.current().nextInt(turns.length));
	}

	/** The place in the sequence whose turn it is. */
	int draw() {
		return (int) (drawn.getAndIncrement() % turns.length);
	}

	int length() {
		return turns.length;
	}

	int size() {
		return members.length;
	}

	/** Who has a turn, as index of {@link #member}. */
	int turn(int place) {
		return turns[place];
	}

	Entry member(int index) {
		return members[index];
	}

	/** The weights without their common divisor, scaled down where the sequence would be too long. */
	static int[] shares(int[] weights) {
		int divisor = 0;
		long total = 0;
		for (int weight : weights) {
			divisor = gcd(weight, divisor);
		}
		int[] shares = new int[weights.length];
		for (int i = 0; i < weights.length; i++) {
			shares[i] = weights[i] / divisor;
			total += shares[i];
		}
		if (total > TURNS_AT_MOST) {
			for (int i = 0; i < shares.length; i++) {
				shares[i] = (int) Math.max(1, Math.round((double) shares[i] * TURNS_AT_MOST / total));
			}
		}
		return shares;
	}

	/** Smooth weighted round robin: everybody earns its share, the richest has the turn and pays the whole. */
	static int[] smooth(int[] shares) {
		int total = Arrays.stream(shares).sum();
		int[] turns = new int[total];
		if (total == shares.length) { // all equal
			Arrays.setAll(turns, i -> i);
			return turns;
		}
		int[] earned = new int[shares.length];
		for (int turn = 0; turn < total; turn++) {
			int richest = 0;
			for (int i = 0; i < shares.length; i++) {
				earned[i] += shares[i];
				if (earned[i] > earned[richest]) {
					richest = i;
				}
			}
			earned[richest] -= total;
			turns[turn] = richest;
		}
		return turns;
	}

	private static int gcd(int a, int b) {
		return b == 0 ? a : gcd(b, a % b);
	}
}
