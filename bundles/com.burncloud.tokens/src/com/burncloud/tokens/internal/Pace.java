package com.burncloud.tokens.internal;

import java.time.Duration;
import java.util.Optional;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.token.Limits;

/**
 * How fast a token goes: requests and tokens of the last minute, sliding. A token without such limits pays nothing for it; the lock of one that has them is its
 * own and held for nanoseconds.
 * <p>
 * Tokens are only known at the end, so a running request holds its estimate, though never more than the limit: else a long answer would be refused for ever.
 */
final class Pace {
	private final Window requests = new Window();
	private final Window tokens = new Window();
	private long heldTokens;

	/** Takes a turn, which is to be {@link #cancel cancelled} or {@link #finish finished}. */
	Turn enter(Limits limits, String name, long nowMillis, long estimatedTokens) throws RefusedException {
		if (limits.rpm().isEmpty() && limits.tpm().isEmpty()) {
			return Turn.FREE;
		}
		synchronized (this) {
			if (limits.rpm().isPresent() && requests.sum(nowMillis) >= limits.rpm().getAsInt()) {
				throw refusal(name, limits.rpm().getAsInt() + " requests", requests.millisUntil(limits.rpm().getAsInt() - 1L, nowMillis));
			}
			long hold = 0;
			if (limits.tpm().isPresent()) {
				long limit = limits.tpm().getAsInt();
				hold = Math.min(estimatedTokens, limit);
				if (tokens.sum(nowMillis) + heldTokens + hold > limit) {
					throw refusal(name, limit + " tokens", tokens.millisUntil(limit - heldTokens - hold, nowMillis));
				}
			}
			requests.add(nowMillis, 1);
			heldTokens += hold;
			return new Turn(true, nowMillis, hold);
		}
	}

	/** The request was refused after all: it leaves no trace. */
	void cancel(Turn turn) {
		if (turn.counted()) {
			synchronized (this) {
				requests.take(turn.atMillis(), 1);
				heldTokens -= turn.tokens();
			}
		}
	}

	/** The request has ended. */
	void finish(Turn turn, long nowMillis, long usedTokens) {
		if (turn.counted()) {
			synchronized (this) {
				heldTokens -= turn.tokens();
				tokens.add(nowMillis, Math.min(usedTokens, Integer.MAX_VALUE));
			}
		}
	}

	private static RefusedException refusal(String name, String what, long millis) {
		Duration wait = Duration.ofSeconds(Math.max(1, (millis + 999) / 1000));
		return new RefusedException(RefusalCode.RATE_LIMIT_EXCEEDED,
				"The token '" + name + "' may use " + what + " a minute, and has. Try again in " + wait.toSeconds() + " s.", Optional.of(wait));
	}

	/** What one request holds. */
	record Turn(boolean counted, long atMillis, long tokens) {
		private static final Turn FREE = new Turn(false, 0, 0);
	}

	/** Sums of quarters of a second; a minute and the one that is running, so that no minute ever holds more than the limit. */
	private static final class Window {
		private static final int MILLIS = 250;
		private static final int SLOTS = 60_000 / MILLIS + 1;
		private long[] slots = {};
		private long newest;
		private long sum;

		long sum(long nowMillis) {
			advance(nowMillis);
			return sum;
		}

		void add(long nowMillis, long amount) {
			advance(nowMillis);
			if (slots.length == 0) {
				slots = new long[SLOTS];
			}
			slots[(int) (newest % SLOTS)] += amount;
			sum += amount;
		}

		void take(long atMillis, long amount) {
			long slot = Math.min(atMillis / MILLIS, newest);
			if (slot > newest - SLOTS) {
				slots[(int) (slot % SLOTS)] -= amount;
				sum -= amount;
			}
		}

		/** Until the sum is at most that, if nothing comes on top; when only running requests are in the way, nobody knows: 0. */
		long millisUntil(long most, long nowMillis) {
			advance(nowMillis);
			long left = sum;
			long slot = newest - SLOTS;
			while (left > most && slot < newest && slots.length > 0) {
				slot++;
				left -= slots[(int) (slot % SLOTS)];
			}
			return left > most || slot == newest - SLOTS ? 0 : (slot + SLOTS) * MILLIS - nowMillis;
		}

		/** A clock that was set back stands still here. */
		private void advance(long nowMillis) {
			long now = nowMillis / MILLIS;
			if (slots.length > 0) {
				for (long slot = Math.max(newest + 1, now - SLOTS + 1); slot <= now; slot++) {
					sum -= slots[(int) (slot % SLOTS)];
					slots[(int) (slot % SLOTS)] = 0;
				}
			}
			newest = Math.max(newest, now);
		}
	}
}
