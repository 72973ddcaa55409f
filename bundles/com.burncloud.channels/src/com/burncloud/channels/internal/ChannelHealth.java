package com.burncloud.channels.internal;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Outcome;
import com.burncloud.channels.internal.Breaker.Change;

/** The health of one channel: of the account as a whole (its key) and of each upstream model. Made anew when the channel is changed. */
final class ChannelHealth {
	/** Clients choose names where a channel serves {@code *}: what is remembered must have an end. */
	private static final int MODELS_AT_MOST = 500;

	private final Breaker whole = new Breaker();
	private final Map<String, Breaker> models = new ConcurrentHashMap<>();
	private final AtomicInteger ailing = new AtomicInteger();

	/** Whether nothing of the channel is cooling: all that the hot path asks on a good day. */
	boolean calm() {
		return ailing.get() == 0;
	}

	/** Whether a model cannot have its normal place now; a quick look before a candidate is made. */
	boolean mustWait(String upstreamModel, long now) {
		Breaker model = models.get(upstreamModel);
		return whole.mustWait(now) || model != null && model.mustWait(now);
	}

	/** Whether the candidate may have its normal place: its model is well, or it just got the trial. */
	boolean admits(Candidate candidate, long now) {
		Breaker model = models.get(candidate.upstreamModel());
		boolean modelClear = model == null || model.clear();
		if (whole.clear() && modelClear) {
			return true;
		}
		long limit = candidate.timeouts().firstByte().toMillis();
		if (!whole.clear() && !whole.take(candidate, now, limit)) {
			return false;
		}
		if (!modelClear && !model.take(candidate, now, limit)) {
			whole.release(candidate);
			return false;
		}
		return true;
	}

	/** When the cooling of a model ends, in epoch millis; 0 when it is well. */
	long until(String upstreamModel) {
		Breaker model = models.get(upstreamModel);
		return Math.max(whole.until(), model == null ? 0 : model.until());
	}

	/** Takes a report in and answers what it changed. */
	Change report(Candidate candidate, Outcome outcome, long now) {
		return switch (outcome) {
		case Outcome.Answered answer -> answered(candidate, answer, now);
		case Outcome.Failed failure -> failed(candidate, failure, now);
		case Outcome.Abandoned gone -> {
			release(candidate);
			yield Change.NONE;
		}
		};
	}

	private Change answered(Candidate candidate, Outcome.Answered answer, long now) {
		Change account = counted(whole.answered(candidate, answer.firstByte(), now));
		Breaker model = breaker(candidate.upstreamModel());
		Change ofModel = model == null ? Change.NONE : counted(model.answered(candidate, answer.firstByte(), now));
		return account == Change.HEALED ? account : ofModel;
	}

	private Change failed(Candidate candidate, Outcome.Failed failure, long now) {
		Breaker model = breaker(candidate.upstreamModel());
		boolean account = Rule.of(failure.kind()).wholeChannel();
		Breaker concerned = account ? whole : model;
		Change change = concerned == null ? Change.NONE : counted(concerned.failed(candidate, failure, now));
		release(candidate); // a trial of the other one stays undecided
		return change;
	}

	private void release(Candidate candidate) {
		whole.release(candidate);
		Breaker model = models.get(candidate.upstreamModel());
		if (model != null) {
			model.release(candidate);
		}
	}

	private Change counted(Change change) {
		if (change == Change.COOLED) {
			ailing.incrementAndGet();
		} else if (change == Change.HEALED) {
			ailing.decrementAndGet();
		}
		return change;
	}

	/** @return null when there are too many, all of them cooling */
	private Breaker breaker(String upstreamModel) {
		Breaker known = models.get(upstreamModel);
		if (known != null) {
			return known;
		}
		if (models.size() >= MODELS_AT_MOST) {
			models.values().removeIf(Breaker::clear);
		}
		return models.size() >= MODELS_AT_MOST ? null : models.computeIfAbsent(upstreamModel, name -> new Breaker());
	}

	/** The worst: of what cools the one that cools longest, else the account with its average over all models. */
	Health worst() {
		Health worst = whole.health();
		long latest = whole.until();
		for (Breaker model : models.values()) {
			if (model.until() > latest) {
				latest = model.until();
				worst = model.health();
			}
		}
		return new Health(worst.state(), worst.until(), worst.lastError(), whole.health().latencyMillis());
	}

	Map<String, Health> byModel() {
		var all = new TreeMap<String, Health>();
		models.forEach((name, breaker) -> all.put(name, breaker.health()));
		return Map.copyOf(all);
	}
}
