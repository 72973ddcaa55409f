package com.burncloud.gateway.internal;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Routing;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.UpstreamCall;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** Asks a channel for one short answer, as a client would, or for its models. */
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
		try (Question question = new Question(upstream, candidate, chat(candidate.upstreamModel()), PATIENCE)) {
			Verdict verdict = question.verdict();
			Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
			routing.report(candidate, switch (verdict) {
			case Verdict.Failed failed -> failed.outcome();
			case Verdict.Absent absent -> new Outcome.Abandoned();
			case Verdict.Unsupported unsupported -> new Outcome.Abandoned();
			case Verdict.Left left -> new Outcome.Abandoned();
			case Verdict.Good good -> new Outcome.Answered(took);
			case Verdict.Declined declined -> new Outcome.Answered(took);
			});
			boolean good = verdict instanceof Verdict.Good;
			return new Result(good, question.status(), candidate.upstreamModel(), verdict instanceof Verdict.Good answer ? textOf(answer.head()) : question.complaint(),
					took.toMillis());
		}
	}

	/** Says nothing about the channel's health: what was asked is not what it is for. */
	@Override
	public ModelList models(ChannelDraft draft, Optional<String> channelId) {
		long startNanos = System.nanoTime();
		Candidate candidate;
		try {
			candidate = routing.candidate(draft, channelId);
		} catch (RefusedException refused) {
			return new ModelList(false, 0, List.of(), refused.getMessage(), 0);
		}
		UpstreamCall call = new UpstreamCall(Operation.MODELS, Surface.DIALECT, "", false, "", new byte[0]);
		try (Question question = new Question(upstream, candidate, call, PATIENCE)) {
			Optional<List<String>> models = question.whole().flatMap(OfferedModels::read);
			String message = models.isPresent() ? "" : question.complaint();
			if (models.isEmpty() && message.isEmpty()) {
				message = "The upstream answered " + question.status() + ", but not with a list of models. Check the channel's address.";
			}
			return new ModelList(models.isPresent(), question.status(), models.orElse(List.of()), message, (System.nanoTime() - startNanos) / 1_000_000);
		}
	}

	private static UpstreamCall chat(String model) {
		JsonObject message = new JsonObject();
		message.addProperty("role", "user");
		message.addProperty("content", "Say OK.");
		JsonArray messages = new JsonArray();
		messages.add(message);
		JsonObject body = new JsonObject();
		body.addProperty("model", model);
		body.add("messages", messages);
		body.addProperty("max_tokens", 16);
		return new UpstreamCall(Operation.CHAT, Surface.DIALECT, model, false, "application/json", body.toString().getBytes(StandardCharsets.UTF_8));
	}

	private static String textOf(Head head) {
		AnswerText text = new AnswerText();
		text.take(head.bytes(), 0, head.bytes().length);
		return Judge.shortened(text.asText());
	}
}
