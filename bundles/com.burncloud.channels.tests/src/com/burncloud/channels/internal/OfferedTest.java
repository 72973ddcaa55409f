package com.burncloud.channels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.event.Topics;

/** Channels that others offer: local models that run. */
class OfferedTest {

	/** A model that answers to two names. */
	private record Offer(Channel channel) implements OfferedChannel {

		Offer(int priority) {
			this(new Channel("local-Tiny", "local-Tiny", "openai", Optional.of(URI.create("http://127.0.0.1:8080")), "", List.of("local-Tiny", "shared"), Map.of(),
					House.DEFAULT, priority, 1, true, Map.of(), Map.of(), Timeouts.DEFAULT, true, Instant.EPOCH));
		}

		@Override
		public Use begin() {
			throw new AssertionError("routing begins nothing");
		}

		@Override
		public int countTokens(String text) {
			return 0;
		}
	}

	@Test
	void itIsCallableWhileItIsOfferedAndGoneAfterwards() throws Exception {
		var house = new House();
		var offer = new Offer(0);
		house.channels.offer(offer);
		assertEquals(List.of("local-Tiny"), house.names("local-Tiny"));
		assertSame(offer, house.candidates("local-Tiny").getFirst().offer().orElseThrow());
		assertTrue(house.router.models(House.DEFAULT).stream().anyMatch(listed -> listed.id().equals("local-Tiny")));
		assertEquals(Health.State.HEALTHY, house.channels.health("local-Tiny").state());
		house.channels.withdraw(offer);
		assertThrows(RefusedException.class, () -> house.candidates("local-Tiny"));
		assertFalse(house.channels.find("local-Tiny").isPresent());
		assertEquals(List.of(Topics.CHANNEL_CREATED, Topics.CHANNEL_DELETED), house.events.stream().map(event -> event.getTopic()).toList());
	}

	@Test
	void eitherMayStandBehindTheOther() throws Exception {
		var house = new House();
		house.channel("cloud", 0, 1, "shared");
		house.channels.offer(new Offer(1));
		assertEquals(List.of("local-Tiny", "cloud"), house.names("shared"));
		house.channels.offer(new Offer(-1));
		assertEquals(List.of("cloud", "local-Tiny"), house.names("shared"));
	}

	@Test
	void oneThatFailsCoolsLikeAnyOther() throws Exception {
		var house = new House();
		house.channel("cloud", 0, 1, "shared");
		var offer = new Offer(1);
		house.channels.offer(offer);
		for (int i = 0; i < 3; i++) {
			house.fail(offer.channel(), "shared", Outcome.Kind.CONNECT);
		}
		assertEquals(List.of("cloud", "local-Tiny"), house.names("shared"));
	}

	@Test
	void itOutlivesTheChangeOfOthersAndOfTypes() throws Exception {
		var house = new House();
		house.channels.offer(new Offer(0));
		Channel other = house.channel("other", 0, 1, "m");
		house.channels.delete(other.id());
		house.bind(new Fakes.Type("another"), 0);
		assertEquals(List.of("local-Tiny"), house.names("local-Tiny"));
	}

	@Test
	void whoIsOfferedAnewIsNotTakenAwayWithTheOldOffer() throws Exception {
		var house = new House();
		var before = new Offer(0);
		house.channels.offer(before);
		house.channels.offer(new Offer(5));
		house.channels.withdraw(before);
		assertEquals(5, house.channels.find("local-Tiny").orElseThrow().priority());
	}

	@Test
	void itCanBeNeitherChangedNorDeletedAndIsNotStored() {
		var store = new Fakes.Store();
		var seals = new Fakes.Seals("master");
		var house = new House(store, seals);
		var offer = new Offer(0);
		house.channels.offer(offer);
		var refused = assertThrows(ConflictException.class, () -> house.channels.delete("local-Tiny"));
		assertTrue(refused.getMessage().contains("Stop the model"), refused.getMessage());
		assertThrows(ConflictException.class, () -> house.channels.update("local-Tiny", ChannelDraft.of(offer.channel())));
		assertFalse(new House(store, seals).channels.find("local-Tiny").isPresent());
		assertEquals(Set.of("default"), offer.channel().groups());
	}
}
