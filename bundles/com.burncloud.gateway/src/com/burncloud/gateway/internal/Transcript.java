package com.burncloud.gateway.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.token.Admission;
import com.burncloud.api.token.Caller;
import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/** What happened in one exchange; settles it, once. One thread at a time, handed on with the exchange. */
final class Transcript {
	/** The client went away first: nginx's number, for HTTP has none. */
	static final int CLIENT_GONE = 499;

	private final UsageService usageService;
	private final News news;
	private final Instant at = Instant.now();
	private final long startNanos = System.nanoTime();
	private final String requestId;
	private final String clientRequestId;
	private final List<Attempt> attempts = new ArrayList<>(1);
	private final AtomicBoolean settled = new AtomicBoolean();
	private Optional<Caller> caller = Optional.empty();
	private Optional<Admission> admission = Optional.empty();
	private Optional<Candidate> candidate = Optional.empty();
	private String model = "";
	private boolean stream;
	private long ttfbMillis;

	Transcript(UsageService usageService, News news, String requestId, String clientRequestId) {
		this.usageService = usageService;
		this.news = news;
		this.requestId = requestId;
		this.clientRequestId = clientRequestId;
	}

	String requestId() {
		return requestId;
	}

	int attemptCount() {
		return attempts.size();
	}

	void authenticated(Caller who) {
		caller = Optional.of(who);
	}

	void asked(String askedModel, boolean asStream) {
		model = askedModel;
		stream = asStream;
		news.started(requestId, caller.map(Caller::tokenName).orElse(""), askedModel, asStream);
	}

	void admitted(Admission granted) {
		admission = Optional.of(granted);
	}

	void tries(Candidate next) {
		candidate = Optional.of(next);
	}

	void attempted(Candidate tried, int status, String reason, Duration took) {
		attempts.add(new Attempt(tried.channelName(), status, reason, took.toMillis()));
	}

	Optional<Candidate> candidate() {
		return candidate;
	}

	void firstByte() {
		ttfbMillis = millis();
	}

	private long millis() {
		return (System.nanoTime() - startNanos) / 1_000_000;
	}

	/** Books the exchange and tells the news. The first call counts; must be called on every way out. */
	void settle(int status, String code, String error, Usage usage) {
		if (!settled.compareAndSet(false, true)) {
			return;
		}
		UsageRecord record = new UsageRecord(requestId, clientRequestId, at, caller.map(Caller::tokenId).orElse(""), caller.map(Caller::tokenName).orElse(""), model,
				candidate.map(Candidate::upstreamModel).orElse(""), candidate.map(Candidate::channelId).orElse(""),
				candidate.map(Candidate::channelName).orElse(""), Surface.DIALECT, candidate.isPresent() ? Surface.DIALECT : "", stream, status, code, error,
				attempts, ttfbMillis, millis(), usage, 0, List.of());
		if (admission.isPresent()) {
			record = admission.get().settle(record);
		} else if (caller.isPresent() && !code.equals(RefusalCode.REQUEST_TIMEOUT.code()) && !code.equals(RefusalCode.OVERLOADED.code())) {
			// A stranger's requests are counted and shown, but not written down: anybody could fill the disk with them. One whose body was not read is none.
			usageService.declined(record);
		}
		news.ended(record);
	}
}
