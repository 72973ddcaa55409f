package com.burncloud.gateway.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Outcome.Kind;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;

/** One request of the gateway's own to a channel, for a person who waits; closing it ends it. One thread. */
final class Question implements AutoCloseable {
	private final Candidate candidate;
	private final long deadlineNanos;
	private final Duration patience;
	private Optional<Visit> visit = Optional.empty();
	private Optional<Upstream.Call> call = Optional.empty();
	private Verdict verdict;

	/** Asks, and waits for what there is to say about the answer. */
	Question(Upstream upstream, Candidate candidate, UpstreamCall asked, Duration patience) {
		this.candidate = candidate;
		this.patience = patience;
		deadlineNanos = System.nanoTime() + patience.toNanos();
		verdict = ask(upstream, asked);
	}

	private Verdict ask(Upstream upstream, UpstreamCall asked) {
		UpstreamRequest request;
		try {
			visit = Optional.of(Visit.begin(candidate));
			request = candidate.provider().prepare(asked, visit.get().endpoint());
		} catch (RefusedException down) {
			return new Verdict.Absent(down);
		} catch (UnsupportedOperationException absent) {
			return new Verdict.Unsupported(Judge.shortened(blotted(String.valueOf(absent.getMessage()))));
		} catch (RuntimeException notPrepared) {
			return failed("the channel's type cannot do this: " + Judge.shortened(blotted(String.valueOf(notPrepared.getMessage()))));
		}
		try {
			call = Optional.of(upstream.send(request, List.of(), candidate.timeouts()));
		} catch (RuntimeException unsendable) { // such as an address without a host
			return failed("the request cannot be sent: " + Judge.shortened(blotted(String.valueOf(unsendable.getMessage()))));
		}
		return await(call.get().answer().head()).map(head -> Judge.of(head, Judge.Body.JSON)).orElseGet(() -> verdict);
	}

	/** Empty when nothing came; then the verdict says why. */
	private <T> Optional<T> await(CompletableFuture<T> awaited) {
		try {
			return Optional.of(awaited.get(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS));
		} catch (TimeoutException silent) {
			verdict = Judge.ofException(new UpstreamTimeout("no answer within", patience));
		} catch (ExecutionException broken) {
			verdict = Judge.ofException(broken.getCause());
		} catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			verdict = Judge.ofException(stopped);
		}
		return Optional.empty();
	}

	Verdict verdict() {
		return verdict;
	}

	/** A good answer's body, all of it; empty when there is none or it broke off. */
	Optional<byte[]> whole() {
		if (!(verdict instanceof Verdict.Good good)) {
			return Optional.empty();
		}
		if (good.head().ended()) {
			return Optional.of(good.head().bytes());
		}
		WholeAnswer rest = new WholeAnswer();
		call.orElseThrow().answer().attach(rest);
		return await(rest.bytes());
	}

	/** Of the upstream; 0 when it did not answer. */
	int status() {
		return switch (verdict) {
		case Verdict.Good good -> good.head().status();
		case Verdict.Declined declined -> declined.head().status();
		case Verdict.Failed failed -> failed.head().map(Head::status).orElse(0);
		case Verdict.Absent absent -> 0;
		case Verdict.Unsupported unsupported -> 0;
		case Verdict.Left left -> 0;
		};
	}

	/** What went wrong, in plain words and without the key; empty when nothing did. */
	String complaint() {
		return switch (verdict) {
		case Verdict.Good good -> "";
		case Verdict.Declined declined -> said(declined.head());
		case Verdict.Failed failed -> failed.head().filter(head -> failed.outcome().kind() != Kind.UNAUTHORIZED && head.bytes().length > 0).map(this::said)
				.orElse(blotted(failed.outcome().reason()));
		case Verdict.Absent absent -> absent.why().getMessage();
		case Verdict.Unsupported unsupported -> unsupported.reason();
		case Verdict.Left left -> "";
		};
	}

	private String said(Head head) {
		return ErrorBody.of(head, key()).message();
	}

	private static Verdict.Failed failed(String reason) {
		return new Verdict.Failed(new Outcome.Failed(Kind.BROKEN_ANSWER, reason, Optional.empty()), Optional.empty());
	}

	private String blotted(String text) {
		String key = key();
		return key.isEmpty() ? text : text.replace(key, "sk-…");
	}

	private String key() {
		return visit.map(Visit::endpoint).orElse(candidate.endpoint()).apiKey();
	}

	@Override
	public void close() {
		call.ifPresent(Upstream.Call::cancel);
		visit.ifPresent(Visit::close);
	}
}
