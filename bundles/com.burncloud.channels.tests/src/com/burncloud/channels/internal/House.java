package com.burncloud.channels.internal;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.provider.Provider;

/** The bundle's own parts put together over fakes, with a clock that stands until it is moved. The channel of the first start is deleted. */
final class House {
	static final Set<String> DEFAULT = Set.of("default");

	final AtomicLong now = new AtomicLong(1_700_000_000_000L);
	final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
	final List<Event> events = new CopyOnWriteArrayList<>();
	final EventAdmin admin = new EventAdmin() {
		@Override
		public void postEvent(Event event) {
			events.add(event);
		}

		@Override
		public void sendEvent(Event event) {
			throw new AssertionError("news must not wait for its handlers");
		}
	};
	final Fakes.Store store;
	final Providers providers = new Providers(new Fakes.Home(Path.of("home-of-nobody")), admin);
	final Channels channels;
	final Router router;
	private long services;

	House() {
		this(new Fakes.Store(), new Fakes.Seals("master"));
		channels.delete(channels.list().getFirst().id());
		events.clear();
	}

	House(Fakes.Store store, Fakes.Seals seals) {
		this.store = store;
		bind(new Fakes.Type("openai"), 0);
		channels = new Channels(new ChannelTable(store, seals), providers, admin, clock);
		router = new Router(channels);
	}

	long bind(Provider provider, int ranking) {
		long id = ++services;
		providers.bind(provider, Fakes.reference(id, ranking));
		return id;
	}

	void unbind(Provider provider, long id) {
		providers.unbind(provider, Fakes.reference(id, 0));
	}

	Channel channel(String name, int priority, int weight, String... models) {
		return channels.create(draft(name, priority, weight, models));
	}

	static ChannelDraft draft(String name, int priority, int weight, String... models) {
		return new ChannelDraft(name, "openai", Optional.of(URI.create("https://" + name + ".example")), Optional.of("sk-secret-of-" + name), List.of(models), Map.of(),
				DEFAULT, priority, weight, true, Map.of(), Map.of(), Timeouts.DEFAULT);
	}

	List<Candidate> candidates(String model) throws RefusedException {
		return router.candidates(model, DEFAULT);
	}

	/** The whole order by name; that looks at every place, so it takes every trial. */
	List<String> names(String model) throws RefusedException {
		return candidates(model).stream().map(Candidate::channelName).toList();
	}

	String first(String model) throws RefusedException {
		return candidates(model).getFirst().channelName();
	}

	/** By hand, whatever its health: so that tests can report for one of their choice. */
	Candidate of(Channel channel, String model) throws RefusedException {
		return router.candidate(channel.id(), Optional.of(model));
	}

	void fail(Channel channel, String model, Outcome.Kind kind) throws RefusedException {
		router.report(of(channel, model), failed(kind));
	}

	static Outcome.Failed failed(Outcome.Kind kind) {
		return new Outcome.Failed(kind, "it was " + kind, Optional.empty());
	}

	static Outcome.Answered answered(long millis) {
		return new Outcome.Answered(Duration.ofMillis(millis));
	}

	void pass(Duration time) {
		now.addAndGet(time.toMillis());
	}
}
