package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.fasterxml.jackson.databind.JsonNode;

/** C4: a jar brings a channel type, and takes it away, while requests run. The jar is that of releng/provider-template, so the template cannot rot. */
class ProvidersTest {
	private static Product product;
	private static Api api;
	private static Client client;
	private static Path jar;

	@BeforeAll
	static void buildTheTemplate() throws Exception {
		product = Product.shared();
		api = product.api();
		client = product.client();
		jar = Template.jar();
	}

	private static List<String> types() {
		return Json.texts(api.get("/api/providers"), "type");
	}

	private static Path dropped() {
		return product.home().resolve("providers/com.acme.burncloud.provider.jar");
	}

	@AfterEach
	void takeItOut() throws Exception {
		Files.deleteIfExists(dropped());
		Until.isTrue(Duration.ofSeconds(15), () -> types().toString(), () -> !types().contains("acme"));
	}

	private static void drop() throws Exception {
		Files.copy(jar, dropped());
		Until.isTrue(Duration.ofSeconds(15), () -> types() + product.output(), () -> types().contains("acme"));
	}

	private static String acmeChannel(Upstream upstream, String model) {
		return api.post("/api/channels", Json.of("{'name':'%s','type':'acme','baseUrl':'%s','apiKey':'k-%s','options':{'tenant':'blue'},'models':['%s']}", model, upstream.url(), model,
				model)).path("id").asText();
	}

