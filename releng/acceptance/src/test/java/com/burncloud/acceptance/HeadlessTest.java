package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;

/** C5, S14: a server without a display, at the port it is told, and no farther than the operator wants. */
class HeadlessTest {

	@Test
	void aServerLoadsNothingOfADisplay() throws Exception {
		Product product = Product.shared(); // started without DISPLAY
		product.client().chat("echo", "hi").expect(200);
		Path maps = Path.of("/proc", Long.toString(product.pid()), "maps");
		if (!Files.exists(maps)) {
			Loud.skip("no /proc here: what the process has loaded cannot be seen");
		}
		List<String> graphical = Files.readAllLines(maps).stream().filter(line -> line.toLowerCase(Locale.ROOT).matches(".*lib(gtk|gdk|swt|x11|wayland|awt_xawt|cairo|webkit).*")).toList();
		assertEquals(List.of(), graphical);
	}

	@Test
	void theCommandLineIsStrongerThanTheEnvironmentAndThatThanTheFile() throws Exception {
		try (ServerSocket byFile = taken(); ServerSocket bare = taken(); ServerSocket byVariable = taken(); ServerSocket byOption = taken(); Product product = Product.fresh()) {
			// each start ends with a line that names the port that was tried: all four are taken
			Files.createDirectories(product.home());
			Files.writeString(product.home().resolve("burncloud.properties"), "port = " + byFile.getLocalPort() + "\n");
			product.with("BURNCLOUD_PORT", "");
			assertTried(byFile, product);
			product.with("PORT", Integer.toString(bare.getLocalPort()));
			assertTried(bare, product);
			product.with("BURNCLOUD_PORT", Integer.toString(byVariable.getLocalPort()));
			assertTried(byVariable, product);
			product.option("--port", Integer.toString(byOption.getLocalPort()));
			assertTried(byOption, product);
		}
	}

	private static ServerSocket taken() throws IOException {
		return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
	}

	private static void assertTried(ServerSocket taken, Product product) throws Exception {
		Product.Ended ended = product.refused();
		assertEquals(2, ended.status(), ended::toString);
		assertTrue(ended.complaint().contains("port " + taken.getLocalPort() + " "), ended::toString);
	}

	@Test
	void statusShowsEachSettingAndWhereItCameFrom() throws Exception {
		Product product = Product.shared();
		Product.Ended ended = product.run("status", "--json");
		assertEquals(0, ended.status(), ended::toString);
		JsonNode settings = Json.read(ended.out()).path("settings");
		JsonNode port = Json.list(settings).stream().filter(setting -> setting.path("key").asText().equals("port")).findFirst().orElseThrow();
		assertEquals(Integer.toString(product.port()), port.path("value").asText());
		assertEquals("environment", port.path("source").asText().toLowerCase(Locale.ROOT));
		JsonNode level = Json.list(settings).stream().filter(setting -> setting.path("key").asText().equals("log_level")).findFirst().orElseThrow();
		assertEquals("default", level.path("source").asText().toLowerCase(Locale.ROOT));
		assertFalse(ended.out().contains(product.adminKey()), "a secret is shown");
	}

	@Test
	void theCommandsManageARunningServer() throws Exception {
		Product product = Product.shared();
		Product.Ended made = product.run("token", "create", "from-the-shell", "--json");
		assertEquals(0, made.status(), made::toString);
		String secret = Json.read(made.out()).path("secret").asText();
		product.client().as(secret).chat("echo", "hi").expect(200);
		try (Upstream upstream = Upstream.named("shell")) {
			Product.Ended added = product.run("channel", "add", "shell-channel", "--type", "openai", "--base-url", upstream.url(), "--key", "sk-shell-key", "--map", "shell-asked=shell-sent");
			assertEquals(0, added.status(), added::toString);
			assertFalse(added.out().contains("sk-shell-key"), "the key is shown");
			product.client().chat("shell-asked", "hi").expect(200);
			assertEquals("shell-sent", upstream.last().model());
			assertEquals(0, product.run("channel", "remove", "shell-channel").status());
		}
		for (String command : List.of("channel", "token", "provider", "price")) {
			Product.Ended listed = product.run(command, "list", "--json");
			assertEquals(0, listed.status(), listed::toString);
			assertEquals(product.api().get("/api/" + command + "s").size(), Json.read(listed.out()).size(), command);
		}
	}

