package com.burncloud.gateway.internal;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.ToLongFunction;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.RequestNotExecutedException;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Outcome.Kind;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;
import com.burncloud.api.token.Caller;
import com.burncloud.api.usage.Usage;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** One exchange, from request to settlement. Runs on a virtual thread until the answer is delivered, or handed to a {@link Relay}. */
final class Exchange {
	/** Counting makes a text of the body, and then tokens: too much memory for the largest. */
	private static final int COUNTED_BYTES = 1 << 20;
	/** All that were kept after many requests at the same time may be closed at the same time. */
	private static final int CLOSED_CONNECTIONS_TO_TRY = 100;
	/** Of these, where the request was written: an upstream might have seen it all the same. */
	private static final int TIMES_WRITTEN_AGAIN = 5;

	private final Gateway gateway;
	private final HttpServletRequest request;
	private final HttpServletResponse response;
	private final Transcript transcript;
	private final Operation operation;
	private final ClientConnection connection;
	private RequestHead head;
	private byte[] body;
	private String contentType;
	private List<Header> clientHeaders;
	private ClientWatch client;
	private Upstream.Call call;
	/** Whether the connection was closed before the call's first byte. */
	private boolean unsent;
	/** The candidate that is being tried, until its answer is delivered or somebody else delivers it. */
	private Optional<Visit> visit = Optional.empty();

	Exchange(Gateway gateway, HttpServletRequest request, HttpServletResponse response, Transcript transcript, Operation operation) {
		this.gateway = gateway;
		this.request = request;
		this.response = response;
		this.transcript = transcript;
		this.operation = operation;
		connection = new ClientConnection(request);
	}

	/**
	 * Reads, admits, routes and attempts.
	 *
	 * @return whether all is over when this returns; otherwise a relay goes on and tells {@link Gateway#left}
	 */
	boolean run(Caller caller) throws RefusedException, IOException {
		try (BodyBudget.Lease lease = gateway.bodies().lease()) {
			body = RequestBody.read(request, gateway.maxBodyBytes(), lease, gateway.watch());
			contentType = Optional.ofNullable(request.getContentType()).orElse("application/json");
			// Before it is understood: one that cannot be is what people want to look at.
			gateway.lastRequests().keep(transcript.requestId(), request.getRequestURI(), contentType, body);
			return answer(caller);
		} finally {
			leave();
		}
	}

	private void leave() {
		visit.ifPresent(Visit::close);
		visit = Optional.empty();
	}

	private boolean answer(Caller caller) throws RefusedException, IOException {
		head = contentType.regionMatches(true, 0, "multipart/form-data", 0, 19) ? MultipartHead.read(body, contentType) : JsonHead.read(body);
		transcript.asked(head.model(), head.stream());
		transcript.admitted(gateway.admissions().admit(caller, head.model(), head.estimate()));
		List<Candidate> candidates = candidates(caller);
		clientHeaders = HeaderRules.upstream(request);
		Optional<Verdict> last = Optional.empty();
		for (Candidate candidate : candidates) {
			transcript.tries(candidate);
			switch (attended(candidate)) {
			case Verdict.Good good -> {
				return deliver(visit.orElseThrow(), good);
			}
			case Verdict.Declined declined -> {
				return decline(visit.orElseThrow(), declined.head());
			}
			case Verdict.Failed failed -> last = Optional.of(failed);
			case Verdict.Absent absent -> last = Optional.of(absent);
			case Verdict.Unsupported unsupported -> {
				// Another channel's type may have it.
			}
			case Verdict.Left left -> {
				return abandon(candidate);
			}
			}
			leave();
		}
		switch (last.orElse(null)) {
		case Verdict.Failed failed -> {
			return giveUp(failed);
		}
		case Verdict.Absent absent -> throw absent.why();
		case null, default -> throw new RefusedException(RefusalCode.UNSUPPORTED_OPERATION,
				"No channel for the model '" + Judge.shortened(head.model()) + "' is of a type that offers " + request.getRequestURI() + ".");
		}
	}

	private List<Candidate> candidates(Caller caller) throws RefusedException {
		if (caller.channelId().isEmpty()) {
			return gateway.routing().candidates(head.model(), caller.groups());
		}
		try {
			return List.of(gateway.routing().candidate(caller.channelId().get(), Optional.of(head.model())));
		} catch (UnknownIdException deleted) {
			throw new RefusedException(RefusalCode.NO_AVAILABLE_CHANNEL,
					"The channel '" + caller.channelId().get() + "', for which this pass was made, is not there any more. Make a pass for another one.");
		}
	}

	/** An attempt during which the client is looked at. */
	private Verdict attended(Candidate candidate) {
		call = null;
		client = new ClientWatch(connection);
		gateway.watch().add(client);
		try {
			return attempt(candidate);
		} finally {
			gateway.watch().remove(client);
			client.end();
		}
	}