	@Test
	void aDroppedJarIsANewTypeCallableWithoutARestartWhileRequestsRun() throws Exception {
		long pid = product.pid();
		long uptime = api.get("/health").path("uptimeMillis").asLong();
		AtomicBoolean over = new AtomicBoolean();
		AtomicInteger answered = new AtomicInteger();
		List<String> wrong = java.util.Collections.synchronizedList(new ArrayList<>());
		List<Thread> load = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			load.add(Thread.ofVirtual().start(() -> {
				while (!over.get()) {
					Reply reply = client.chat("echo", "hi");
					if (reply.status() == 200) {
						answered.incrementAndGet();
					} else {
						wrong.add(reply.toString());
					}
				}
			}));
		}
		try (Upstream upstream = Upstream.named("acme-upstream")) {
			long begin = System.nanoTime();
			drop();
			Loud.measured("hot install: from the drop to the type in /api/providers: %d ms", (System.nanoTime() - begin) / 1_000_000);
			String id = acmeChannel(upstream, "acme-model");
			Reply reply = client.chat("acme-model", "hi").expect(200);
			assertEquals("acme-upstream", reply.content());
			assertEquals("k-acme-model", upstream.last().headers().get("x-acme-key"));
			assertEquals("blue", upstream.last().headers().get("x-acme-tenant"));
			Files.delete(dropped());
			Until.isTrue(Duration.ofSeconds(15), () -> types().toString(), () -> !types().contains("acme"));
			client.chat("acme-model", "hi").expect(503, "no_available_channel");
			assertEquals("acme", api.get("/api/channels/" + id).path("type").asText(), "the channel stays and waits for its type");
			drop();
			client.chat("acme-model", "hi").expect(200);
			api.deleteChannel(id);
		} finally {
			over.set(true);
			for (Thread each : load) {
				each.join();
			}
		}
		assertEquals(List.of(), wrong, () -> answered + " were answered");
		assertTrue(answered.get() > 0);
		assertEquals(pid, product.pid());
		assertTrue(product.isRunning() && api.get("/health").path("uptimeMillis").asLong() > uptime, "it was started anew");
	}

	@Test
	void removedInMidStreamThatStreamEndsWell() throws Exception {
		CountDownLatch removed = new CountDownLatch(1);
		try (Upstream upstream = Upstream.named("slow")) {
			upstream.doing((request, wire) -> {
				wire.beginStream();
				wire.event(Upstream.chunk("m", "'content':'before '", "null"));
				removed.await(30, TimeUnit.SECONDS);
				wire.event(Upstream.chunk("m", "'content':'after'", "'stop'"));
				wire.event(Json.of("{'id':'c1','object':'chat.completion.chunk','created':1,'model':'m','choices':[],'usage':%s}", Upstream.usage()));
				wire.event("[DONE]");
				wire.endStream();
			});
			drop();
			String id = acmeChannel(upstream, "acme-stream");
			var response = client.stream("acme-stream", "hi");
			assertEquals(200, response.statusCode());
			List<String> lines = new ArrayList<>();
			try (BufferedReader reader = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
				for (String line = reader.readLine(); line != null; line = reader.readLine()) {
					if (line.contains("before ")) {
						api.call("DELETE", "/api/providers/com.acme.burncloud.provider", "").expect(204);
						assertFalse(types().contains("acme"));
						client.chat("acme-stream", "hi").expect(503, "no_available_channel");
						removed.countDown();
					}
					if (!line.isEmpty()) {
						lines.add(line);
					}
				}
			}
			assertTrue(lines.stream().anyMatch(line -> line.contains("after")), lines::toString);
			assertEquals("data: [DONE]", lines.getLast());
			String requestId = response.headers().firstValue("x-request-id").orElseThrow();
			Until.isTrue(Duration.ofSeconds(5), () -> "no row", () -> api.call("GET", "/api/logs/" + requestId, "").status() == 200);
			assertEquals(7, api.log(requestId).path("completionTokens").asInt());
			api.deleteChannel(id);
		}
	}

	private static Reply upload(byte[] body, String name) {
		return Web.send(Web.to(product.url().resolve("/api/providers" + (name.isEmpty() ? "" : "?name=" + name)), product.adminKey())
				.header("Content-Type", "application/octet-stream").POST(BodyPublishers.ofByteArray(body)).build());
	}

	@Test
	void afterARestartACopyIsSaidAndTheJarIsNotAndWithTheCopyNothingElseGoes() throws Exception {
		try (Product own = Product.fresh().start()) {
			Path folder = own.home().resolve("providers");
			Files.copy(jar, folder.resolve("acme.jar"));
			Files.copy(jar, folder.resolve("copy-of-acme.jar"));
			Until.isTrue(Duration.ofSeconds(15), own::output, () -> Json.texts(own.api().get("/api/providers"), "type").contains("acme"));
			own.restart();
			Until.isTrue(Duration.ofSeconds(30), own::output, () -> own.output().contains("'copy-of-acme.jar' in the folder for providers brings nothing"));
			assertFalse(own.output().contains("'acme.jar' in the folder"), own::output);
			Files.delete(folder.resolve("copy-of-acme.jar"));
			Files.copy(jar, folder.resolve("another.jar")); // when this one is said, the end of the other has been seen
			Until.isTrue(Duration.ofSeconds(30), own::output, () -> own.output().contains("'another.jar' in the folder for providers brings nothing"));
			assertTrue(Json.texts(own.api().get("/api/providers"), "type").contains("acme"), own::output);
		}
	}

	@Test
	void theManagementApiInstallsAndRemoves() throws Exception {
		Reply made = upload(Files.readAllBytes(jar), "").expect(201);
		JsonNode listed = Json.list(api.get("/api/providers")).stream().filter(each -> each.path("type").asText().equals("acme")).findFirst().orElseThrow();
		assertEquals("1.0.0", listed.path("version").asText());
		assertEquals(sha256(jar), listed.path("sha256").asText());
		assertEquals(made.json().at("/0/type").asText(), "acme");
		assertTrue(Files.exists(dropped()), "it must be there after the next start, too");
		api.call("DELETE", "/api/providers/" + listed.path("name").asText(), "").expect(204);
		assertFalse(types().contains("acme"));
		api.call("DELETE", "/api/providers/" + listed.path("name").asText(), "").expect(404);
	}

	@Test
	void aJarThatIsNoBundleIsRefusedWithAReasonAndBreaksNothing(@TempDir Path folder) throws Exception {
		Path plain = Bundle.named("plain").source("plain.Nothing", "package plain; public class Nothing { }").header("Bundle-SymbolicName", "").jar(folder);
		Path needy = Bundle.named("needy").source("needy.A", "package needy; public class A implements org.osgi.framework.BundleActivator {"
				+ "public void start(org.osgi.framework.BundleContext c) { } public void stop(org.osgi.framework.BundleContext c) { } }")
				.header("Bundle-Activator", "needy.A").header("Import-Package", "org.osgi.framework,com.nobody.has.this").jar(folder);
		List<String> before = types();
		record Bad(byte[] bytes, String told) {
		}
		for (Bad bad : List.of(new Bad("no jar at all".getBytes(StandardCharsets.UTF_8), "jar"), new Bad(Files.readAllBytes(plain), "bundle"),
				new Bad(truncated(jar), "jar"), new Bad(Files.readAllBytes(needy), "com.nobody.has.this"))) {
			JsonNode error = upload(bad.bytes(), "bad").expect(400).json().path("error");
			assertTrue(error.path("message").asText().contains(bad.told()), error::toString);
		}
		Path thrown = product.home().resolve("providers/thrown-in.jar");
		Files.writeString(thrown, "somebody dropped a text");
		try {
			Until.isTrue(Duration.ofSeconds(25), product::output, () -> product.output().contains("thrown-in.jar"));
		} finally {
			Files.delete(thrown);
		}
		assertEquals(before, types());
		try (Stream<Path> left = Files.list(product.home().resolve("providers"))) {
			assertEquals(List.of(), left.filter(file -> file.toString().endsWith(".jar")).toList(), "nothing half-written stays");
		}
		client.chat("echo", "hi").expect(200);
	}

	private static byte[] truncated(Path file) throws IOException {
		byte[] bytes = Files.readAllBytes(file);
		return java.util.Arrays.copyOf(bytes, bytes.length / 3);
	}

	private static String sha256(Path file) throws Exception {
		return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
	}
}
