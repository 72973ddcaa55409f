package com.burncloud.channels.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Outcome;

/**
 * The health of one model of a channel, or of the channel as a whole. An immutable state, exchanged atomically: readers on the hot path never wait.
 * <p>
 * Healthy, then cooling until an instant, then half-open: one candidate holds the trial, which its own report decides. What others report meanwhile was sent
 * before, or as a last resort, and says nothing about now; but an answer always heals, if it was asked for after the cooling began.
 */
final class Breaker {
	private static final long NEVER = Long.MIN_VALUE / 2;
	private static final double NEWEST_SHARE = 0.2;
	private static final State HEALTHY = new State(NEVER, NEVER, 0, 0, 0, "", Optional.empty(), 0);

	/**
	 * @param lastFailure and the one before: the third within the window counts
	 * @param level coolings in a row
	 * @param since when the cooling began
	 * @param until its end; 0 when healthy
	 * @param trial who may try after the end
	 * @param trialEnds when that permission lapses
	 */
	private record State(long lastFailure, long failureBefore, int level, long since, long until, String error, Optional<Candidate> trial, long trialEnds) {

		State noted(long now, String reason) {
			return new State(now, lastFailure, level, since, until, reason, trial, trialEnds);
		}

		State cooling(long now, long end, int nextLevel, String reason) {
			return new State(NEVER, NEVER, nextLevel, now, end, reason, Optional.empty(), 0);
		}

		State trial(Optional<Candidate> holder, long ends) {
			return new State(lastFailure, failureBefore, level, since, until, error, holder, ends);
		}

		boolean busy(long now) {
			return until > now || until != 0 && trial.isPresent() && trialEnds > now;
		}

		boolean heldBy(Candidate candidate) {
			return trial.isPresent() && trial.get() == candidate; // this very object: equal ones are handed to everybody
		}
	}

	/** What a report changed. */
	enum Change {
		NONE, COOLED, COOLED_AGAIN, HEALED
	}

	private final AtomicReference<State> state = new AtomicReference<>(HEALTHY);
	private final AtomicLong latency = new AtomicLong(Double.doubleToRawLongBits(Double.NaN));

	/** Whether it is neither cooling nor on trial. */
	boolean clear() {
		return state.get().until == 0;
	}

	/** The end of the cooling in epoch millis; 0 when there is none. */
	long until() {
		return state.get().until;
	}

	/** Whether it is cooling, or somebody has the trial. */
	boolean mustWait(long now) {
		return state.get().busy(now);
	}

	/** Takes the trial. Of many that ask, one gets it. */
	boolean take(Candidate candidate, long now, long limitMillis) {
		State current = state.get();
		return current.until == 0 || !current.busy(now) && state.compareAndSet(current, current.trial(Optional.of(candidate), now + limitMillis));
	}

	/** Gives the trial back without a verdict. */
	void release(Candidate candidate) {
		state.updateAndGet(current -> current.heldBy(candidate) ? current.trial(Optional.empty(), 0) : current);
	}

	Change answered(Candidate candidate, Duration firstByte, long now) {
		measure(Math.max(0, firstByte.toMillis()));
		while (true) {
			State current = state.get();
			boolean askedBefore = current.until != 0 && now - firstByte.toMillis() < current.since && !current.heldBy(candidate);
			if (current == HEALTHY || askedBefore) {
				return Change.NONE;
			}
			if (state.compareAndSet(current, HEALTHY)) {
				return current.until == 0 ? Change.NONE : Change.HEALED;
			}
		}
	}

	Change failed(Candidate candidate, Outcome.Failed failure, long now) {
		while (true) {
			State current = state.get();
			State next = afterFailure(current, candidate, failure, now);
			if (next == current) {
				return Change.NONE;
			}
			if (state.compareAndSet(current, next)) {
				return next.until == 0 ? Change.NONE : current.until == 0 ? Change.COOLED : Change.COOLED_AGAIN;
			}
		}
	}

	private static State afterFailure(State current, Candidate candidate, Outcome.Failed failure, long now) {
		Rule rule = Rule.of(failure.kind());
		if (current.until > now) { // a last resort, or sent before: only what the upstream itself asks for makes it longer
			long asked = now + Rule.wish(failure).orElse(0L);
			return asked > current.until ? current.cooling(current.since, asked, current.level, failure.reason()) : current;
		}
		if (current.until != 0) {
			return current.heldBy(candidate)
					? current.cooling(now, now + rule.coolingMillis(current.level, failure), current.level + 1, failure.reason())
					: current;
		}
		boolean enough = rule.failures() == 1 || now - current.failureBefore <= Rule.WINDOW_MILLIS;
		return enough ? current.cooling(now, now + rule.coolingMillis(0, failure), 1, failure.reason()) : current.noted(now, failure.reason());
	}

	private void measure(long millis) {
		latency.updateAndGet(bits -> {
			double average = Double.longBitsToDouble(bits);
			return Double.doubleToRawLongBits(Double.isNaN(average) ? millis : average + NEWEST_SHARE * (millis - average));
		});
	}

	Health health() {
		State current = state.get();
		double average = Double.longBitsToDouble(latency.get());
		return new Health(current.until == 0 ? Health.State.HEALTHY : Health.State.COOLING,
				current.until == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(current.until)),
				current.error.isEmpty() ? Optional.empty() : Optional.of(current.error),
				Double.isNaN(average) ? OptionalLong.empty() : OptionalLong.of(Math.round(average)));
	}
}
