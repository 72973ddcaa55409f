package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.usage.Price;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** The command line client against the real management API. */
class CommandsTest {
	private Server server;
	private Client client;

	@BeforeEach
	void start() throws Exception {
		server = new Server();
		client = new Client(server);
	}

	@AfterEach
	void stop() throws Exception {
		server.close();
	}

	private Client.Result run(Map<String, String> environment, String input, Path home, URI base, String... args) throws Exception {
		return client.run(environment, input, home, base, args);
	}

	private Client.Result run(String... args) throws Exception {
		return client.run(args);
	}

	private Client.Result ok(String... args) throws Exception {
		return client.ok(args);
	}

	@Test
	void aChannelsLife() throws Exception {
		Client.Result added = ok("channel", "add", "主渠道", "--type", "openai", "--base-url", "https://api.example.com", "--key", "sk-upstream-0123456789", "--models",
				"gpt-4o, o1", "--map", "fast=gpt-4o", "--priority", "-2", "--weight", "3", "--enabled", "false", "--header", "x-a=b=c", "--idle-millis", "5000");
		assertFalse(added.out().contains("sk-upstream-0123456789"));
		Channel channel = server.channels.list().getFirst();
		assertEquals("主渠道", channel.name());
		assertEquals(List.of("gpt-4o", "o1"), channel.models());
		assertEquals(Map.of("fast", "gpt-4o"), channel.modelMapping());
		assertEquals(-2, channel.priority());
		assertEquals(Map.of("x-a", "b=c"), channel.headers());
		assertEquals(5000, channel.timeouts().idle().toMillis());
		assertFalse(channel.enabled());
		ok("channel", "set", "主渠道", "--enabled", "true", "--name", "main", "--models", "");
		assertTrue(server.channels.list().getFirst().enabled() && server.channels.list().getFirst().models().isEmpty());
		assertEquals(3, server.channels.list().getFirst().weight());
		assertEquals("sk-upstream-0123456789", server.channels.keys.get("ch_1"));
		assertEquals(0, run(Map.of(), "sk-from-stdin-42\n", server.home, server.base, "channel", "set", "ch_1", "--key", "-").code());
		assertEquals("sk-from-stdin-42", server.channels.keys.get("ch_1"));
		assertTrue(ok("channel", "test", "main", "--model", "o1").out().contains("o1 answered with 200 after 12 ms: pong"));
		assertTrue(ok("channel", "show", "main").out().contains("timeouts.idleMillis"));
		assertEquals("Removed 'main'.\n", ok("channel", "remove", "main").out());
		assertTrue(server.channels.all.isEmpty());
	}

	@Test
	void aTypeThatNobodyKnowsIsTakenWithAWarning() throws Exception {
		Client.Result added = run("channel", "add", "typo", "--type", "opneai", "--json");
		assertEquals(0, added.code());
		assertTrue(added.err().contains("'opneai' is not installed") && added.err().contains("openai"), added.err());
		assertEquals("opneai", JsonParser.parseString(added.out()).getAsJsonObject().get("type").getAsString());
		assertTrue(run("channel", "set", "typo", "--weight", "2").err().contains("is not installed"));
		assertEquals("", ok("channel", "set", "typo", "--type", "openai").err());
	}

	@Test
	void columnsLineUpWhereChineseIsTwoCellsWide() throws Exception {
		for (String name : List.of("主渠道", "a", "é", "ｗｉｄｅ", "e\u0301")) {
			server.channels.create(ChannelDraft.of(name, "echo"));
		}
		List<String> lines = ok("channel", "list").lines();
		assertEquals(6, lines.size());
		assertEquals("ch_1  主渠道    echo", lines.get(1).substring(0, lines.get(1).indexOf("echo") + 4));
		assertEquals("ch_2  a         echo", lines.get(2).substring(0, lines.get(2).indexOf("echo") + 4));
		assertEquals("ch_3  é         echo", lines.get(3).substring(0, lines.get(3).indexOf("echo") + 4));
		assertEquals("ch_4  ｗｉｄｅ  echo", lines.get(4).substring(0, lines.get(4).indexOf("echo") + 4));
		assertEquals("ch_5  e\u0301         echo", lines.get(5).substring(0, lines.get(5).indexOf("echo") + 4));
	}