	@Test
	void aDatabaseOfAnotherKindIsRefusedByFileAndLine() throws Exception {
		try (Product product = Product.fresh()) {
			Files.createDirectories(product.home());
			Files.writeString(product.home().resolve("burncloud.properties"), "# mine\ndatabase_url = jdbc:foo:bar\n");
			Product.Ended ended = product.refused();
			assertEquals(2, ended.status(), ended::toString);
			assertTrue(ended.complaint().contains("burncloud.properties line 2") && ended.complaint().contains("jdbc:postgresql"), ended::toString);
		}
	}

	@Test
	void theLogSaysWhenAStopBeginsAndWhenItIsOver() throws Exception {
		try (Product product = Product.fresh().start()) {
			assertEquals(0, product.stop());
			String log = Files.readString(product.home().resolve("logs/burncloud.log"));
			assertTrue(log.indexOf("Stopping (SIGTERM)") > 0 && log.indexOf("BurnCloud has stopped") > log.indexOf("Stopping (SIGTERM)"), log);
		}
	}

	@Test
	void otherAddressesThanLoopbackAreRefusedWhileTheDemoTokenLivesAndItWorksFromThisMachineOnly() throws Exception {
		try (Product open = Product.fresh().option("--host", "0.0.0.0")) {
			Product.Ended ended = open.refused();
			assertEquals(2, ended.status(), ended::toString);
			assertTrue(ended.complaint().contains("demo"), ended::toString);
			assertFalse(open.isReachable(), "it must not listen");

			open.with("BURNCLOUD_ALLOW_DEMO_TOKEN", "true").start();
			open.client().chat("echo", "hi").expect(200);
			Optional<InetAddress> outside = outsideAddress();
			if (outside.isEmpty()) {
				Loud.skip("this machine has no other IPv4 address than loopback: the demo token from afar was not tried");
			}
			URI afar = URI.create("http://" + outside.get().getHostAddress() + ":" + open.port());
			new Client(afar, "sk-burncloud-demo").chat("echo", "hi").expect(401, "invalid_api_key");
			Web.send(Web.to(open.url().resolve("/v1/models"), "sk-burncloud-demo", "x-forwarded-for", "203.0.113.9").build()).expect(401, "invalid_api_key");
			new Client(afar, open.api().token("from-afar", "").secret()).chat("echo", "hi").expect(200);
			String homebound = open.api().token("homebound", "'allowedAddresses':['127.0.0.0/8']").secret();
			new Client(afar, homebound).chat("echo", "hi").expect(403, "ip_not_allowed");
			open.client().as(homebound).chat("echo", "hi").expect(200);
		}
	}

	private static Optional<InetAddress> outsideAddress() throws IOException {
		return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
				.filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress() && !address.isLinkLocalAddress()).findFirst();
	}

	@Test
	void byDefaultNobodyOutsideReachesIt() throws Exception {
		Optional<InetAddress> outside = outsideAddress();
		if (outside.isEmpty()) {
			Loud.skip("this machine has no other IPv4 address than loopback: who listens there cannot be tried");
		}
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(outside.get(), Product.shared().port()), (int) Duration.ofSeconds(2).toMillis());
			throw new AssertionError("it listens on " + outside.get());
		} catch (IOException refused) {
			// as promised
		}
	}

	/** An open port is a promise: whoever is let in first, in the middle of the start, is served. */
	@Test
	void theFirstConnectionThatIsAcceptedIsServed() throws Exception {
		try (Product product = Product.fresh()) {
			product.launch();
			Until.isTrue(Duration.ofSeconds(60), product::output, product::isReachable);
			product.client().chat("echo", "first").expect(200);
			assertEquals(1, Json.list(product.api().get("/api/logs").path("items")).size());
			Until.isTrue(Duration.ofSeconds(10), product::output, () -> product.output().contains(product.url() + "/v1"));
			assertTrue(product.output().contains("sk-burncloud-demo"), "the start must say how to begin");
		}
	}

	@Test
	void keysAndDataAreForTheirOwnerOnly() throws Exception {
		Path home = Product.shared().home();
		if (!Files.getFileStore(home).supportsFileAttributeView("posix")) {
			Loud.skip("no POSIX permissions here");
		}
		for (String secret : List.of("admin.key", "master.key")) {
			assertEquals("rw-------", java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(secret))), secret);
		}
		assertEquals("rwx------", java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(home)));
	}
}
