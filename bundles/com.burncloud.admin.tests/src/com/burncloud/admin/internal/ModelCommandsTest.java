package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.Variant;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** {@code burncloud model …} against the real management API: from a search to a running model. */
class ModelCommandsTest {
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

	private void news(Download.State state, long done, String error) {
		server.downloads.news.add(ModelFakes.Downloads.download(state, done, Optional.of(error).filter(text -> !text.isEmpty())));
	}

	private void news(Deployment.State state, String notice, String error) {
		server.models.news.add(ModelFakes.Models.deployment(state, Optional.of(notice).filter(text -> !text.isEmpty()), Optional.of(error).filter(text -> !text.isEmpty())));
	}

	private void model(String id) {
		server.models.put(ModelFakes.Models.model(id, true, DeployOptions.DEFAULT, Deployment.NONE));
	}

	@Test
	void searching() throws Exception {
		List<String> found = client.ok("model", "search", "qwen", "2.5", "--hub", "modelscope", "--limit", "3", "--order", "likes").lines();
		assertEquals(List.of("modelscope", new HubQuery("qwen 2.5", 3, HubQuery.Order.LIKES)), server.hubs.asked);
		assertTrue(found.get(1).matches("Qwen/Qwen2.5-GGUF +100 +7 +5 +6 B +apache-2.0 +yes +huggingface"), found.toString());
		assertTrue(found.get(2).matches("o/r +0 +0 +- +- +- +no +huggingface"), found.toString());
		assertEquals(2, JsonParser.parseString(client.ok("model", "search", "--json").out()).getAsJsonArray().size());
		assertTrue(client.ok("model", "hubs").out().contains("https://huggingface.co"));
		server.hubs.problem = Optional.of(ModelFakes.problem(HubProblem.Kind.RATE_LIMITED));
		Client.Result refused = client.run("model", "search", "a");
		assertEquals(1, refused.code());
		assertEquals("The hub says RATE_LIMITED.\n", refused.err());
	}

	@Test
	void looking() throws Exception {
		List<String> files = client.ok("model", "files", "o/r").lines();
		assertEquals(List.of("huggingface", "o/r"), server.hubs.asked);
		assertTrue(files.get(1).matches("q4/a-00001-of-00002.gguf +model +Q4_K_M +4.5 +12 B +2"), files.toString());
		assertTrue(files.get(2).matches("mmproj.gguf +projector +- +- +3 B +1"), files.toString());
		String report = client.ok("model", "inspect", "o/r", "q4_k_m", "--hub", "hf", "-c", "8192", "-g", "3").out();
		assertEquals(List.of("hf", "o/r", "q4/a-00001-of-00002.gguf", new FitQuestion(8192, 3)), server.hubs.asked);
		assertTrue(report.contains("It fits with 12 layers on the GPU") && report.contains("Half of it.") && report.contains("qwen2"), report);
		assertFalse(report.contains("messages"), report);
		model("m");
		client.ok("model", "inspect", "local-m");
		assertEquals(FitQuestion.DEFAULT, server.models.question);
		assertTrue(client.ok("model", "inspect", "m", "--json").out().contains("{{ messages }}"));
		for (String[] wrong : new String[][] { { "model", "files" }, { "model", "files", "o" }, { "model", "inspect", "o/r" }, { "model", "search", "--limit", "x" } }) {
			assertEquals(2, client.run(wrong).code(), String.join(" ", wrong));
		}
		assertEquals(1, client.run("model", "inspect", "nobody").code());
		assertEquals(1, client.run("model", "inspect", "o/r", "Q8_0").code());
	}

	@Test
	void aDownloadIsWatchedUntilItsEnd() throws Exception {
		news(Download.State.RUNNING, 10, "");
		news(Download.State.WAITING, 20, "The hub asks for patience.");
		news(Download.State.COMPLETED, 40, "");
		Client.Result done = client.ok("model", "download", "o/r", "a.gguf");
		assertEquals(new DownloadRequest("", "o/r", "a.gguf", ""), server.downloads.asked);
		assertTrue(done.out().contains("Download dl_1 has begun: a.gguf") && done.out().contains("downloading 25 %, 10 B of 40 B, 5 B/s, 0:06 left"), done.out());
		assertTrue(done.out().contains("The hub asks for patience."), done.out());
		assertEquals("Complete and verified. Start it with: burncloud model deploy a-q4", done.lines().getLast());
		assertFalse(done.out().contains("\r"), "nothing is written over where there is no terminal");
	}

