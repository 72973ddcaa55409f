package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.burncloud.models.hubserver.HubServer;
import com.fasterxml.jackson.databind.JsonNode;

/** The management API's side of local models, as tests use it. Waits for states, never for times. */
public record LocalModels(Product product) {
	private static final Duration LIMIT = Duration.ofSeconds(100);
	/** Many of these tests start the product again and again: half the time to start is worth more here than speed later. */
	private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

	/** A product that knows the hubs of this server only: no other name of the network has an address for it. Not started. */
	public static Product productFor(HubServer hub, Path folder) throws IOException {
		Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 localhost\n");
		Product product = Product.fresh().with("BURNCLOUD_HF_ENDPOINT", hub.huggingFace().toString()).with("BURNCLOUD_MODELSCOPE_ENDPOINT", hub.modelScope().toString())
				.with("BURNCLOUD_HUB", "huggingface").with("BURNCLOUD_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + hosts + " " + QUICK_START).with("NO_PROXY", "127.0.0.1");
		for (String variable : List.of("HF_TOKEN", "HF_ENDPOINT", "HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")) {
			product.with(variable, "");
		}
		return product.with("HF_HOME", folder.toString()); // whoever builds this may be logged in
	}

	public Reply download(String hub, String repository, String file) {
		return product.api().call("POST", "/api/downloads", Json.of("{'hub':'%s','repo':'%s','file':'%s'}", hub, repository, file));
	}

	/** Begins a download. @return its id */
	public String begin(String repository, String file) {
		return download("huggingface", repository, file).expect(202).json().path("id").asText();
	}

	public JsonNode downloadNow(String id) {
		return product.api().get("/api/downloads/" + id);
	}

	/** Waits for a state, which must come before the download ends otherwise. */
	public JsonNode download(String id, String state) throws Exception {
		JsonNode[] now = new JsonNode[1];
		Until.isTrue(LIMIT, () -> "download is " + now[0] + ", not " + state, () -> {
			now[0] = downloadNow(id);
			String is = now[0].path("state").asText();
			assertTrue(is.equals(state) || !is.equals("failed") && !is.equals("completed"), () -> "download is " + now[0] + ", not " + state);
			return is.equals(state);
		});
		return now[0];
	}

	public JsonNode model(String id) {
		return product.api().get("/api/models/" + id);
	}

	public JsonNode deployment(String id) {
		return model(id).path("deployment");
	}

	public Reply deploy(String id, String options) {
		return product.api().call("POST", "/api/models/" + id + "/deploy", Json.of(options));
	}

	public void stop(String id) {
		JsonNode stopped = product.api().call("POST", "/api/models/" + id + "/stop", "").expect(200).json();
		assertEquals("stopped", stopped.at("/deployment/state").asText(), stopped::toString);
	}

	/** Takes in a file where it lies. @return its id */
	public String adopt(Path file) {
		JsonNode adopted = product.api().post("/api/models", "{\"path\":" + Json.quoted(file.toString()) + "}");
		assertEquals(1, adopted.size(), adopted::toString);
		return adopted.get(0).path("id").asText();
	}

	/** Deploys, and waits until it is callable. */
	public JsonNode run(String id, String options) throws Exception {
		deploy(id, options).expect(202);
		return running(id);
	}

	/** Waits until it runs; then llama-server itself says that it is ready. */
	public JsonNode running(String id) throws Exception {
		JsonNode deployment = deployment(id, Set.of("running"));
		int port = deployment.path("port").asInt();
		assertEquals(200, Web.send(Web.to(URI.create("http://127.0.0.1:" + port + "/health"), "").build()).status(), deployment::toString);
		return deployment;
	}

	/** Waits for one of some states; one that failed does not get anywhere else. */
	public JsonNode deployment(String id, Set<String> states) throws Exception {
		JsonNode[] now = new JsonNode[1];
		Until.isTrue(LIMIT, () -> "model is " + now[0] + ", not " + states, () -> {
			now[0] = deployment(id);
			String is = now[0].path("state").asText();
			assertTrue(states.contains(is) || !is.equals("failed"), () -> "model is " + now[0] + ", not " + states);
			return states.contains(is);
		});
		return now[0];
	}

	/** Names in {@code /v1/models}. */
	public Set<String> listed() {
		return new TreeSet<>(Json.texts(product.client().get("/v1/models").expect(200).json().path("data"), "id"));
	}

	public static ProcessHandle process(JsonNode deployment) {
		return ProcessHandle.of(deployment.path("pid").asLong()).orElseThrow(() -> new AssertionError("no such process: " + deployment));
	}

	/** Whether it runs a program; one that is dead and not yet buried does not. */
	public static boolean lives(ProcessHandle process) {
		return process.isAlive() && process.info().command().isPresent();
	}

	public static void awaitEnd(ProcessHandle process, Duration limit) throws Exception {
		Until.isTrue(limit, () -> "process " + process.pid() + " still runs", () -> !lives(process));
	}
}