	@Test
	void aNameCannotMoveTheCursor() throws Exception {
		server.channels.create(ChannelDraft.of("evil\u001b[2J\r\u202ename", "echo"));
		String out = ok("channel", "list").out();
		assertTrue(out.chars().noneMatch(c -> c == 0x1b || c == '\r' || c == 0x202e), out);
	}

	@Test
	void aTokensLifeAndItsSecretOnce() throws Exception {
		Client.Result created = ok("token", "create", "team", "--amount", "2.5", "--models", "gpt-*", "--rpm", "60", "--expires", "2027-01-01T00:00:00Z");
		assertEquals("sk-burncloud-secret-1", created.lines().getFirst());
		assertTrue(created.out().contains("will not be shown again") && created.out().contains("team (tk_1)"), created.out());
		Client.Result wrong = run("token", "create", "x", "--amount", "abc");
		assertEquals(2, wrong.code());
		assertTrue(wrong.err().contains("'abc' is no number") && !wrong.err().contains("java."), wrong.err());
		assertEquals(new Quota.Amount(2_500_000_000L), server.tokens.list().getFirst().quota());
		ok("token", "set", "team", "--count", "100", "--rpm", "0");
		assertEquals(new Quota.Count(100), server.tokens.list().getFirst().quota());
		assertTrue(server.tokens.list().getFirst().limits().rpm().isEmpty());
		assertEquals("sk-burncloud-secret-2", ok("token", "rotate", "team").lines().getFirst());
		ok("token", "disable", "team");
		assertFalse(server.tokens.list().getFirst().enabled());
		ok("token", "enable", "tk_1");
		assertTrue(server.tokens.list().getFirst().enabled());
		String list = ok("token", "list").out();
		assertTrue(list.contains("100 requests") && list.contains("$1.50 / 3"), list);
		assertFalse(list.contains("secret-"), list);
		assertEquals("sk-burncloud-secret-3",
				JsonParser.parseString(ok("token", "create", "x", "--json").out()).getAsJsonObject().get("secret").getAsString());
		ok("token", "remove", "team");
		assertEquals(1, server.tokens.all.size());
	}

	@Test
	void providersAndPrices(@TempDir Path folder) throws Exception {
		Path jar = folder.resolve("acme.jar");
		Files.write(jar, new byte[] { 'P', 'K', 3, 4, 0 });
		assertTrue(ok("provider", "install", jar.toString(), "--name", "acme").out().contains("com.example.acme"));
		assertTrue(ok("provider", "list").out().contains("(built in)"));
		assertTrue(ok("provider", "jars").lines().get(1).matches("acme +1.2.3 +com.example.acme +provider acme"), ok("provider", "jars").out());
		Path hub = folder.resolve("hub.jar");
		Files.write(hub, new byte[] { 'P', 'K', 3, 4, 1 });
		assertTrue(ok("provider", "install", hub.toString(), "--name", "depot").lines().get(1).startsWith("hub depot "));
		ok("provider", "remove", "depot");
		ok("provider", "remove", "acme");
		assertEquals(1, run("provider", "remove", "acme").code());
		assertEquals(2, run("provider", "install", folder.resolve("none.jar").toString()).code());
		ok("price", "set", "gpt-4o", "--input", "2.5", "--output", "10", "--cache-read", "1.25", "--per-request", "0.001");
		assertEquals(new Price("gpt-4o", 2500, 10_000, 1250, 2500, 1_000_000), server.prices.find("gpt-4o").orElseThrow());
		assertTrue(ok("price", "list").lines().get(1).matches("gpt-4o +\\$2\\.5 +\\$10 +\\$1\\.25 +\\$2\\.5 +\\$0\\.001"), ok("price", "list").out());
		assertEquals(2, run("price", "set", "m", "--input", "0.00001").code());
		assertEquals(2, run("price", "set", "m", "--input", "-1").code());
		assertEquals(2, run("price", "set", "m", "--input", "cheap").code());
	}