	private Verdict attempt(Candidate candidate) {
		long startNanos = System.nanoTime();
		try {
			visit = Optional.of(Visit.begin(candidate));
		} catch (RefusedException down) {
			Verdict absent = client.isGone() ? new Verdict.Left() : new Verdict.Absent(down);
			conclude(candidate, absent, 0, startNanos);
			return absent;
		}
		UpstreamRequest upstreamRequest;
		try {
			byte[] sent = head.body(body, candidate.upstreamModel(), Surface.hasStreamOptions(operation));
			upstreamRequest = candidate.provider()
					.prepare(new UpstreamCall(operation, Surface.DIALECT, candidate.upstreamModel(), head.stream(), contentType, sent), visit.get().endpoint());
		} catch (UnsupportedOperationException absent) {
			Verdict unsupported = new Verdict.Unsupported(Judge.shortened(String.valueOf(absent.getMessage())));
			conclude(candidate, unsupported, 0, startNanos);
			return unsupported;
		} catch (RuntimeException notPrepared) {
			Verdict.Failed failed = new Verdict.Failed(new Outcome.Failed(Kind.BROKEN_ANSWER,
					"the channel's type cannot do this: " + Judge.shortened(String.valueOf(notPrepared.getMessage())), Optional.empty()), Optional.empty());
			conclude(candidate, failed, 0, startNanos);
			return failed;
		}
		Verdict verdict = send(candidate, upstreamRequest);
		int written = 0;
		for (int again = 0; again < CLOSED_CONNECTIONS_TO_TRY && onClosedConnection(verdict) && (unsent || written++ < TIMES_WRITTEN_AGAIN); again++) {
			verdict = send(candidate, upstreamRequest);
		}
		conclude(candidate, verdict, startNanos);
		return verdict;
	}

	/** The upstream closed a kept connection, as llama-server does after each stream, just as the request went out or before: it has not seen it. */
	private boolean onClosedConnection(Verdict verdict) {
		return verdict instanceof Verdict.Failed failed && failed.head().isEmpty() && failed.outcome().kind() == Kind.BROKEN_ANSWER && (unsent || call.onKeptConnection());
	}

	private Verdict send(Candidate candidate, UpstreamRequest upstreamRequest) {
		unsent = false;
		call = gateway.upstream().send(upstreamRequest, clientHeaders, candidate.timeouts());
		FirstByteLimit limit = new FirstByteLimit(call, candidate.timeouts().firstByte());
		gateway.watch().add(limit);
		try {
			return Judge.of(call.answer().head().get(), !answersJson() ? Judge.Body.BYTES : head.stream() ? Judge.Body.EVENTS : Judge.Body.JSON);
		} catch (ExecutionException broken) {
			unsent = broken.getCause() instanceof RequestNotExecutedException;
			return Judge.ofException(broken.getCause());
		} catch (InterruptedException stopped) {
			call.cancel();
			if (client.isGone()) {
				return new Verdict.Left();
			}
			Thread.currentThread().interrupt();
			return Judge.ofException(stopped);
		} finally {
			gateway.watch().remove(limit);
		}
	}

	private boolean answersJson() {
		return operation != Operation.SPEECH && operation != Operation.TRANSCRIPTION && operation != Operation.TRANSLATION;
	}

	private void conclude(Candidate candidate, Verdict verdict, long startNanos) {
		switch (verdict) {
		case Verdict.Good good -> conclude(candidate, verdict, good.head().status(), startNanos);
		case Verdict.Declined declined -> conclude(candidate, verdict, declined.head().status(), startNanos);
		case Verdict.Failed failed -> {
			call.cancel();
			conclude(candidate, verdict, failed.head().map(Head::status).orElse(0), startNanos);
		}
		case Verdict.Absent absent -> conclude(candidate, verdict, 0, startNanos);
		case Verdict.Unsupported unsupported -> conclude(candidate, verdict, 0, startNanos);
		case Verdict.Left left -> conclude(candidate, verdict, 0, startNanos);
		}
	}

	private void conclude(Candidate candidate, Verdict verdict, int status, long startNanos) {
		Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
		String reason = switch (verdict) {
		case Verdict.Good good -> "ok";
		case Verdict.Declined declined -> "the upstream declined the request";
		case Verdict.Failed failed -> failed.outcome().reason();
		case Verdict.Absent absent -> absent.why().getMessage();
		case Verdict.Unsupported unsupported -> unsupported.reason();
		case Verdict.Left left -> "the client went away";
		};
		transcript.attempted(candidate, status, reason, took);
		gateway.routing().report(candidate, switch (verdict) {
		case Verdict.Failed failed -> failed.outcome();
		case Verdict.Absent absent -> new Outcome.Failed(Kind.CONNECT, absent.why().getMessage(), absent.why().retryAfter());
		case Verdict.Unsupported unsupported -> new Outcome.Abandoned();
		case Verdict.Left left -> new Outcome.Abandoned();
		case Verdict.Good good -> new Outcome.Answered(took);
		case Verdict.Declined declined -> new Outcome.Answered(took);
		});
	}

