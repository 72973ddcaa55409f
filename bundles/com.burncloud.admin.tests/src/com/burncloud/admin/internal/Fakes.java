package com.burncloud.admin.internal;

import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.channel.Health;
import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.dashboard.Point;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.DiskException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.provider.InstalledJar;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.ProviderService;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Journal;
import com.burncloud.api.store.JournalPosition;
import com.burncloud.api.token.Pass;
import com.burncloud.api.token.Spent;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.PriceService;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/** The services behind the management API, in memory, as simple as their contracts allow. */
final class Fakes {
	static final Instant CREATED = Instant.parse("2026-01-31T08:00:00Z");

	private Fakes() {
	}

	static final class Channels implements ChannelService, ChannelProbe {
		final Map<String, Channel> all = new LinkedHashMap<>();
		final Map<String, String> keys = new ConcurrentHashMap<>();
		final Map<String, Health> healths = new ConcurrentHashMap<>();
		volatile ChannelDraft asked;
		volatile Optional<String> askedId;
		private int next;

		@Override
		public synchronized List<Channel> list() {
			return List.copyOf(all.values());
		}

		@Override
		public synchronized Optional<Channel> find(String id) {
			return Optional.ofNullable(all.get(id));
		}

		@Override
		public synchronized Channel create(ChannelDraft draft) {
			return store("ch_" + ++next, draft);
		}

		@Override
		public synchronized Channel update(String id, ChannelDraft draft) {
			if (!all.containsKey(id)) {
				throw new UnknownIdException("channel", id);
			}
			return store(id, draft);
		}

		private Channel store(String id, ChannelDraft draft) {
			if (draft.weight() < 1 || draft.weight() > 1000) {
				throw new InvalidFieldException("weight", "weight must be from 1 to 1000, not " + draft.weight());
			}
			if (all.values().stream().anyMatch(other -> other.name().equals(draft.name()) && !other.id().equals(id))) {
				throw new ConflictException("There is a channel '" + draft.name() + "' already.");
			}
			draft.apiKey().ifPresent(key -> keys.put(id, key));
			String key = keys.getOrDefault(id, "");
			Channel channel = new Channel(id, draft.name(), draft.type(), draft.baseUrl(), key.isEmpty() ? "" : "sk-…" + key.substring(key.length() - 4),
					draft.models(), draft.modelMapping(), draft.groups(), draft.priority(), draft.weight(), draft.enabled(), draft.headers(), draft.options(),
					draft.timeouts(), false, CREATED);
			all.put(id, channel);
			return channel;
		}

		@Override
		public synchronized void delete(String id) {
			if (all.remove(id) == null) {
				throw new UnknownIdException("channel", id);
			}
		}

		@Override
		public Health health(String id) {
			return healths.getOrDefault(id, new Health(Health.State.HEALTHY, Optional.empty(), Optional.empty(), OptionalLong.empty()));
		}

		@Override
		public Map<String, Health> healthByModel(String id) {
			return Map.of();
		}

		@Override
		public ChannelProbe.Result test(String channelId, Optional<String> model) {
			return new ChannelProbe.Result(true, 200, model.orElse("first"), "pong", 12);
		}

		@Override
		public ChannelProbe.ModelList models(ChannelDraft draft, Optional<String> channelId) {
			asked = draft;
			askedId = channelId;
			return new ChannelProbe.ModelList(true, 200, List.of("a", "b"), "", 7);
		}
	}

	static final class Tokens implements TokenService {
		final Map<String, Token> all = new LinkedHashMap<>();
		private int next;
		private int secrets;

		@Override
		public synchronized List<Token> list() {
			return List.copyOf(all.values());
		}

		@Override
		public synchronized Optional<Token> find(String id) {
			return Optional.ofNullable(all.get(id));
		}

		@Override
		public synchronized Issued create(TokenDraft draft) {
			return new Issued(store("tk_" + ++next, draft), secret());
		}

		@Override
		public synchronized Token update(String id, TokenDraft draft) {
			return store(known(id).id(), draft);
		}

		@Override
		public synchronized Issued rotate(String id) {
			return new Issued(known(id), secret());
		}

		@Override
		public synchronized void delete(String id) {
			all.remove(known(id).id());
		}

