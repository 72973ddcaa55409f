package com.burncloud.channels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.osgi.service.event.Event;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.event.Topics;

class ChannelsTest {
	private static final String KEY = "sk-proj-0123456789-wxyz";
	private static final Fakes.Seals SEALS = new Fakes.Seals("master");

	@Test
	void theFirstStartMakesEchoAndDeletingItIsForGood() {
		var store = new Fakes.Store();
		var first = new House(store, SEALS);
		Channel echo = first.channels.list().getFirst();
		assertEquals(List.of("echo", "echo", List.of("echo"), Optional.empty()), List.of(echo.name(), echo.type(), echo.models(), echo.baseUrl()));
		assertEquals(1, new House(store, SEALS).channels.list().size(), "a second start makes no second one");
		first.channels.delete(echo.id());
		assertTrue(new House(store, SEALS).channels.list().isEmpty());
	}

	@Test
	void everyFieldSurvivesARestart() throws Exception {
		var store = new Fakes.Store();
		Channel made = new House(store, SEALS).channels.create(full());
		var again = new House(store, SEALS);
		assertEquals(made, again.channels.find(made.id()).orElseThrow());
		assertEquals(made.id(), again.channels.list().getFirst().id(), "highest priority first");
		assertEquals(KEY, again.of(made, "a").endpoint().apiKey());
		assertEquals(Map.of("x-team", "blue"), again.of(made, "a").endpoint().headers());
		assertEquals("https://up.example:8443/x", again.of(made, "a").endpoint().baseUrl().toString());
	}

	@Test
	void theKeyIsShownNowhere() throws Exception {
		var house = new House();
		Channel channel = house.channels.create(full());
		assertEquals("sk-…wxyz", channel.maskedKey());
		house.channels.update(channel.id(), ChannelDraft.of(channel));
		for (int i = 0; i < 3; i++) {
			house.fail(channel, "a", Outcome.Kind.SERVER_ERROR);
		}
		var texts = new StringBuilder();
		texts.append(channel).append(full()).append(house.of(channel, "a")).append(house.candidates("a")).append(house.channels.snapshot().entries());
		house.channels.snapshot().entries().forEach(entry -> texts.append(entry.account()));
		for (Event event : house.events) {
			for (String name : event.getPropertyNames()) {
				texts.append(event.getProperty(name));
			}
		}
		texts.append(stored(house.store));
		assertFalse(texts.toString().contains(KEY), "the key is readable somewhere");
		assertFalse(texts.toString().contains("0123456789"), "a part of the key is readable somewhere");
	}

	@Test
	void anUpdateKeepsReplacesOrRemovesTheKey() throws Exception {
		var house = new House();
		Channel channel = house.channels.create(full());
		house.channels.update(channel.id(), withKey(full(), Optional.empty()));
		assertEquals(KEY, house.of(channel, "a").endpoint().apiKey());
		house.channels.update(channel.id(), withKey(full(), Optional.of("sk-…wxyz")));
		assertEquals(KEY, house.of(channel, "a").endpoint().apiKey(), "the mask sent back is no new key");
		Channel replaced = house.channels.update(channel.id(), withKey(full(), Optional.of(" sk-another-key-entirely ")));
		assertEquals("sk-another-key-entirely", house.of(channel, "a").endpoint().apiKey());
		assertEquals("sk-…rely", replaced.maskedKey());
		assertEquals("", house.channels.update(channel.id(), withKey(full(), Optional.of(" "))).maskedKey());
		assertEquals("", new House(house.store, SEALS).of(channel, "a").endpoint().apiKey());
		assertEquals("…", house.channels.update(channel.id(), withKey(full(), Optional.of("short"))).maskedKey(), "of a short key nothing is shown");
	}

	@Test
	void anotherMasterKeyDisablesTheChannelAndNothingElse() throws Exception {
		var store = new Fakes.Store();
		var before = new House(store, SEALS);
		Channel sealed = before.channels.create(full());
		Channel open = before.channels.create(withKey(named("open"), Optional.empty()));
		var after = new House(store, new Fakes.Seals("another"));
		assertEquals(Health.State.DISABLED, after.channels.health(sealed.id()).state());
		assertTrue(after.channels.health(sealed.id()).lastError().orElseThrow().contains("master key"));
		assertEquals(List.of("open"), after.names("a"));
		assertEquals(Health.State.HEALTHY, after.channels.health(open.id()).state());
		after.channels.update(sealed.id(), withKey(full(), Optional.empty()));
		assertEquals(KEY, new House(store, SEALS).of(sealed, "a").endpoint().apiKey(), "an edit meanwhile does not destroy the key");
		after.channels.update(sealed.id(), withKey(full(), Optional.of("sk-entered-once-again")));
		assertEquals(Set.of("open", "full"), Set.copyOf(after.names("a")));
	}