	@Test
	void logsUsageStatusAndModels() throws Exception {
		server.usage.rows.add(Fakes.row("r1", 200));
		server.usage.rows.add(Fakes.row("r2", 502));
		List<String> log = ok("log", "--limit", "5", "--status", "error").lines();
		assertEquals("error", server.usage.asked.status().orElse(""));
		assertTrue(log.get(2).contains("502") && log.get(2).contains("11/22") && log.get(2).contains("it broke"), log.toString());
		assertEquals(2, JsonParser.parseString(ok("log", "--json").out()).getAsJsonObject().getAsJsonArray("items").size());
		assertTrue(ok("log", "r1").out().contains("server error"));
		assertEquals(1, run("log", "r3").code());
		assertTrue(ok("usage", "--by", "token", "--from", "2026-01-01T00:00:00+08:00").out().contains("$2.00"));
		String status = ok("status").out();
		assertTrue(status.startsWith("BurnCloud 0.1.0") && status.contains("database: ok"), status);
		assertTrue(status.lines().anyMatch(line -> line.matches("allowed_hosts +gateway.example, other.example +environment")), status);
		assertTrue(status.lines().anyMatch(line -> line.matches("port +3000 +default")), status);
		JsonObject both = JsonParser.parseString(ok("status", "--json").out()).getAsJsonObject();
		assertEquals(Set.of("health", "settings"), both.keySet());
		ok("channel", "add", "a", "--type", "openai", "--models", "m1,m2", "--map", "fast=m1");
		ok("channel", "add", "b", "--type", "openai", "--models", "m1", "--enabled", "false");
		List<String> models = ok("model", "list").lines();
		assertTrue(models.stream().anyMatch(line -> line.matches("m1 +m1 +a,b +default +yes")), models.toString());
		assertTrue(models.stream().anyMatch(line -> line.matches("fast +m1 +a +default +yes")), models.toString());
	}

	@Test
	void following() throws Exception {
		server.live.add(Fakes.row("old", 200));
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		CompletableFuture<Integer> follower = CompletableFuture.supplyAsync(() -> {
			try {
				return client.execute(Map.of(), InputStream.nullInputStream(), server.home, server.base, out, err, "log", "--follow", "--json", "--status", "error");
			} catch (Exception failure) {
				throw new IllegalStateException(failure);
			}
		}, task -> Thread.ofPlatform().daemon().start(task));
		Server.until("it follows", () -> server.live.listeners.size() == 1);
		server.live.add(Fakes.row("fine", 200));
		server.live.add(Fakes.row("bad", 502));
		Server.until("the row is printed", () -> out.toString(StandardCharsets.UTF_8).contains("\"bad\""));
		assertEquals(1, out.toString(StandardCharsets.UTF_8).lines().count(), out.toString(StandardCharsets.UTF_8));
		server.unregister(server.live);
		assertEquals(0, follower.get(20, TimeUnit.SECONDS), err.toString(StandardCharsets.UTF_8));
	}

	@Test
	void exitCodes(@TempDir Path empty) throws Exception {
		Client.Result refused = run("channel", "add", "x", "--type", "echo", "--weight", "5000");
		assertEquals(1, refused.code());
		assertTrue(refused.err().contains("weight must be from 1 to 1000"), refused.err());
		assertEquals("", refused.out());
		Client.Result unknown = run("channel", "remove", "nobody");
		assertEquals(1, unknown.code());
		assertTrue(unknown.err().contains("no channel with the id or name 'nobody'"), unknown.err());
		for (String[] wrong : new String[][] { {}, { "channel" }, { "channel", "frobnicate" }, { "channel", "add" }, { "channel", "list", "--nonsense" },
				{ "channel", "set", "x" }, { "token", "create", "x", "--amount", "1", "--count", "2" }, { "log", "--limit", "many" },
				{ "status", "--url", "ftp://x" }, { "channel", "add", "x", "--weight", "heavy" } }) {
			Client.Result usage = run(wrong);
			assertEquals(2, usage.code(), String.join(" ", wrong) + usage);
			assertFalse(usage.err().isBlank());
		}
		int free;
		try (ServerSocket socket = new ServerSocket(0)) {
			free = socket.getLocalPort();
		}
		Client.Result away = run(Map.of(), "", empty, URI.create("http://127.0.0.1:" + free), "status");
		assertEquals(3, away.code());
		assertEquals("BurnCloud is not running on http://127.0.0.1:" + free + " : start it with ./burncloud server\n", away.err());
		assertEquals(0, run("status", "--url", server.base.toString()).code());
		Client.Result keyless = run(Map.of(), "", empty, server.base, "channel", "list");
		assertEquals(1, keyless.code());
		assertTrue(keyless.err().contains("admin.key"), keyless.err());
		assertEquals(0, run(Map.of(), "", empty, server.base, "channel", "list", "--home", server.home.toString()).code());
		assertEquals(1, run(Map.of("BURNCLOUD_ADMIN_KEY", "bk-wrong"), "", server.home, server.base, "channel", "list").code());
		assertEquals(0, run(Map.of("BURNCLOUD_ADMIN_KEY", server.key), "", empty, server.base, "channel", "list").code());
	}

