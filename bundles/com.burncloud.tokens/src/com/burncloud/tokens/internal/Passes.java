package com.burncloud.tokens.internal;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import com.burncloud.api.token.Pass;

/**
 * The passes that are valid, as hashes and in memory only: what stands in for a secret must not outlive the hour in a database or its backup. Finding one takes
 * no lock; making one takes a short one.
 */
final class Passes {
	static final Duration LIFE = Duration.ofHours(1);
	/** Nobody needs more at once; a script that asks for one before each request pushes out its own oldest. */
	static final int MOST = 1000;

	private final ConcurrentMap<Secret.Hash, Held> byHash = new ConcurrentHashMap<>();
	/** Oldest first, which is also the order in which they end. */
	private final ArrayDeque<Secret.Hash> inOrder = new ArrayDeque<>();
	private final SecureRandom random = new SecureRandom();
	private final InstantSource clock;

	Passes(InstantSource clock) {
		this.clock = clock;
	}

	/** What a pass stands for. */
	record Held(String tokenId, Optional<String> channelId, long expiresMillis) {
	}

	synchronized Pass issue(String tokenId, Optional<String> channelId) {
		long now = clock.millis();
		inOrder.removeIf(hash -> {
			Held held = byHash.get(hash);
			return held == null || held.expiresMillis() <= now && byHash.remove(hash, held);
		});
		while (inOrder.size() >= MOST) {
			byHash.remove(inOrder.removeFirst());
		}
		String secret = Secret.randomPass(random);
		Instant end = Instant.ofEpochMilli(now).plus(LIFE);
		Secret.Hash hash = Secret.hash(secret);
		byHash.put(hash, new Held(tokenId, channelId, end.toEpochMilli()));
		inOrder.addLast(hash);
		return new Pass(secret, end);
	}

	/** Any thread, no lock. */
	Optional<Held> find(Secret.Hash hash) {
		return Optional.ofNullable(byHash.get(hash)).filter(held -> held.expiresMillis() > clock.millis());
	}

	/** A token is gone, disabled or has a new secret, and its passes end with the old state of things; they do not come back when it is enabled again. */
	synchronized void revoke(String tokenId) {
		byHash.values().removeIf(held -> held.tokenId().equals(tokenId));
		inOrder.removeIf(hash -> !byHash.containsKey(hash));
	}

	int size() {
		return byHash.size();
	}
}