	@Test
	void namesAreUniqueEvenAgainstAnotherNode() {
		var house = new House();
		Channel a = house.channels.create(named("a"));
		Channel b = house.channels.create(named("b"));
		assertThrows(ConflictException.class, () -> house.channels.create(named(" a ")));
		assertThrows(ConflictException.class, () -> house.channels.update(b.id(), named("a")));
		assertEquals("a", house.channels.update(a.id(), named("a")).name(), "its own name is free");
		var other = new House(house.store, SEALS);
		house.channels.create(named("c"));
		var conflict = assertThrows(ConflictException.class, () -> other.channels.create(named("c")));
		assertTrue(conflict.getMessage().contains("'c'"));
		assertEquals(2, other.channels.list().size(), "nothing half-written");
		assertEquals(3, new House(house.store, SEALS).channels.list().size());
	}

	@Test
	void unknownIdsAreSaid() {
		var house = new House();
		assertThrows(UnknownIdException.class, () -> house.channels.update("ch_none", full()));
		assertThrows(UnknownIdException.class, () -> house.channels.delete("ch_none"));
		assertThrows(UnknownIdException.class, () -> house.channels.health("ch_none"));
		assertTrue(house.channels.find("ch_none").isEmpty());
	}

	@Test
	void tellsOfEachChange() {
		var house = new House();
		Channel channel = house.channels.create(full());
		house.channels.update(channel.id(), full());
		house.channels.delete(channel.id());
		assertEquals(List.of(Topics.CHANNEL_CREATED, Topics.CHANNEL_CHANGED, Topics.CHANNEL_DELETED), house.events.stream().map(Event::getTopic).toList());
		assertEquals(channel.id(), house.events.getFirst().getProperty("id"));
		assertThrows(RefusedException.class, () -> house.candidates("a"));
	}

	@ParameterizedTest
	@CsvSource({ "https://up.example/,https://up.example", "HTTPS://up.example/v1//,https://up.example/v1", "http://[::1]:8000/a,http://[::1]:8000/a", "'',''" })
	void addressesAreTidied(String given, String kept) {
		Channel channel = new House().channels.create(with(draft -> address(draft, given)));
		assertEquals(kept, channel.baseUrl().map(URI::toString).orElse(""));
	}

	static Stream<Arguments> wrong() {
		return Stream.of(
				wrong("name", draft -> named(" ")), wrong("name", draft -> named("x".repeat(101))), wrong("name", draft -> named("a\u0007b")),
				wrong("type", draft -> type(draft, "")), wrong("type", draft -> type(draft, "Open AI")),
				wrong("baseUrl", draft -> address(draft, "ftp://up.example")), wrong("baseUrl", draft -> address(draft, "up.example/v1")),
				wrong("baseUrl", draft -> address(draft, "https://user:pass@up.example")), wrong("baseUrl", draft -> address(draft, "https://up.example/v1?key=1")),
				wrong("baseUrl", draft -> address(draft, "https://up.example/#x")), wrong("baseUrl", draft -> address(draft, "https:///v1")),
				wrong("baseUrl", draft -> address(draft, "https://up.example:99999")), wrong("baseUrl", draft -> address(draft, "file:/etc/passwd")),
				wrong("apiKey", draft -> withKey(draft, Optional.of("sk-a\r\nx-evil: 1"))), wrong("apiKey", draft -> withKey(draft, Optional.of("sk-密钥"))),
				wrong("models", draft -> models(draft, List.of("a", " "))), wrong("models", draft -> models(draft, List.of("a*b"))),
				wrong("models", draft -> models(draft, List.of("x".repeat(201)))),
				wrong("models", draft -> models(draft, Stream.iterate(0, i -> i + 1).limit(9_000).map(i -> "model-" + i).toList())),
				wrong("modelMapping", draft -> mapping(draft, Map.of("", "b"))), wrong("modelMapping", draft -> mapping(draft, Map.of("a", " "))),
				wrong("modelMapping", draft -> mapping(draft, Map.of("a*", "b"))),
				wrong("groups", draft -> routed(draft, Set.of(), 0, 1)), wrong("groups", draft -> routed(draft, Set.of(" "), 0, 1)),
				wrong("weight", draft -> routed(draft, House.DEFAULT, 0, 0)), wrong("weight", draft -> routed(draft, House.DEFAULT, 0, 1_001)),
				wrong("weight", draft -> routed(draft, House.DEFAULT, 0, -3)), wrong("priority", draft -> routed(draft, House.DEFAULT, Integer.MAX_VALUE, 1)),
				wrong("headers", draft -> headers(draft, Map.of("x y", "1"))), wrong("headers", draft -> headers(draft, Map.of("", "1"))),
				wrong("headers", draft -> headers(draft, Map.of("Transfer-Encoding", "chunked"))), wrong("headers", draft -> headers(draft, Map.of("host", "a"))),
				wrong("headers", draft -> headers(draft, Map.of("Content-Length", "1"))), wrong("headers", draft -> headers(draft, Map.of("x", "1\r\nAuthorization: Bearer y"))),
				wrong("headers", draft -> headers(draft, Map.of("x-a\nb", "1"))), wrong("headers", draft -> headers(draft, Map.of("X-A", "1", "x-a", "2"))),
				wrong("timeouts.connectMillis", draft -> timeouts(draft, 0, 1, 1, 0)), wrong("timeouts.firstByteMillis", draft -> timeouts(draft, 1, -1, 1, 0)),
				wrong("timeouts.idleMillis", draft -> timeouts(draft, 1, 1, 0, 0)), wrong("timeouts.totalMillis", draft -> timeouts(draft, 1, 1, 1, -1)),
				wrong("timeouts.connectMillis", draft -> timeouts(draft, 36_000_000_000L, 1, 1, 0)));
	}