	private boolean deliver(Visit visited, Verdict.Good good) throws IOException {
		Head answer = good.head();
		begin(visited.candidate(), answer);
		transcript.firstByte();
		if (!answer.ended() || answer.stream()) {
			relay(visited, answer);
			return false;
		}
		byte[] whole = answer.bytes();
		response.setContentLength(whole.length);
		if (good.usage().isPresent()) {
			transcript.settle(answer.status(), "", "", good.usage().get());
		} else {
			AnswerText text = new AnswerText();
			if (answersJson()) {
				text.take(whole, 0, whole.length);
			}
			transcript.settle(answer.status(), "", "", estimate(text, visited.candidate()));
		}
		response.getOutputStream().write(whole);
		return true;
	}

	private void relay(Visit visited, Head answer) throws IOException {
		if (answer.stream()) {
			response.setHeader("cache-control", "no-cache");
			response.setHeader("x-accel-buffering", "no");
		}
		Tap tap = answer.stream() ? new EventTap(Surface.hasStreamOptions(operation) && !head.usageAsked()) : new BodyTap();
		if (body.length > Gateway.KEPT_BODY_BYTES) {
			body = new byte[0];
		}
		RelayEnding.begin(gateway, request, connection, response, transcript, visited, call, tap, answer, text -> estimate(text, visited.candidate()));
		visit = Optional.empty(); // the relay's
	}

	/** Usage that the upstream did not tell; the prompt by its text, or by its size when that is too large to keep. */
	private Usage estimate(AnswerText answer, Candidate candidate) {
		ToLongFunction<String> counter = gateway.tokenCount().of(candidate);
		long prompt = body.length == 0 || body.length > COUNTED_BYTES ? head.promptTokensMax() / 4 : PromptText.of(body).tokens(counter);
		return new Usage(prompt, answer.tokens(counter), 0, 0, 0, true);
	}

	/** What was sent upstream is charged as far as it is known: the prompt. Where it only waited for a model to start, nothing was sent. */
	private boolean abandon(Candidate candidate) {
		transcript.settle(Transcript.CLIENT_GONE, "client_gone", "The client went away before its answer.",
				call == null || !call.isConnected() ? Usage.NONE : estimate(new AnswerText(), candidate));
		// It may have closed its sending half only; it shall not take the end of an empty answer for one.
		JettyAccess.abort(request);
		return true;
	}

	private boolean decline(Visit visited, Head answer) throws IOException {
		begin(visited.candidate(), answer);
		ErrorBody error = ErrorBody.of(answer, visited.endpoint().apiKey());
		transcript.firstByte();
		transcript.settle(answer.status(), error.code(), error.message(), Usage.NONE);
		response.setHeader("x-should-retry", "false");
		ErrorEnvelope.writeJson(answer.status(), error.bytes(), response);
		return true;
	}

	private boolean giveUp(Verdict.Failed failed) throws RefusedException, IOException {
		Candidate candidate = transcript.candidate().orElseThrow();
		name(candidate);
		Optional<Head> answer = failed.head();
		boolean upstreamsOwnError = answer.isPresent() && !answer.get().isSuccess() && answer.get().status() >= 400;
		if (upstreamsOwnError && failed.outcome().kind() != Kind.UNAUTHORIZED) {
			begin(candidate, answer.get());
			ErrorBody error = ErrorBody.of(answer.get(), candidate.endpoint().apiKey());
			transcript.settle(answer.get().status(), error.code(), error.message(), Usage.NONE);
			ErrorEnvelope.writeJson(answer.get().status(), error.bytes(), response);
			return true;
		}
		throw new RefusedException(failed.outcome().kind() == Kind.TIMEOUT ? RefusalCode.UPSTREAM_TIMEOUT : RefusalCode.UPSTREAM_ERROR,
				transcript.attemptCount() == 1
						? "The channel '" + candidate.channelName() + "' for the model '" + Judge.shortened(head.model()) + "' failed: " + failed.outcome().reason() + "."
						: "All " + transcript.attemptCount() + " channels for the model '" + Judge.shortened(head.model()) + "' failed; the last one, '"
								+ candidate.channelName() + "': " + failed.outcome().reason() + ".",
				failed.outcome().retryAfter());
	}

	private void begin(Candidate candidate, Head answer) {
		response.setStatus(answer.status());
		HeaderRules.downstream(answer, response);
		name(candidate);
	}

	private void name(Candidate candidate) {
		response.setHeader("x-burncloud-channel", headerValue(candidate.channelName()));
		response.setHeader("x-burncloud-attempts", Integer.toString(transcript.attemptCount()));
	}

	/** Names may be Chinese, headers may not. */
	private static String headerValue(String name) {
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) <= ' ' || name.charAt(i) >= 127) {
				return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
			}
		}
		return name;
	}
}
