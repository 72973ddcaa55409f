package com.burncloud.remote.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.dashboard.Point;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.event.Topics;
import com.burncloud.api.provider.InstalledJar;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerAwayException;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Pass;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Spent;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.PriceService;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/** Every method over the real management API: what goes in at one end comes out at the other. */
class ServicesTest {
	private static final Instant THEN = Instant.parse("2026-01-31T08:00:00.123Z");
	private static final Timeouts TIMEOUTS = new Timeouts(Duration.ofMillis(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ZERO);
	private static final ChannelDraft DRAFT = new ChannelDraft("主渠道", "openai", Optional.of(URI.create("https://api.example.com/v1")), Optional.of("sk-secret-of-upstream"),
			List.of("gpt-4o", "gpt-*"), Map.of("asked", "sent"), Set.of("default", "vip"), -3, 7, false, Map.of("x-team", "a b"), Map.of("region", "eu"), TIMEOUTS);
	private static final Channel CHANNEL = channel(DRAFT);
	private static final Health COOLING = new Health(Health.State.COOLING, Optional.of(THEN), Optional.of("it broke"), OptionalLong.of(42));
	private static final Health HEALTHY = new Health(Health.State.HEALTHY, Optional.empty(), Optional.empty(), OptionalLong.empty());
	private static final TokenDraft TERMS = new TokenDraft("应用", new Quota.Amount(5_000_000_000L), Set.of("default"), List.of("gpt-*"), List.of("10.0.0.0/8"),
			Optional.of(THEN), new Limits(OptionalInt.of(60), OptionalInt.empty(), OptionalInt.of(3)), true);
	private FarGateway far;
	private Server server;

	private static Channel channel(ChannelDraft draft) {
		return new Channel("ch_1", draft.name(), draft.type(), draft.baseUrl(), draft.apiKey().isEmpty() ? "" : "sk-…ream", draft.models(), draft.modelMapping(),
				draft.groups(), draft.priority(), draft.weight(), draft.enabled(), draft.headers(), draft.options(), draft.timeouts(), false, THEN);
	}

	private static Token token(String prefix, TokenDraft terms) {
		return new Token("tk_1", terms.name(), prefix, terms.quota(), new Spent(1_500_000_000L, 3), new Spent(7, 1), terms.groups(), terms.models(),
				terms.allowedAddresses(), terms.expiresAt(), terms.limits(), terms.enabled(), THEN);
	}

	private static UsageRecord row(String requestId) {
		return new UsageRecord(requestId, "mine", THEN, "tk_1", "demo", "gpt-4o", "gpt-4o-2024", "ch_1", "主渠道", "openai-chat", "anthropic-messages", true, 502,
				"upstream_error", "it broke", List.of(new Attempt("first", 500, "server error", 31), new Attempt("主渠道", 0, "no answer", 42)), 17, 99,
				new Usage(11, 22, 3, 4, 5, true), 9_007_199_254_740_993L, List.of("logit_bias"));
	}

	@BeforeEach
	void start() throws Exception {
		far = new FarGateway();
		server = far.connect();
	}

	@AfterEach
	void stop() throws Exception {
		far.close();
	}

	@Test
	void channelsAreCreatedChangedAndDeleted() {
		far.answer("ChannelService.create", CHANNEL);
		assertEquals(CHANNEL, server.channels().create(DRAFT));
		assertEquals(List.of(DRAFT), far.asked("ChannelService.create"));

		ChannelDraft least = ChannelDraft.of("least", "echo");
		far.answer("ChannelService.create", channel(least));
		assertEquals(channel(least), server.channels().create(least));
		assertEquals(List.of(least), far.asked("ChannelService.create"));

		far.answer("ChannelService.find", Optional.of(CHANNEL));
		far.answer("ChannelService.update", CHANNEL);
		for (ChannelDraft draft : List.of(DRAFT, ChannelDraft.of(CHANNEL), withKey(""), least)) {
			assertEquals(CHANNEL, server.channels().update("ch_1", draft));
			assertEquals(List.of("ch_1", draft), far.asked("ChannelService.update"), "a key is kept, changed or taken away as the draft says");
		}
		server.channels().delete("ch_1");
		assertEquals(List.of("ch_1"), far.asked("ChannelService.delete"));
	}

	private static ChannelDraft withKey(String key) {
		ChannelDraft draft = ChannelDraft.of(CHANNEL);
		return new ChannelDraft(draft.name(), draft.type(), draft.baseUrl(), Optional.of(key), draft.models(), draft.modelMapping(), draft.groups(), draft.priority(),
				draft.weight(), draft.enabled(), draft.headers(), draft.options(), draft.timeouts());
	}

	@Test
	void channelsAreListedWithTheirHealth() {
		assertEquals(List.of(), server.channels().list());
		assertEquals(Optional.empty(), server.channels().find("ch_1"));
		far.answer("ChannelService.list", List.of(CHANNEL));
		far.answer("ChannelService.find", Optional.of(CHANNEL));
		far.answer("ChannelService.health", COOLING);
		far.answer("ChannelService.healthByModel", Map.of("gpt-4o-2024", COOLING, "o3", HEALTHY));
		assertEquals(List.of(CHANNEL), server.channels().list());
		assertEquals(Optional.of(CHANNEL), server.channels().find("ch_1"));
		assertEquals(COOLING, server.channels().health("ch_1"));
		assertEquals(Map.of("gpt-4o-2024", COOLING, "o3", HEALTHY), server.channels().healthByModel("ch_1"));
	}

	@Test
	void aChangeIsSeenInTheHealthAtOnce() {
		far.answer("ChannelService.list", List.of(CHANNEL));
		far.answer("ChannelService.find", Optional.of(CHANNEL));
		far.answer("ChannelService.update", CHANNEL);
		far.answer("ChannelService.health", COOLING);
		assertEquals(COOLING, server.channels().health("ch_1"));
		far.answer("ChannelService.health", HEALTHY);
		server.channels().update("ch_1", DRAFT);
		assertEquals(HEALTHY, server.channels().health("ch_1"));
	}

	@Test
	void channelsAreTried() {
		ChannelProbe.Result result = new ChannelProbe.Result(false, 401, "gpt-4o", "no such key", 12);
		far.answer("ChannelService.find", Optional.of(CHANNEL));
		far.answer("ChannelProbe.test", result);
		assertEquals(result, server.probe().test("ch_1", Optional.of("gpt-4o")));
		assertEquals(List.of("ch_1", Optional.of("gpt-4o")), far.asked("ChannelProbe.test"));
		server.probe().test("ch_1", Optional.empty());
		assertEquals(List.of("ch_1", Optional.empty()), far.asked("ChannelProbe.test"));

		ChannelProbe.ModelList models = new ChannelProbe.ModelList(true, 200, List.of("a", "b"), "", 5);
		far.answer("ChannelProbe.models", models);
		assertEquals(models, server.probe().models(DRAFT, Optional.empty()));
		assertEquals(List.of(DRAFT, Optional.empty()), far.asked("ChannelProbe.models"));
		assertEquals(models, server.probe().models(ChannelDraft.of(CHANNEL), Optional.of("ch_1")));
		assertEquals(List.of(ChannelDraft.of(CHANNEL), Optional.of("ch_1")), far.asked("ChannelProbe.models"));
		assertEquals(models, server.probe().models(ChannelDraft.of("", "echo"), Optional.empty()), "before it has a name");
	}

	static Stream<TokenDraft> terms() {
		return Stream.of(TERMS, TokenDraft.of("least"), new TokenDraft("count", new Quota.Count(0), Set.of(), List.of(), List.of(), Optional.empty(), Limits.NONE, false));
	}

	@ParameterizedTest
	@MethodSource("terms")
	void tokensAreCreatedChangedAndDeleted(TokenDraft terms) {
		Token token = token("sk-burncloud-ab", terms);
		TokenService.Issued issued = new TokenService.Issued(token, "sk-burncloud-abcdef");
		far.answer("TokenService.create", issued);
		far.answer("TokenService.rotate", issued);
		far.answer("TokenService.update", token);
		assertEquals(issued, server.tokens().create(terms));
		assertEquals(List.of(terms), far.asked("TokenService.create"));
		assertEquals(Optional.empty(), server.tokens().find("tk_1"));
		far.answer("TokenService.find", Optional.of(token("sk-burncloud-ab", TERMS)));
		assertEquals(token, server.tokens().update("tk_1", terms));
		assertEquals(List.of("tk_1", terms), far.asked("TokenService.update"), "what the draft does not have is taken away");
		far.answer("TokenService.list", List.of(token));
		far.answer("TokenService.find", Optional.of(token));
		assertEquals(List.of(token), server.tokens().list());
		assertEquals(Optional.of(token), server.tokens().find("tk_1"));
		assertEquals(issued, server.tokens().rotate("tk_1"));
		server.tokens().delete("tk_1");
		assertEquals(List.of("tk_1"), far.asked("TokenService.delete"));
	}

	@Test
	void passes() {
		Pass pass = new Pass("sk-burncloud-pass-1", THEN);
		far.answer("TokenService.find", Optional.of(token("sk-burncloud-ab", TERMS)));
		far.answer("ChannelService.find", Optional.of(CHANNEL));
		far.answer("TokenService.pass", pass);
		assertEquals(pass, server.tokens().pass("tk_1", Optional.empty()));
		assertEquals(List.of("tk_1", Optional.empty()), far.asked("TokenService.pass"));
		assertEquals(pass, server.tokens().pass("tk_1", Optional.of("ch_1")));
		assertEquals(List.of("tk_1", Optional.of("ch_1")), far.asked("TokenService.pass"));
	}

	@Test
	void theDemoTokenIsKnownByItsPrefix() {
		assertFalse(server.tokens().demoEnabled());
		far.answer("TokenService.list", List.of(token("sk-burncloud-xy", TokenDraft.of("a")), token("sk-burncloud-de", TokenDraft.of("demo"))));
		assertTrue(server.tokens().demoEnabled());
		TokenDraft off = new TokenDraft("demo", new Quota.Unlimited(), Set.of(), List.of(), List.of(), Optional.empty(), Limits.NONE, false);
		far.answer("TokenService.list", List.of(token("sk-burncloud-de", off), token("sk-burncloud-de", TERMS)));
		assertFalse(server.tokens().demoEnabled(), "disabled, and expired");
	}

	@Test
	void theLogIsAsked() {
		LogPage page = new LogPage(List.of(row("r2"), row("r1")), Optional.of("next page"));
		far.answer("UsageService.logs", page);
		LogQuery query = new LogQuery(7, Optional.of("3"), Optional.of("429"), Optional.of("主渠道"), Optional.of("a+b & c"), Optional.of("gpt/4"), Optional.of(THEN),
				Optional.of(THEN.plusSeconds(60)));
		assertEquals(page, server.usage().logs(query));
		assertEquals(List.of(query), far.asked("UsageService.logs"));
		server.usage().logs(LogQuery.newest(100));
		assertEquals(List.of(LogQuery.newest(100)), far.asked("UsageService.logs"));
		assertEquals(List.of(row("r1"), row("r2")), server.liveLog().recent(5000), "newest last");
		assertEquals(List.of(), server.liveLog().recent(0));
		assertEquals(Optional.empty(), server.usage().find("r1"));
		far.answer("UsageService.find", Optional.of(row("r1")));
		assertEquals(Optional.of(row("r1")), server.usage().find("r1"));
		for (String strange : List.of("", "..", "a/b", "%2e", "stream?x", "a b", "中")) {
			assertEquals(Optional.empty(), server.usage().find(strange));
			assertEquals(Optional.empty(), server.sentRequests().find(strange));
			assertThrows(UnknownIdException.class, () -> server.channels().delete(strange));
		}
		assertThrows(UnsupportedOperationException.class, () -> server.usage().declined(row("r1")));
	}

	@ParameterizedTest
	@EnumSource
	void sums(UsageService.By by) {
		List<UsageBucket> buckets = List.of(new UsageBucket("2026-01-31T08:00:00Z", 10, 1, 100, 200, 5, 2_000_000_000L, 1234));
		far.answer("UsageService.sums", buckets);
		assertEquals(buckets, server.usage().sums(THEN, THEN.plusSeconds(3600), by));
		assertEquals(List.of(THEN, THEN.plusSeconds(3600), by), far.asked("UsageService.sums"));
	}

	@Test
	void sentRequests() {
		assertEquals(Optional.empty(), server.sentRequests().find("r1"));
		byte[] body = "{\"model\":\"gpt-4o\",\"中\":\"\\u0000\"}\n".getBytes();
		far.answer("SentRequests.find", Optional.of(new SentRequest("/v1/chat/completions", "application/json; charset=utf-8", body)));
		SentRequest sent = server.sentRequests().find("r1").orElseThrow();
		assertEquals("/v1/chat/completions", sent.path());
		assertTrue(sent.contentType().startsWith("application/json"), sent.contentType());
		assertArrayEquals(body, sent.body());
	}

	@Test
	void prices() {
		Price price = new Price("gpt/4o 中", 2500, 10_000, 1250, 3125, 0);
		far.answer("PriceService.list", List.of(price));
		far.answer("PriceService.set", price);
		assertEquals(List.of(price), server.prices().list());
		assertEquals(Optional.of(price), server.prices().find("gpt/4o 中"));
		assertEquals(Optional.empty(), server.prices().find("gpt"));
		assertEquals(price, server.prices().set(price));
		assertEquals(List.of(price), far.asked("PriceService.set"));
	}

	@Test
	void providers() throws NoSuchAlgorithmException {
		ProviderInfo info = new ProviderInfo("acme", Map.of("en", "Acme", "zh", "顶点"), URI.create("https://api.acme.example"), List.of("openai-chat"),
				List.of(new ProviderInfo.Field("apiKey", Map.of("en", "API key", "zh", "密钥"), true, true),
						new ProviderInfo.Field("region", Map.of("en", "Region"), false, false)));
		List<InstalledProvider> installed = List.of(new InstalledProvider(info, "acme-1", "com.acme", "1.2.3", "ab12"),
				new InstalledProvider(info, "", "com.burncloud.provider.openai", "0.1.0", ""));
		far.answer("ProviderService.list", installed);
		far.answer("ProviderService.install", installed);
		byte[] jar = { 'P', 'K', 3, 4, 0, -1 };
		assertEquals(installed, server.providers().list());
		assertEquals(installed, server.providers().install("acme-1", jar));
		assertEquals("acme-1", far.asked("ProviderService.install").getFirst());
		assertArrayEquals(jar, (byte[]) far.asked("ProviderService.install").getLast());
		far.answer("ProviderService.jars", List.of(new InstalledJar("acme-1", "com.acme", "1.2.3", sha256(jar), List.of(new InstalledJar.Brought("hub", "depot")))));
		assertEquals(installed, server.providers().install("", jar), "a hub is no type");
		assertEquals("", far.asked("ProviderService.install").getFirst());
		List<InstalledJar> jars = List.of(new InstalledJar("acme-1", "com.acme", "1.2.3", "ab12",
				List.of(new InstalledJar.Brought("provider", "acme"), new InstalledJar.Brought("hub", "depot"))), new InstalledJar("b", "com.b", "1", "", List.of()));
		far.answer("ProviderService.jars", jars);
		assertEquals(jars, server.providers().jars());
		server.providers().remove("acme-1");
		assertEquals(List.of("acme-1"), far.asked("ProviderService.remove"));
		far.fail("ProviderService.remove", new UnknownIdException("provider", "acme-1"));
		assertThrows(UnknownIdException.class, () -> server.providers().remove("acme-1"));
		assertEquals("jar", assertThrows(InvalidFieldException.class, () -> server.providers().install("x", new byte[] { 1 })).field());
	}

	private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
	}