	@ParameterizedTest
	@MethodSource("wrong")
	void refusesWhatCannotBe(String field, UnaryOperator<ChannelDraft> edit) {
		var house = new House();
		var invalid = assertThrows(InvalidFieldException.class, () -> house.channels.create(edit.apply(full())));
		assertEquals(field, invalid.field());
		assertFalse(invalid.getMessage().contains("evil") || invalid.getMessage().contains("pass@"), invalid.getMessage());
		assertFalse(invalid.getMessage().contains("\n"), "one line");
		assertTrue(house.channels.list().isEmpty());
	}

	private static Arguments wrong(String field, UnaryOperator<ChannelDraft> edit) {
		return Arguments.of(field, edit);
	}

	private static ChannelDraft full() {
		return new ChannelDraft("full", "openai", Optional.of(URI.create("https://up.example:8443/x/")), Optional.of(KEY), List.of("a", "b*"), Map.of("c", "d"),
				Set.of("default", "vip"), 7, 9, true, Map.of("x-team", "blue"), Map.of("region", "eu"),
				new Timeouts(Duration.ofMillis(1_500), Duration.ofSeconds(60), Duration.ofSeconds(30), Duration.ofMinutes(5)));
	}

	private static ChannelDraft with(UnaryOperator<ChannelDraft> edit) {
		return edit.apply(full());
	}

	private static ChannelDraft named(String name) {
		ChannelDraft d = full();
		return new ChannelDraft(name, d.type(), d.baseUrl(), d.apiKey(), d.models(), d.modelMapping(), d.groups(), d.priority(), d.weight(), true, d.headers(), d.options(),
				d.timeouts());
	}

	private static ChannelDraft type(ChannelDraft d, String type) {
		return new ChannelDraft(d.name(), type, d.baseUrl(), d.apiKey(), d.models(), d.modelMapping(), d.groups(), 0, 1, true, d.headers(), d.options(), d.timeouts());
	}

	private static ChannelDraft address(ChannelDraft d, String url) {
		return new ChannelDraft(d.name(), d.type(), Optional.of(URI.create(url)), d.apiKey(), d.models(), d.modelMapping(), d.groups(), 0, 1, true, d.headers(),
				d.options(), d.timeouts());
	}

	private static ChannelDraft withKey(ChannelDraft d, Optional<String> key) {
		return new ChannelDraft(d.name(), d.type(), d.baseUrl(), key, d.models(), d.modelMapping(), d.groups(), d.priority(), d.weight(), true, d.headers(), d.options(),
				d.timeouts());
	}

	private static ChannelDraft models(ChannelDraft d, List<String> models) {
		return new ChannelDraft(d.name(), d.type(), d.baseUrl(), d.apiKey(), models, d.modelMapping(), d.groups(), 0, 1, true, d.headers(), d.options(), d.timeouts());
	}

	private static ChannelDraft mapping(ChannelDraft d, Map<String, String> mapping) {
		return new ChannelDraft(d.name(), d.type(), d.baseUrl(), d.apiKey(), d.models(), mapping, d.groups(), 0, 1, true, d.headers(), d.options(), d.timeouts());
	}

	private static ChannelDraft routed(ChannelDraft d, Set<String> groups, int priority, int weight) {
		return new ChannelDraft(d.name(), d.type(), d.baseUrl(), d.apiKey(), d.models(), d.modelMapping(), groups, priority, weight, true, d.headers(), d.options(),
				d.timeouts());
	}

	private static ChannelDraft headers(ChannelDraft d, Map<String, String> headers) {
		return new ChannelDraft(d.name(), d.type(), d.baseUrl(), d.apiKey(), d.models(), d.modelMapping(), d.groups(), 0, 1, true, headers, d.options(), d.timeouts());
	}

	private static ChannelDraft timeouts(ChannelDraft d, long connect, long firstByte, long idle, long total) {
		return new ChannelDraft(d.name(), d.type(), d.baseUrl(), d.apiKey(), d.models(), d.modelMapping(), d.groups(), 0, 1, true, d.headers(), d.options(),
				new Timeouts(Duration.ofMillis(connect), Duration.ofMillis(firstByte), Duration.ofMillis(idle), Duration.ofMillis(total)));
	}

	/** All that lies in the table, as text. */
	private static String stored(Fakes.Store store) throws SQLException {
		var text = new StringBuilder();
		try (Connection connection = store.source.getConnection(); Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery("SELECT * FROM channels_channel")) {
			while (rows.next()) {
				for (int column = 1; column <= rows.getMetaData().getColumnCount(); column++) {
					text.append(rows.getString(column)).append('\n');
				}
			}
		}
		assertTrue(text.length() > 0);
		return text.toString();
	}
}