		@Override
		public synchronized Pass pass(String id, Optional<String> channelId) {
			return new Pass("sk-burncloud-pass-" + known(id).id() + channelId.map(channel -> "-" + channel).orElse(""), CREATED);
		}

		@Override
		public boolean demoEnabled() {
			return false;
		}

		private Token known(String id) {
			return find(id).orElseThrow(() -> new UnknownIdException("token", id));
		}

		private Token store(String id, TokenDraft draft) {
			Token token = new Token(id, draft.name(), "sk-burncloud-ab", draft.quota(), new Spent(1_500_000_000L, 3), new Spent(7, 1), draft.groups(),
					draft.models(), draft.allowedAddresses(), draft.expiresAt(), draft.limits(), draft.enabled(), CREATED);
			all.put(id, token);
			return token;
		}

		private String secret() {
			return "sk-burncloud-secret-" + ++secrets;
		}
	}

	static final class UsageLog implements UsageService {
		final List<UsageRecord> rows = new CopyOnWriteArrayList<>();
		volatile LogQuery asked;
		volatile Object[] askedSums;

		@Override
		public LogPage logs(LogQuery query) {
			asked = query;
			List<UsageRecord> newest = new ArrayList<>(rows).reversed();
			int from = query.before().map(Integer::parseInt).orElse(0);
			int to = Math.min(newest.size(), from + query.limit());
			return new LogPage(newest.subList(Math.min(from, to), to), to < newest.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
		}

		@Override
		public Optional<UsageRecord> find(String requestId) {
			return rows.stream().filter(row -> row.requestId().equals(requestId)).findFirst();
		}

		@Override
		public List<UsageBucket> sums(Instant from, Instant to, By by) {
			askedSums = new Object[] { from, to, by };
			return List.of(new UsageBucket("demo", 10, 1, 100, 200, 5, 2_000_000_000L, 1234));
		}

		@Override
		public void declined(UsageRecord exchange) {
			rows.add(exchange);
		}
	}

	static UsageRecord row(String requestId, int status) {
		return new UsageRecord(requestId, "client-" + requestId, CREATED, "tk_1", "demo", "gpt-4o", "gpt-4o-2024", "ch_1", "主渠道", "openai-chat",
				"anthropic-messages", true, status, status < 400 ? "" : "upstream_error", status < 400 ? "" : "it broke",
				List.of(new Attempt("first", 500, "server error", 31), new Attempt("主渠道", status, "ok", 42)), 17, 99, new Usage(11, 22, 3, 4, 5, true), 123_456,
				List.of("logit_bias"));
	}

	static final class Prices implements PriceService {
		final Map<String, Price> all = new LinkedHashMap<>();

		@Override
		public synchronized List<Price> list() {
			return List.copyOf(all.values());
		}

		@Override
		public synchronized Optional<Price> find(String model) {
			return Optional.ofNullable(all.get(model));
		}

		@Override
		public synchronized Price set(Price price) {
			all.put(price.model(), price);
			return price;
		}
	}

	static final class Providers implements ProviderService {
		final Map<String, byte[]> jars = new LinkedHashMap<>();

		@Override
		public synchronized List<InstalledProvider> list() {
			List<InstalledProvider> list = new ArrayList<>();
			list.add(provider("openai", ""));
			jars.keySet().forEach(name -> list.add(provider("acme", name)));
			return list;
		}

		@Override
		public synchronized List<InstalledJar> jars() {
			return jars.entrySet().stream().map(jar -> new InstalledJar(jar.getKey(), "com.example.acme", "1.2.3", sha256(jar.getValue()),
					Stream.concat(brings("provider", "acme", jar.getValue()), brings("hub", "depot", jar.getValue())).toList())).toList();
		}

		/** A jar whose last byte is 1 brings a hub and nothing else, others a type. */
		private static Stream<InstalledJar.Brought> brings(String kind, String id, byte[] jar) {
			return kind.equals("hub") == (jar[jar.length - 1] == 1) ? Stream.of(new InstalledJar.Brought(kind, id)) : Stream.empty();
		}

		private static String sha256(byte[] jar) {
			try {
				return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
			} catch (NoSuchAlgorithmException e) {
				throw new IllegalStateException(e);
			}
		}

		@Override
		public synchronized List<InstalledProvider> install(String name, byte[] jar) {
			String effective = name.isEmpty() ? "com.acme" : name;
			jars.put(effective, jar);
			return brings("provider", "acme", jar).map(any -> provider("acme", effective)).toList();
		}

