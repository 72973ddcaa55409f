package com.burncloud.channels.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;

class RotationTest {

	@Test
	void spreadsTheTurnsOfTheHeavy() {
		assertArrayEquals(new int[] { 0, 0, 1, 0 }, Rotation.smooth(new int[] { 3, 1 }));
		assertArrayEquals(new int[] { 0, 0, 1, 0, 2, 0, 0 }, Rotation.smooth(new int[] { 5, 1, 1 }));
	}

	@Test
	void givesEachItsShareInEveryStretch() {
		var random = new Random(42);
		for (int round = 0; round < 50; round++) {
			int[] weights = random.ints(2 + random.nextInt(8), 1, 40).toArray();
			int[] turns = Rotation.smooth(weights);
			int total = Arrays.stream(weights).sum();
			assertEquals(total, turns.length);
			int[] had = new int[weights.length];
			for (int i = 0; i < turns.length; i++) {
				had[turns[i]]++;
				for (int w = 0; w < weights.length; w++) {
					double due = (double) weights[w] * (i + 1) / total;
					assertTrue(Math.abs(had[w] - due) < weights.length, "after " + (i + 1) + " turns " + w + " had " + had[w] + ", due " + due);
				}
			}
			assertArrayEquals(weights, had);
		}
	}

	@Test
	void reducesWeightsAndBoundsTheLengthOfTheSequence() {
		assertArrayEquals(new int[] { 3, 1 }, Rotation.shares(new int[] { 900, 300 }));
		assertArrayEquals(new int[] { 1, 1, 1 }, Rotation.shares(new int[] { 7, 7, 7 }));
		int[] awkward = new Random(1).ints(1_000, 1, 1_001).toArray();
		int[] shares = Rotation.shares(awkward);
		assertTrue(Arrays.stream(shares).sum() < 20_000);
		assertTrue(Arrays.stream(shares).allMatch(share -> share >= 1), "everybody has a turn");
		int[] sixteen = new Random(2).ints(16, 900, 1_001).toArray();
		sixteen[0] = 997;
		assertArrayEquals(sixteen, Rotation.shares(sixteen), "sixteen stay exact");
	}
}
