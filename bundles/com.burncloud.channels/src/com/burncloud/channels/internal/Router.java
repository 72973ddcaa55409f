package com.burncloud.channels.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Routing;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.error.UnknownIdException;

/** Answers who serves a request, out of the snapshot of now. */
@Component(service = Routing.class, immediate = true)
public final class Router implements Routing {
	private final Channels channels;

	@Activate
	public Router(@Reference Channels channels) {
		this.channels = channels;
	}

	@Override
	public List<Candidate> candidates(String model, Set<String> groups) throws RefusedException {
		Snapshot snapshot = channels.snapshot();
		Plan plan = snapshot.plan(model, groups);
		if (plan == null) {
			throw Refusal.of(snapshot, model, groups);
		}
		return new Order(plan, model, channels.clock());
	}

	@Override
	public Candidate candidate(String channelId, Optional<String> model) throws RefusedException {
		Entry entry = channels.snapshot().entry(channelId);
		if (entry == null) {
			throw new UnknownIdException("channel", channelId);
		}
		Channel channel = entry.channel();
		complete(entry, "Channel '" + channel.name() + "'"); // a disabled one may be tried: that is how one finds out whether to enable it
		String asked = model.or(() -> Index.listed(entry).stream().filter(listed -> !listed.endsWith("*")).findFirst())
				.orElseThrow(() -> new RefusedException(RefusalCode.MODEL_NOT_FOUND,
						"Channel '" + channel.name() + "' lists no model by its whole name; say which one to try."));
		return entry.candidate(asked);
	}

	@Override
	public Candidate candidate(ChannelDraft draft, Optional<String> channelId) throws RefusedException {
		Entry entry = channels.draft(draft, channelId);
		complete(entry, "The channel");
		return entry.candidate("");
	}

	private static void complete(Entry entry, String what) throws RefusedException {
		Optional<String> lack = entry.lack();
		if (lack.isPresent()) {
			throw new RefusedException(RefusalCode.NO_AVAILABLE_CHANNEL, what + " cannot be tried: " + lack.get() + ".");
		}
	}

	@Override
	public List<ModelListing> models(Set<String> groups) {
		return channels.snapshot().models(groups);
	}

	@Override
	public void report(Candidate candidate, Outcome outcome) {
		Entry entry = channels.snapshot().entry(candidate.channelId());
		if (entry == null || !entry.made(candidate)) {
			return; // deleted or changed meanwhile
		}
		Breaker.Change change = entry.health().report(candidate, outcome, channels.clock().millis());
		if (change == Breaker.Change.HEALED) {
			channels.news().healthy(entry.channel(), candidate);
		} else if (change != Breaker.Change.NONE && outcome instanceof Outcome.Failed failure) {
			channels.news().cooling(entry.channel(), candidate, failure, Instant.ofEpochMilli(entry.health().until(candidate.upstreamModel())));
		}
	}
}