		@Override
		public synchronized void remove(String name) {
			if (jars.remove(name) == null) {
				throw new UnknownIdException("provider", name);
			}
		}

		private static InstalledProvider provider(String type, String name) {
			return new InstalledProvider(
					new ProviderInfo(type, Map.of("en", "Open AI", "zh", "开放"), URI.create("https://api.example.com"), List.of("openai-chat"),
							List.of(new ProviderInfo.Field("apiKey", Map.of("en", "API key"), true, true),
									new ProviderInfo.Field("pin", Map.of("en", "PIN"), true, false),
									new ProviderInfo.Field("region", Map.of("en", "Region"), false, false))),
					name, "com.example." + type, "1.2.3", name.isEmpty() ? "" : "ab12");
		}
	}

	static final class FixedSettings implements Settings {
		private final Map<SettingKey, String> values = new EnumMap<>(SettingKey.class);
		volatile boolean full;
		final Map<SettingKey, String> pending = new EnumMap<>(SettingKey.class);
		private final Path home;

		FixedSettings(Path home) {
			this.home = home;
			values.put(SettingKey.ALLOWED_HOSTS, "gateway.example, other.example");
			values.put(SettingKey.DATABASE_URL, "jdbc:postgresql://db/burncloud?password=hunter2hunter2");
		}

		@Override
		public String value(SettingKey key) {
			return values.getOrDefault(key, key.defaultValue());
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
			return home;
		}

		/** Forgets to mask too. */
		@Override
		public synchronized Map<SettingKey, String> pending() {
			return Map.copyOf(pending);
		}

		@Override
		public synchronized void save(Map<SettingKey, String> values) {
			if (values.containsKey(SettingKey.ALLOWED_HOSTS)) {
				throw new ConflictException("allowed_hosts is set by the environment.");
			}
			if (values.containsKey(SettingKey.LOG_LEVEL) && full) {
				throw new DiskException("The settings were not saved: no space left.");
			}
			if (values.getOrDefault(SettingKey.PORT, "1").equals("99999")) {
				throw new InvalidFieldException("port", "No such port.");
			}
			pending.putAll(values);
		}

		/** Forgets to mask, so that the last door shows. */
		@Override
		public List<Setting> all() {
			return List.of(SettingKey.values()).stream()
					.map(key -> new Setting(key, value(key), values.containsKey(key) ? Setting.Source.ENVIRONMENT : Setting.Source.DEFAULT)).toList();
		}
	}

	static final class Dashboard implements DashboardService {

		@Override
		public Figures figures() {
			return new Figures(60, 6000, 0.5, 100, 900, 50, 42, 7);
		}

		@Override
		public List<Point> series(Duration window) {
			return List.of(new Point(CREATED, window.toMinutes(), 1, 2, 3, 4, 5, 6));
		}
	}

	static final class StubDatabase implements Database {
		volatile String status = "ok";

		@Override
		public DataSource open(String owner, List<String> versions) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String status() {
			return status;
		}

		@Override
		public String product() {
			return "Stub";
		}
	}

	static final class StubJournal implements Journal {
		volatile String status = "ok";

		@Override
		public void append(byte[] payload) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<Entry> read(JournalPosition from, int maxEntries) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean await(JournalPosition from, long timeoutMillis) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void release(JournalPosition before) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String status() {
			return status;
		}
	}

	/** Hands rows on at once, on the caller's thread. */
	static final class Live implements LiveLog {
		final List<UsageRecord> rows = new CopyOnWriteArrayList<>();
		final List<Consumer<List<UsageRecord>>> listeners = new CopyOnWriteArrayList<>();

		@Override
		public List<UsageRecord> recent(int limit) {
			return rows.subList(Math.max(0, rows.size() - limit), rows.size());
		}

		@Override
		public Subscription subscribe(int history, Consumer<List<UsageRecord>> listener) {
			List<UsageRecord> recent = List.copyOf(recent(history));
			if (!recent.isEmpty()) {
				listener.accept(recent);
			}
			listeners.add(listener);
			return () -> listeners.remove(listener);
		}

		void add(UsageRecord row) {
			rows.add(row);
			listeners.forEach(listener -> listener.accept(List.of(row)));
		}
	}
}
