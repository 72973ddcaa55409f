package com.burncloud.tokens.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.error.RefusedException;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.Admission;
import com.burncloud.api.token.Caller;
import com.burncloud.api.token.Credentials;
import com.burncloud.api.token.Estimate;
import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;

/** What is around the books in a test: a database and a journal that stay when the books are opened anew, a clock, settings, the events. */
final class World implements AutoCloseable {
	static final Instant START = Instant.parse("2026-05-01T10:00:00Z");
	static final Price PRICE = new Price("gpt", 10, 100, 1, 20, 0);

	final DerbyDatabase database;
	final MemoryJournal journal = new MemoryJournal();
	final Map<SettingKey, String> settings = new EnumMap<>(SettingKey.class);
	final AtomicLong now = new AtomicLong(START.toEpochMilli());
	final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
	final Queue<Event> events = new ConcurrentLinkedQueue<>();
	private final AtomicLong ids = new AtomicLong();
	Books books;
	Gate gate;
	Tokens tokens;
	Prices prices;
	UsageLog usage;

	/** One for all tests, emptied for each: making a database takes a second. */
	private static final DerbyDatabase SHARED = new DerbyDatabase();

	World() throws Exception {
		this(SHARED);
	}

	World(DerbyDatabase database) throws Exception {
		this.database = database;
		database.clear();
		open();
	}

	/** As after a start; whatever the books before held in memory is gone. */
	void open() throws Exception {
		books = new Books(database, journal, new TestSettings(), new TestEvents(), clock);
		gate = new Gate(books, new TestSettings());
		tokens = new Tokens(books);
		prices = new Prices(books);
		usage = new UsageLog(books);
	}

	Settings settings() {
		return new TestSettings();
	}

	/** Carries what is in the journal into the database. */
	void project() throws SQLException {
		books.projector().catchUp();
		books.projector().catchUpRows();
	}

	static TokenDraft draft(String name, Quota quota) {
		return draft(name, quota, Limits.NONE);
	}

	static TokenDraft draft(String name, Quota quota, Limits limits) {
		return new TokenDraft(name, quota, Set.of("default"), List.of(), List.of(), Optional.empty(), limits, true);
	}

	static Credentials from(String secret, String address) {
		try {
			return new Credentials(secret, InetAddress.getByName(address), false);
		} catch (UnknownHostException noLiteral) {
			throw new IllegalArgumentException(noLiteral);
		}
	}

	Caller caller(String secret) throws RefusedException {
		return gate.authenticate(from(secret, "127.0.0.1"));
	}

	static Estimate estimate(long prompt, long output) {
		return new Estimate(prompt, OptionalLong.of(output));
	}

	Admission admit(Caller caller) throws RefusedException {
		return gate.admit(caller, "gpt", estimate(100, 10));
	}

	Token token(String id) {
		return tokens.find(id).orElseThrow();
	}

	UsageRecord record(Caller caller, int status, Usage used) {
		return record("r" + ids.incrementAndGet(), clock.instant(), caller.tokenId(), caller.tokenName(), status, used);
	}

	static UsageRecord record(String requestId, Instant at, String tokenId, String token, int status, Usage used) {
		return new UsageRecord(requestId, "", at, tokenId, token, "gpt", "gpt-upstream", "ch_1", "one", "openai-chat", "openai-chat", false, status, "", "",
				List.of(new com.burncloud.api.usage.Attempt("one", 200, "ok", 12)), 10, 20, used, 0, List.of());
	}

	long query(String sql) throws SQLException {
		try (Connection connection = database.open("tokens", List.of()).getConnection(); Statement statement = connection.createStatement();
				ResultSet rows = statement.executeQuery(sql)) {
			rows.next();
			return rows.getLong(1);
		}
	}

	void execute(String sql) throws SQLException {
		try (Connection connection = database.open("tokens", List.of()).getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	List<String> topics() {
		return events.stream().map(Event::getTopic).toList();
	}

	@Override
	public void close() throws Exception {
		database.faults(DerbyDatabase.Faults.NONE);
		books.close();
	}

	private final class TestSettings implements Settings {

		@Override
		public String value(SettingKey key) {
			return settings.getOrDefault(key, key.defaultValue());
		}

		@Override
		public long number(SettingKey key) {
			return Long.parseLong(value(key));
		}

		@Override
		public boolean enabled(SettingKey key) {
			return Boolean.parseBoolean(value(key));
		}

		@Override
		public Path home() {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<Setting> all() {
			throw new UnsupportedOperationException();
		}

		@Override
		public Map<SettingKey, String> pending() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void save(Map<SettingKey, String> values) {
			throw new UnsupportedOperationException();
		}
	}

	private final class TestEvents implements EventAdmin {

		@Override
		public void postEvent(Event event) {
			events.add(event);
		}

		@Override
		public void sendEvent(Event event) {
			throw new UnsupportedOperationException("Nothing of the ledger waits for whoever listens.");
		}
	}
}