	@Test
	void aQuantizationIsTakenFromTheCommitThatWasListed() throws Exception {
		Client.Result begun = client.ok("model", "download", "o/r", "Q4_K_M", "--detach");
		assertEquals(new DownloadRequest("huggingface", "o/r", "q4/a-00001-of-00002.gguf", "c0ffee"), server.downloads.asked);
		assertEquals(1, begun.lines().size(), begun.out());
		server.hubs.variants = List.of();
		assertTrue(client.run("model", "download", "o/r", "Q4_K_M").err().contains("no GGUF model in the quantization 'Q4_K_M'"));
		Variant twin = new Variant(Variant.Kind.MODEL, "Q4_K_M", OptionalDouble.empty(), List.of(new HubFile("b.gguf", 1, Optional.empty())));
		server.hubs.variants = List.of(twin, twin);
		assertTrue(client.run("model", "download", "o/r", "Q4_K_M").err().contains("more than one"));
	}

	@Test
	void aDownloadThatDoesNotEndWell() throws Exception {
		news(Download.State.FAILED, 10, "The disk is full.");
		Client.Result failed = client.run("model", "download", "o/r", "a.gguf");
		assertEquals(1, failed.code());
		assertTrue(failed.err().contains("The disk is full.") && failed.err().contains("model resume dl_1"), failed.err());
		server.downloads.all.clear();
		news(Download.State.PAUSED, 10, "");
		Client.Result paused = client.run("model", "download", "o/r", "a.gguf", "--json", "--hub", "hf", "--revision", "v1");
		assertEquals(1, paused.code());
		assertEquals("paused", JsonParser.parseString(paused.out()).getAsJsonObject().get("state").getAsString());
		assertEquals(new DownloadRequest("hf", "o/r", "a.gguf", "v1"), server.downloads.asked);
		assertEquals(1, client.run("model", "download", "o/r", "a.gguf").code(), "it is there already");
		assertEquals(2, client.run("model", "download", "o/r").code());
	}

	@Test
	void downloadsAreListedAndChanged() throws Exception {
		client.ok("model", "download", "o/r", "a.gguf", "-d");
		List<String> list = client.ok("model", "downloads").lines();
		assertTrue(list.get(1).matches("dl_1 +downloading +25 % +40 B +5 B/s +0:06 +huggingface +o/r +a.gguf"), list.toString());
		assertEquals("dl_1: paused\n", client.ok("model", "pause", "dl_1").out());
		assertEquals("dl_1: downloading\n", client.ok("model", "resume", "dl_1").out());
		assertEquals("Removed 'dl_1'.\n", client.ok("model", "cancel", "dl_1").out());
		for (String command : List.of("pause", "resume", "cancel")) {
			assertEquals(1, client.run("model", command, "dl_1").code(), command);
		}
	}

	@Test
	void aDeploymentIsWatchedUntilItRuns() throws Exception {
		model("m");
		news(Deployment.State.QUEUED, "", "");
		news(Deployment.State.STARTING, "", "");
		news(Deployment.State.RUNNING, "Port 8080 is taken; it listens on 8081.", "");
		Client.Result running = client.ok("model", "deploy", "local-m");
		assertEquals(DeployOptions.DEFAULT, server.models.all.get("m").options());
		assertTrue(running.out().contains("Waiting for another model") && running.out().contains("Starting, 25 % loaded"), running.out());
		assertTrue(running.out().contains("Port 8080 is taken"), running.out());
		assertEquals("Running. Clients ask for it as local-m; llama-server listens on port 8081, the context is 4096 tokens.", running.lines().getLast());
		List<String> local = client.ok("model", "local").lines();
		assertTrue(local.get(1).matches("m +Qwen 千问 +Q4_K_M +12 B +running +8081 +4096 +13 tokens/s +local-m"), local.toString());
		assertEquals("m: stopped\n", client.ok("model", "stop", "Qwen 千问").out());
	}

