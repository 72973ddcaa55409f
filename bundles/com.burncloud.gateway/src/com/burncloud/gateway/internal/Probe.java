package com.burncloud.gateway.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Routing;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.UpstreamCall;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Asks a channel for one short answer, as a client would. */
@Component
public final class Probe implements ChannelProbe {
	/** A person waits for it. */
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Routing routing;
	private final Upstream upstream;

	@Activate
	public Probe(@Reference Routing routing, @Reference Upstream upstream) {
		this.routing = routing;
		this.upstream = upstream;
	}

	@Override
	public Result test(String channelId, Optional<String> model) {
		long startNanos = System.nanoTime();
		Candidate candidate;
		try {
			candidate = routing.candidate(channelId, model);
		} catch (RefusedException refused) {
			return new Result(false, 0, model.orElse(""), refused.getMessage(), 0);
		}
		Verdict verdict = ask(candidate);
		Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
		routing.report(candidate, verdict instanceof Verdict.Failed failed ? failed.outcome() : new Outcome.Answered(took));
		return switch (verdict) {
		case Verdict.Good good -> new Result(true, good.head().status(), candidate.upstreamModel(), textOf(good.head()), took.toMillis());
		case Verdict.Declined declined -> new Result(false, declined.head().status(), candidate.upstreamModel(),
				ErrorBody.of(declined.head(), candidate.endpoint().apiKey()).message(), took.toMillis());
		case Verdict.Failed failed -> new Result(false, failed.head().map(Head::status).orElse(0), candidate.upstreamModel(),
				failed.head().filter(head -> failed.outcome().kind() != Outcome.Kind.UNAUTHORIZED && head.bytes().length > 0)
						.map(head -> ErrorBody.of(head, candidate.endpoint().apiKey()).message()).orElse(failed.outcome().reason()),
				took.toMillis());
		case Verdict.Unsupported unsupported -> new Result(false, 0, candidate.upstreamModel(), unsupported.reason(), took.toMillis());
		};
	}

	private Verdict ask(Candidate candidate) {
		Upstream.Call call;
		try {
			call = upstream.send(candidate.provider().prepare(
					new UpstreamCall(Operation.CHAT, Surface.DIALECT, candidate.upstreamModel(), false, "application/json", question(candidate.upstreamModel())),
					candidate.endpoint()), List.of(), candidate.timeouts());
		} catch (RuntimeException notPrepared) {
			return Judge.ofException(notPrepared);
		}
		try {
			return Judge.of(call.answer().head().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS), true);
		} catch (TimeoutException silent) {
			return Judge.ofException(new UpstreamTimeout("no answer within", PATIENCE));
		} catch (ExecutionException broken) {
			return Judge.ofException(broken.getCause());
		} catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
			return Judge.ofException(stopped);
		} finally {
			call.cancel();
		}
	}

	private static byte[] question(String model) {
		JsonObject message = new JsonObject();
		message.addProperty("role", "user");
		message.addProperty("content", "Say OK.");
		JsonArray messages = new JsonArray();
		messages.add(message);
		JsonObject body = new JsonObject();
		body.addProperty("model", model);
		body.add("messages", messages);
		body.addProperty("max_tokens", 16);
		return body.toString().getBytes(StandardCharsets.UTF_8);
	}

	private static String textOf(Head head) {
		AnswerText text = new AnswerText();
		text.take(head.bytes(), 0, head.bytes().length);
		return Judge.shortened(text.asText());
	}
}
