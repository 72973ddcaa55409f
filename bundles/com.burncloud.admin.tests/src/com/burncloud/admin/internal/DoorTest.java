package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what nobody gets past. */
class DoorTest {
	private static Server server;

	@BeforeAll
	static void start() throws Exception {
		server = new Server();
	}

	@AfterAll
	static void stop() throws Exception {
		server.close();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/channels", "/api/channels/ch_1", "/api/tokens", "/api/logs", "/api/logs/stream", "/api/usage", "/api/prices", "/api/providers",
			"/api/settings", "/api/dashboard", "/metrics", "/api/nothing", "/api/", "/api/health", "/api/x/../../health" })
	void theKeyIsNeededEverywhere(String path) {
		for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
			for (String authorization : new String[] { null, "Bearer wrong", "Bearer ", "Bearer", server.key, "Basic " + server.key, "Bearer " + server.key + "x",
					"Bearer " + server.key.substring(1) }) {
				HttpResponse<String> response = server.send(method, path, null, authorization);
				assertEquals(401, response.statusCode(), method + " " + path + " with " + authorization);
				assertTrue(response.body().contains("invalid_admin_key"), response.body());
				assertFalse(response.body().contains(server.key));
			}
		}
	}

	@Test
	void healthNeedsNoKey() {
		HttpResponse<String> response = server.send("GET", "/health", null, null);
		assertEquals(200, response.statusCode());
		var health = Server.json(response).getAsJsonObject();
		assertEquals("ok", health.get("status").getAsString());
		assertEquals("ok", health.get("database").getAsString());
		assertTrue(health.get("version").getAsString().startsWith("0.1.0"));
		assertTrue(health.get("uptimeMillis").getAsLong() > 0);
		assertEquals(405, server.send("POST", "/health", null, null).statusCode());
	}

	@ParameterizedTest
	@ValueSource(strings = { "evil.example", "evil.example:3000", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1.nip.io", "999.1.1.1", "127.1",
			"gateway.example.evil", "2130706433", "localhost@evil.example" })
	void aForeignHostIsRefusedEvenWithTheKey(String host) throws Exception {
		for (String path : List.of("/api/channels", "/health", "/metrics")) {
			String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + server.key + "\r\nConnection: close\r\n\r\n");
			assertTrue(answer.startsWith("HTTP/1.1 403 ") && answer.contains("host_not_allowed") || answer.startsWith("HTTP/1.1 400 "), host + ": " + answer);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "LOCALHOST:3000", "127.0.0.1:80", "192.168.1.7", "[::1]:3000", "[2001:db8::1]", "gateway.example", "Other.Example:8443" })
	void aKnownHostIsLetIn(String host) throws Exception {
		String answer = server.raw("GET /api/channels HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + server.key + "\r\nConnection: close\r\n\r\n");
		assertTrue(answer.startsWith("HTTP/1.1 200 "), host + ": " + answer);
	}

	@Test
	void aPageOfAnotherOriginIsRefused() {
		String own = server.base.getAuthority();
		for (String origin : List.of("https://evil.example", "http://localhost:1", "http://127.0.0.1", "null", "http://" + own + ".evil.example",
				"http://" + own + "/x", "file://", "ftp://" + own, "http://user@" + own)) {
			HttpResponse<String> response = server.send(server.request("/api/channels").header("Origin", origin));
			assertEquals(403, response.statusCode(), origin);
			assertTrue(response.body().contains("host_not_allowed"), response.body());
		}
		assertEquals(200, server.send(server.request("/api/channels").header("Origin", "http://" + own)).statusCode());
	}

	@Test
	void unknownPathsAndMethods() {
		assertEquals(404, server.status("GET", "/api/nothing", null));
		assertEquals(404, server.status("GET", "/api/channels/a/b/c", null));
		assertTrue(server.get("/api/nothing").body().contains("unknown_path"));
		HttpResponse<String> wrong = server.send("DELETE", "/api/channels", null);
		assertEquals(405, wrong.statusCode());
		assertEquals("GET, POST", wrong.headers().firstValue("allow").orElse(""));
		assertTrue(wrong.body().contains("method_not_allowed"), wrong.body());
		assertEquals(405, server.status("TRACK", "/api/tokens", null));
	}

	@Test
	void getChangesNothing() {
		server.send("POST", "/api/channels", "{\"name\":\"kept\",\"type\":\"echo\"}");
		server.send("POST", "/api/tokens", "{\"name\":\"kept\"}");
		int channels = server.channels.all.size();
		int tokens = server.tokens.all.size();
		for (String path : List.of("/api/channels/ch_1", "/api/channels/ch_1/test", "/api/tokens/tk_1", "/api/tokens/tk_1/rotate", "/api/channels?delete=ch_1",
				"/api/tokens/tk_1?_method=DELETE", "/api/providers/x", "/api/prices?model=x")) {
			server.get(path);
			server.send(server.request(path).header("X-HTTP-Method-Override", "DELETE"));
		}
		assertEquals(channels, server.channels.all.size());
		assertEquals(tokens, server.tokens.all.size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{", "nope", "{'name':'a'}", "{\"name\":\"a\",}", "{\"name\":\"a\"}{}", "{\"name\" = \"a\"}", "{name:\"a\"}", "// c\n{}",
			"{\"name\":\"a\\q\"}", "{\"name\":NaN}", "\ufeff\ufeff{}" })
	void brokenJsonIsRefused(String body) {
		int before = server.channels.all.size();
		HttpResponse<String> response = server.send("POST", "/api/channels", body);
		assertEquals(400, response.statusCode(), response.body());
		assertTrue(response.body().contains("invalid_json"), response.body());
		assertEquals(before, server.channels.all.size());
	}

	@ParameterizedTest
	@ValueSource(strings = { "[]", "5", "null", "\"text\"", "[[[[[[]]]]]]" })
	void jsonThatIsNoObjectIsRefused(String body) {
		assertEquals(400, server.status("POST", "/api/channels", body));
		assertEquals(400, server.status("POST", "/api/tokens", body));
	}

	@Test
	void deepAndBinaryBodiesAreRefused() {
		assertEquals(400, server.status("POST", "/api/channels", "[".repeat(100_000)));
		assertEquals(400, server.status("POST", "/api/channels", "{\"a\":".repeat(100_000)));
		byte[] notUtf8 = "{\"name\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertEquals(400, server.send(server.request("/api/channels").POST(BodyPublishers.ofByteArray(notUtf8))).statusCode());
	}

	@Test
	void aHugeBodyIsRefused() throws Exception {
		String big = "{\"name\":\"" + "x".repeat(1 << 20) + "\"}";
		HttpResponse<String> announced = server.send("POST", "/api/channels", big);
		assertEquals(413, announced.statusCode());
		assertTrue(announced.body().contains("request_too_large"), announced.body());
		// Without a length, in chunks.
		HttpResponse<String> chunked = server.send(server.request("/api/channels")
				.POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(big.getBytes(StandardCharsets.UTF_8)))));
		assertEquals(413, chunked.statusCode());
		// Only announced: the answer comes without waiting for it.
		String answer = server.raw("POST /api/channels HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + server.key
				+ "\r\nContent-Length: 99999999999\r\n\r\n{");
		assertTrue(answer.startsWith("HTTP/1.1 413 "), answer);
		assertEquals(413, server.send("POST", "/api/tokens", big).statusCode());
	}

	@Test
	void theFirstStartWritesAKeyThatOnlyItsOwnerReads(@TempDir Path home) throws Exception {
		AdminKey key = AdminKey.of("", home);
		Path file = home.resolve("admin.key");
		String written = Files.readString(file).strip();
		assertTrue(written.matches("bk-[0-9A-Za-z]{43}"), written);
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
		assertTrue(key.matches("Bearer " + written) && key.matches("bearer " + written));
		assertEquals(List.of(file), Files.list(home).toList(), "nothing half-written stays");
		assertTrue(AdminKey.of("", home).matches("Bearer " + written), "it stays over restarts");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
		AdminKey.of("", home);
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
		assertTrue(AdminKey.of("given", home).matches("Bearer given"));
		assertFalse(AdminKey.of("given", home).matches("Bearer " + written));
		Files.writeString(file, "\n");
		AdminKey.of("", home);
		assertNotEquals("", Files.readString(file).strip(), "an empty file is no key that anybody could guess");
	}
}