	@Test
	void everyOptionIsSent() throws Exception {
		model("m");
		Client.Result begun = client.ok("model", "deploy", "m", "--detach", "--port", "9090", "-c", "0", "-g", "12", "--threads", "4", "--parallel", "2", "--flash-attention",
				"on", "--cache-type", "q8_0", "--projector", "/p", "--aliases", "qwen, b", "--groups", "default,vip", "--priority", "-3", "--argument=--mlock",
				"--argument=-t", "--idle-unload", "5", "--on-request");
		assertEquals(new DeployOptions(9090, 0, 12, OptionalInt.of(4), OptionalInt.of(2), Optional.of("on"), Optional.of("q8_0"), Optional.of("/p"),
				List.of("qwen", "b"), Set.of("default", "vip"), -3, List.of("--mlock", "-t"), 5, true), server.models.all.get("m").options());
		assertTrue(begun.out().startsWith("Starting m;"), begun.out());
		news(Deployment.State.ASLEEP, "", "");
		assertEquals("The first request for local-m will start it.", client.ok("model", "deploy", "m", "--on-request").lines().getLast());
	}

	@Test
	void aDeploymentThatFailsSaysWhy() throws Exception {
		model("m");
		news(Deployment.State.FAILED, "", "The file is no model.");
		Client.Result failed = client.run("model", "deploy", "m");
		assertEquals(1, failed.code());
		assertEquals(List.of("'m' did not start: The file is no model.", "  loading model", "  server is listening"), failed.err().lines().toList());
		news(Deployment.State.STOPPED, "", "");
		assertTrue(client.run("model", "deploy", "m", "--json").err().contains("was stopped while"));
		assertTrue(client.run("model", "deploy", "m", "-c", "-1").err().contains("no context of -1"));
		assertEquals(1, client.run("model", "deploy", "nobody").code());
		assertEquals(2, client.run("model", "deploy").code());
	}

	@Test
	void modelsComeAndGo() throws Exception {
		assertTrue(client.ok("model", "adopt", "/old").lines().get(1).startsWith("adopted "));
		assertTrue(client.ok("model", "adopt", "here").out().contains("adopted"), "a relative path is made absolute");
		String shown = client.ok("model", "show", "adopted").out();
		assertTrue(shown.contains("deployment.state") && !shown.contains("messages"), shown);
		assertEquals("loading model\nserver is listening\n", client.ok("model", "log", "adopted").out());
		assertEquals("Removed 'adopted'.\n", client.ok("model", "delete", "adopted").out());
		assertEquals(1, client.run("model", "delete", "adopted").code());
		model("one");
		model("two");
		assertTrue(client.run("model", "stop", "Qwen 千问").err().contains("use its id"));
	}

	@Test
	void theMachineAndLeftovers() throws Exception {
		String machine = client.ok("model", "machine").out();
		assertTrue(machine.contains("Memory: 64 B, 32 B of it free") && machine.contains("GPU: RTX, 24 B, 20 B of it free (from nvidia-smi)"), machine);
		assertTrue(machine.contains("llama-server: /usr/bin/llama-server (b1234)"), machine);
		JsonObject both = JsonParser.parseString(client.ok("model", "machine", "--json").out()).getAsJsonObject();
		assertEquals(Set.of("machine", "llamaServer"), both.keySet());
		assertTrue(client.ok("model", "leftovers").out().contains("old part.gguf"));
		assertEquals(1, client.ok("model", "leftovers", "--remove", "old part.gguf").lines().size());
		assertEquals(1, client.run("model", "leftovers", "--remove", "old part.gguf").code());
	}

	@Test
	void itIsSaidInChineseToo() throws Exception {
		news(Download.State.COMPLETED, 40, "");
		String out = client.run(Map.of("LANG", "zh_CN.UTF-8"), "", server.home, server.base, "model", "download", "o/r", "a.gguf").out();
		assertTrue(out.contains("下载 dl_1 已开始：a.gguf") && out.contains("下载中 25%") && out.contains("下载完成，校验通过"), out);
	}
}