	@Test
	void theDashboard() {
		Figures figures = new Figures(60, 6000, 0.987654321, 100, 900, 50, 42_000_000_000L, 7);
		List<Point> points = List.of(new Point(Instant.parse("2026-01-31T08:00:00Z"), 1, 2, 3, 4, 5, 6, 7));
		far.answer("DashboardService.figures", figures);
		far.answer("DashboardService.series", points);
		assertEquals(figures, server.dashboard().figures());
		assertEquals(points, server.dashboard().series(Duration.ofMinutes(90)));
		assertEquals(List.of(Duration.ofMinutes(90)), far.asked("DashboardService.series"));
		server.dashboard().series(Duration.ofDays(7));
		assertEquals(List.of(Duration.ofDays(1)), far.asked("DashboardService.series"));
	}

	@Test
	void settings() {
		List<Setting> all = Arrays.stream(SettingKey.values())
				.map(key -> new Setting(key, key.defaultValue(), Setting.Source.values()[key.ordinal() % Setting.Source.values().length])).toList();
		far.answer("Settings.all", all);
		assertEquals(all, server.settings().all());
		assertEquals(Map.of(), server.settings().pending());
		far.answer("Settings.pending", Map.of(SettingKey.PORT, "3001", SettingKey.ALLOWED_HOSTS, ""));
		assertEquals(Map.of(SettingKey.PORT, "3001", SettingKey.ALLOWED_HOSTS, ""), server.settings().pending());
		assertEquals("127.0.0.1", server.settings().value(SettingKey.HOST));
		assertEquals(3000, server.settings().number(SettingKey.PORT));
		assertTrue(server.settings().enabled(SettingKey.KEEP_REQUESTS));
		assertEquals("~/.burncloud", server.settings().home().toString());
		Map<SettingKey, String> wanted = new EnumMap<>(Map.of(SettingKey.PORT, "3001", SettingKey.HOST, ""));
		server.settings().save(wanted);
		assertEquals(List.of(wanted), far.asked("Settings.save"));
		far.fail("Settings.save", new InvalidFieldException("port", "The port must be a number."));
		assertEquals("port", assertThrows(InvalidFieldException.class, () -> server.settings().save(wanted)).field());
		far.fail("Settings.save", new ConflictException("BURNCLOUD_PORT sets it."));
		assertEquals("BURNCLOUD_PORT sets it.", assertThrows(ConflictException.class, () -> server.settings().save(wanted)).getMessage());
	}