	@Test
	void chineseWhereTheLocaleSaysSo() throws Exception {
		Map<String, String> chinese = Map.of("LANG", "zh_CN.UTF-8");
		Client.Result help = run(chinese, "", server.home, server.base, "channel", "add", "--help");
		assertEquals(0, help.code());
		assertTrue(help.out().contains("用法：") && help.out().contains("添加渠道") && help.out().contains("上游密钥"), help.out());
		assertTrue(run(chinese, "", server.home, server.base, "channel", "list").out().contains("名称"));
		assertTrue(run(chinese, "", server.home, server.base, "token", "create", "t").out().contains("不会再次显示"));
		Client.Result english = run(Map.of("LANG", "zh_CN.UTF-8", "LC_ALL", "C"), "", server.home, server.base, "channel", "add", "--help");
		assertTrue(english.out().contains("Usage: burncloud channel add") && english.out().contains("Adds a channel."), english.out());
		assertTrue(english.out().contains("Key of the upstream"), english.out());
	}

	@Test
	void everyTextIsThereInBothLanguages() throws Exception {
		Properties english = texts("messages.properties");
		Properties chinese = texts("messages_zh.properties");
		assertEquals(english.keySet(), chinese.keySet());
		for (String[] command : new String[][] { { "--help" }, { "channel", "--help" }, { "channel", "set", "--help" }, { "token", "create", "--help" },
				{ "token", "--help" }, { "provider", "--help" }, { "provider", "install", "--help" }, { "log", "--help" }, { "price", "set", "--help" },
				{ "usage", "--help" }, { "status", "--help" }, { "model", "list", "--help" }, { "model", "--help" }, { "model", "search", "--help" },
				{ "model", "download", "--help" }, { "model", "deploy", "--help" }, { "model", "inspect", "--help" }, { "model", "leftovers", "--help" } }) {
			String help = run(Map.of("LANG", "zh_CN"), "", server.home, server.base, command).out();
			assertTrue(help.lines().filter(line -> line.startsWith("  -") || line.matches("  [a-z]+ .*")).count() > 0, help);
			assertTrue(help.lines().filter(line -> line.matches("  ([a-z]+|-.*--help)( .*)?")).allMatch(line -> line.codePoints().anyMatch(c -> c > 0x3000)),
					"something is not explained:\n" + help);
		}
	}

	private Properties texts(String name) throws Exception {
		Properties texts = new Properties();
		try (InputStreamReader reader = new InputStreamReader(
				Client.launcher().getResource("com/burncloud/launcher/internal/client/" + name).openStream(), StandardCharsets.UTF_8)) {
			texts.load(reader);
		}
		return texts;
	}

	@Test
	void aDoubleNameNeedsTheId() throws Exception {
		server.tokens.create(TokenDraft.of("twin"));
		server.tokens.create(TokenDraft.of("twin"));
		Client.Result result = run("token", "remove", "twin");
		assertEquals(1, result.code());
		assertTrue(result.err().contains("use its id"), result.err());
		assertEquals(2, server.tokens.all.size());
	}
}