	@Test
	void failuresComeBackAsTheyWere() {
		far.fail("ChannelService.create", new InvalidFieldException("timeouts.idleMillis", "It must not be negative."));
		InvalidFieldException invalid = assertThrows(InvalidFieldException.class, () -> server.channels().create(DRAFT));
		assertEquals("timeouts.idleMillis It must not be negative.", invalid.field() + " " + invalid.getMessage());
		far.fail("ChannelService.create", new ConflictException("There is a channel 'x' already."));
		assertEquals("There is a channel 'x' already.", assertThrows(ConflictException.class, () -> server.channels().create(DRAFT)).getMessage());
		String unknown = assertThrows(UnknownIdException.class, () -> server.channels().update("ch_9", DRAFT)).getMessage();
		assertEquals(new UnknownIdException("channel", "ch_9").getMessage(), unknown);
		assertThrows(UnknownIdException.class, () -> server.channels().health("ch_9"));
		assertThrows(UnknownIdException.class, () -> server.probe().test("ch_9", Optional.empty()));
		assertThrows(UnknownIdException.class, () -> server.probe().models(DRAFT, Optional.of("ch_9")));
		assertThrows(UnknownIdException.class, () -> server.tokens().update("tk_9", TERMS));
		assertThrows(UnknownIdException.class, () -> server.tokens().pass("tk_9", Optional.empty()));
		far.fail("TokenService.rotate", new UnknownIdException("token", "tk_9"));
		assertThrows(UnknownIdException.class, () -> server.tokens().rotate("tk_9"));
		far.fail("PriceService.list", new IllegalStateException("SELECT secret"));
		String broken = assertThrows(ServerAwayException.class, () -> server.prices().list()).getMessage();
		assertTrue(broken.contains("its log says why") && !broken.contains("SELECT"), broken);
		far.unregister(PriceService.class);
		assertTrue(assertThrows(ServerAwayException.class, () -> server.prices().list()).getMessage().contains("price service is not running"));
		assertTrue(server.place().online(), "it is there, though it cannot answer this");
	}

	@Test
	void theLiveLogIsResumedBehindTheLastRow() throws Exception {
		List<UsageRecord> rows = new CopyOnWriteArrayList<>();
		server.liveLog().subscribe(5, rows::addAll);
		FarServer.until("followed", () -> far.followers.size() == 1);
		assertEquals(5, far.asked("LiveLog.subscribe").getFirst());
		far.followers.getFirst().accept(List.of(row("r1"), row("r2")));
		FarServer.until("two rows", () -> rows.size() == 2);
		assertEquals(List.of(row("r1"), row("r2")), rows);
		far.unregister(LiveLog.class);
		FarServer.until("its stream is over", () -> far.followers.isEmpty());
		far.register(LiveLog.class);
		FarServer.until("followed again", () -> far.followers.size() == 1);
		far.followers.getFirst().accept(List.of(row("r0"), row("r1"), row("r2"), row("r3")));
		FarServer.until("the one that was missed", () -> rows.size() >= 3);
		far.followers.getFirst().accept(List.of(row("r4")));
		FarServer.until("and on", () -> rows.size() >= 4);
		assertEquals(List.of("r1", "r2", "r3", "r4"), Rows.ids(rows));
	}

	@Test
	void events() throws Exception {
		BlockingQueue<ServerEvent> news = new LinkedBlockingQueue<>();
		server.subscribe(news::add);
		ServerEvent[] seen = new ServerEvent[1];
		FarServer.until("the stream is there", () -> {
			far.post(Topics.CHANNEL_CHANGED, Map.of("id", "ch_1", "enabled", true, "weight", 3));
			seen[0] = news.poll(50, TimeUnit.MILLISECONDS);
			return seen[0] != null;
		});
		assertEquals(new ServerEvent(Topics.CHANNEL_CHANGED, Map.of("id", "ch_1", "enabled", true, "weight", 3L)), seen[0]);
	}
}
