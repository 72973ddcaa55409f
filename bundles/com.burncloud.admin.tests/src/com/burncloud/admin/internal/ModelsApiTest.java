package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubQuery;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

/** Hubs, downloads and models. */
class ModelsApiTest {
	private static final String REPORT = """
			{"facts":{"architecture":"qwen2","name":"Qwen2.5 0.5B","quantization":"Q4_K_M","parameters":494032768,"contextLength":32768,"layers":24,
			 "chatTemplate":"{{ messages }}","license":"apache-2.0","shards":1},
			 "fit":{"verdict":"fitsPartly","gpuLayers":12,"contextSize":4096,"weightsBytes":10,"cacheBytes":2,"ramBytes":6,"vramBytes":6,"reason":"Half of it."},
			 "machine":{"ramBytes":64,"ramFreeBytes":32,"gpus":[{"name":"RTX","vramBytes":24,"vramFreeBytes":20,"source":"nvidia-smi"}]}}""";
	private Server server;

	@BeforeEach
	void start() throws Exception {
		server = new Server();
	}

	@AfterEach
	void stop() throws Exception {
		server.close();
	}

	private void answers(String expected, HttpResponse<String> response) {
		assertEquals(200, response.statusCode(), response.body());
		assertEquals(JsonParser.parseString(expected), Server.json(response));
	}

	private static JsonObject error(HttpResponse<String> response) {
		return Server.json(response).getAsJsonObject().getAsJsonObject("error");
	}

	@Test
	void hubsAreSearched() {
		answers("""
				[{"id":"huggingface","names":{"en":"Hugging Face"},"endpoint":"https://huggingface.co","mirror":false}]""", server.get("/api/hubs"));
		answers("""
				[{"hub":"huggingface","repo":"Qwen/Qwen2.5-GGUF","downloads":100,"likes":7,"parameters":5,"sizeBytes":6,"license":"apache-2.0","gated":true,
				  "updatedAt":"2026-01-31T08:00:00Z"},
				 {"hub":"huggingface","repo":"o/r","downloads":0,"likes":0,"parameters":null,"sizeBytes":null,"license":null,"gated":false,"updatedAt":null}]""",
				server.get("/api/hubs/search?q=%E5%8D%83%E9%97%AE+2&hub=modelscope&limit=7&order=likes"));
		assertEquals(List.of("modelscope", new HubQuery("千问 2", 7, HubQuery.Order.LIKES)), server.hubs.asked);
		server.get("/api/hubs/search?q=a");
		assertEquals(List.of("", new HubQuery("a", 20, HubQuery.Order.DOWNLOADS)), server.hubs.asked);
		assertEquals("order", error(server.get("/api/hubs/search?order=size")).get("field").getAsString());
		assertEquals(400, server.status("GET", "/api/hubs/search?limit=101", null));
		assertEquals(404, server.status("GET", "/api/hubs/search?hub=nowhere", null));
	}

	@Test
	void aRepositoryTellsWhatToDownload() {
		HttpResponse<String> files = server.get("/api/hubs/huggingface/o/r/files");
		answers("""
				[{"hub":"huggingface","repo":"o/r","revision":"c0ffee","file":"q4/a-00001-of-00002.gguf","kind":"model","quantization":"Q4_K_M","bitsPerWeight":4.5,
				  "sizeBytes":12,"files":[{"path":"q4/a-00001-of-00002.gguf","sizeBytes":7,"sha256":"ab"},{"path":"q4/a-00002-of-00002.gguf","sizeBytes":5,"sha256":null}]},
				 {"hub":"huggingface","repo":"o/r","revision":"c0ffee","file":"mmproj.gguf","kind":"projector","quantization":"","bitsPerWeight":null,"sizeBytes":3,
				  "files":[{"path":"mmproj.gguf","sizeBytes":3,"sha256":null}]}]""", files);
		assertEquals("c0ffee", files.headers().firstValue("x-burncloud-revision").orElse(""));
		assertEquals("https://huggingface.co/o/r", files.headers().firstValue("x-burncloud-page").orElse(""));
		answers(REPORT, server.get("/api/hubs/huggingface/o/r/inspect?file=q4%2Fa-00001-of-00002.gguf&contextSize=8192&gpuLayers=-1"));
		assertEquals(List.of("huggingface", "o/r", "q4/a-00001-of-00002.gguf", new FitQuestion(8192, -1)), server.hubs.asked);
		server.get("/api/hubs/huggingface/o/r/inspect?file=a");
		assertEquals(List.of("huggingface", "o/r", "a", FitQuestion.DEFAULT), server.hubs.asked);
		for (String wrong : List.of("", "?file=a&contextSize=-1", "?file=a&gpuLayers=-2", "?file=a&gpuLayers=all")) {
			assertEquals(400, server.status("GET", "/api/hubs/huggingface/o/r/inspect" + wrong, null), wrong);
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatAHubRefusesIsSaidByItsKind(HubProblem.Kind kind) {
		server.hubs.problem = Optional.of(ModelFakes.problem(kind));
		HttpResponse<String> response = server.get("/api/hubs/search?q=a");
		assertEquals(switch (kind) {
		case NO_REPOSITORY, NO_REVISION, NO_FILE -> 404;
		case GATED, TOKEN_REFUSED -> 403;
		case RATE_LIMITED -> 429;
		case UNAVAILABLE, OTHER -> 502;
		}, response.statusCode());
		assertEquals("hub_" + kind.name().toLowerCase(), error(response).get("code").getAsString());
		assertEquals("The hub says " + kind + ".", error(response).get("message").getAsString());
		boolean patience = kind == HubProblem.Kind.RATE_LIMITED;
		assertEquals(patience ? Optional.of("55") : Optional.empty(), response.headers().firstValue("retry-after"));
		assertEquals(patience ? 54_321 : 0, patience ? error(response).get("retryAfterMillis").getAsLong() : error(response).size() - 2);
	}

	@Test
	void aDownloadsLife() {
		assertEquals(0, Server.json(server.get("/api/downloads")).getAsJsonArray().size());
		HttpResponse<String> begun = server.send("POST", "/api/downloads", "{\"repo\":\"o/r\",\"file\":\"a.gguf\"}");
		assertEquals(202, begun.statusCode(), begun.body());
		assertEquals("/api/downloads/dl_1", begun.headers().firstValue("location").orElse(""));
		String expected = """
				{"id":"dl_1","hub":"huggingface","repo":"o/r","revision":"c0ffee","file":"a.gguf","files":["a.gguf"],"state":"running","bytesDone":10,"bytesTotal":40,
				 "bytesPerSecond":5,"leftMillis":6000,"error":null,"retryAt":null,"modelId":null,"createdAt":"2026-01-31T08:00:00Z"}""";
		assertEquals(JsonParser.parseString(expected), Server.json(begun));
		assertEquals(new DownloadRequest("", "o/r", "a.gguf", ""), server.downloads.asked);
		answers("[" + expected + "]", server.get("/api/downloads"));
		answers(expected, server.get("/api/downloads/dl_1"));
		HttpResponse<String> twice = server.send("POST", "/api/downloads", "{\"hub\":\"modelscope\",\"repo\":\"o/r\",\"file\":\"a.gguf\",\"revision\":\"v1\"}");
		assertEquals(409, twice.statusCode(), twice.body());
		assertEquals(new DownloadRequest("modelscope", "o/r", "a.gguf", "v1"), server.downloads.asked);
		assertEquals("paused", Server.json(server.send("POST", "/api/downloads/dl_1/pause", null)).getAsJsonObject().get("state").getAsString());
		assertEquals("running", Server.json(server.send("POST", "/api/downloads/dl_1/resume", null)).getAsJsonObject().get("state").getAsString());
		server.downloads.all.put("dl_1", ModelFakes.Downloads.download(Download.State.COMPLETED, 40, Optional.empty()));
		assertEquals("a-q4", Server.json(server.get("/api/downloads/dl_1")).getAsJsonObject().get("modelId").getAsString());
		assertEquals(409, server.status("POST", "/api/downloads/dl_1/resume", null));
		assertEquals(204, server.status("DELETE", "/api/downloads/dl_1", null));
		for (String path : List.of("", "/pause", "/resume")) {
			assertEquals(404, server.status(path.isEmpty() ? "GET" : "POST", "/api/downloads/dl_1" + path, null), path);
		}
		assertEquals(404, server.status("DELETE", "/api/downloads/dl_1", null));
	}

	@ParameterizedTest
	@ValueSource(strings = { "{}", "{\"repo\":\"o/r\"}", "{\"file\":\"a.gguf\"}", "{\"repo\":\"o/r\",\"file\":\"a.txt\"}", "{\"repo\":\"o/r\",\"file\":\"a.gguf\",\"url\":\"x\"}",
			"{\"repo\":1,\"file\":\"a.gguf\"}", "[]", "{" })
	void aWrongDownloadBeginsNone(String body) {
		HttpResponse<String> response = server.send("POST", "/api/downloads", body);
		assertEquals(400, response.statusCode(), response.body());
		assertTrue(server.downloads.all.isEmpty());
	}

	@Test
	void aModelsLife() {
		HttpResponse<String> adopted = server.send("POST", "/api/models", "{\"path\":\"/old\"}");
		assertEquals(201, adopted.statusCode(), adopted.body());
		String expected = """
				{"id":"adopted","title":"Qwen 千问","file":"/models/adopted.gguf","sizeBytes":12,"architecture":"qwen2","quantization":"Q4_K_M","contextLength":32768,
				 "sha256":"ab12","origin":"huggingface:o/r","adopted":false,"projectors":["/models/mmproj.gguf"],"error":null,"addedAt":"2026-01-31T08:00:00Z",
				 "facts":{"architecture":"qwen2","name":"Qwen2.5 0.5B","quantization":"Q4_K_M","parameters":494032768,"contextLength":32768,"layers":24,
				 "chatTemplate":"{{ messages }}","license":"apache-2.0","shards":1},
				 "options":{"port":8080,"contextSize":4096,"gpuLayers":-1,"threads":null,"parallelSlots":null,"flashAttention":null,"cacheType":null,"projector":null,
				 "aliases":[],"groups":["default"],"priority":0,"extraArguments":[],"idleUnloadMinutes":0,"onRequest":false},
				 "deployment":{"state":"stopped","port":null,"pid":null,"gatewayModel":"local-adopted","loadProgress":null,"contextSize":null,"tokensPerSecond":null,
				 "notice":null,"error":null,"restarts":0,"since":null}}""";
		assertEquals(JsonParser.parseString("[" + expected + "]"), Server.json(adopted));
		answers("[" + expected + "]", server.get("/api/models"));
		answers(expected, server.get("/api/models/adopted"));
		answers(REPORT, server.get("/api/models/adopted/inspect?contextSize=0&gpuLayers=3"));
		assertEquals(new FitQuestion(0, 3), server.models.question);
		answers("[\"loading model\",\"server is listening\"]", server.get("/api/models/adopted/output"));
		server.models.put(ModelFakes.Models.model("broken", false, DeployOptions.DEFAULT,
				ModelFakes.Models.deployment(Deployment.State.RUNNING, Optional.of("8080 is taken."), Optional.of("It crashed once."))));
		JsonObject broken = Server.json(server.get("/api/models/broken")).getAsJsonObject();
		assertTrue(broken.get("architecture").isJsonNull() && broken.get("contextLength").isJsonNull() && broken.get("facts").isJsonNull(), broken.toString());
		assertEquals("Its header is broken.", broken.get("error").getAsString());
		assertEquals(JsonParser.parseString("""
				{"state":"running","port":8081,"pid":4711,"gatewayModel":"local-broken","loadProgress":null,"contextSize":4096,"tokensPerSecond":12.5,
				 "notice":"8080 is taken.","error":"It crashed once.","restarts":1,"since":"2026-01-31T08:00:00Z"}"""), broken.get("deployment"));
		assertEquals(204, server.status("DELETE", "/api/models/adopted", null));
		for (String path : List.of("", "/output", "/inspect")) {
			assertEquals(404, server.status("GET", "/api/models/adopted" + path, null), path);
		}
		assertEquals(404, server.status("POST", "/api/models/adopted/deploy", null));
		assertEquals(404, server.status("POST", "/api/models/adopted/stop", null));
		for (String wrong : List.of("{}", "{\"path\":\"relative\"}", "{\"path\":\"/a\",\"copy\":true}")) {
			assertEquals(400, server.status("POST", "/api/models", wrong), wrong);
		}
	}

	@Test
	void aModelIsDeployedAsTheBodySays() {
		server.models.put(ModelFakes.Models.model("m", true, DeployOptions.DEFAULT, Deployment.NONE));
		for (String usual : new String[] { null, "{}", "{\"port\":null,\"groups\":null,\"threads\":null}" }) {
			HttpResponse<String> begun = server.send("POST", "/api/models/m/deploy", usual);
			assertEquals(202, begun.statusCode(), begun.body());
			assertEquals("/api/models/m", begun.headers().firstValue("location").orElse(""));
			assertEquals("starting", Server.json(begun).getAsJsonObject().getAsJsonObject("deployment").get("state").getAsString());
			assertEquals(DeployOptions.DEFAULT, server.models.all.get("m").options());
		}
		String all = """
				{"port":9090,"contextSize":0,"gpuLayers":12,"threads":4,"parallelSlots":2,"flashAttention":"on","cacheType":"q8_0","projector":"/models/mmproj.gguf",
				 "aliases":["qwen"],"groups":["default","vip"],"priority":-3,"extraArguments":["--mlock","-t","1"],"idleUnloadMinutes":5,"onRequest":true}""";
		HttpResponse<String> begun = server.send("POST", "/api/models/m/deploy", all);
		assertEquals(202, begun.statusCode(), begun.body());
		assertEquals(new DeployOptions(9090, 0, 12, OptionalInt.of(4), OptionalInt.of(2), Optional.of("on"), Optional.of("q8_0"), Optional.of("/models/mmproj.gguf"),
				List.of("qwen"), Set.of("default", "vip"), -3, List.of("--mlock", "-t", "1"), 5, true), server.models.all.get("m").options());
		assertEquals(JsonParser.parseString(all), Server.json(begun).getAsJsonObject().get("options"), "what is read can be sent back");
		for (String wrong : List.of("{\"contextsize\":1}", "{\"port\":\"8080\"}", "{\"groups\":\"default\"}", "{\"onRequest\":1}", "{\"contextSize\":-1}", "[]")) {
			assertEquals(400, server.status("POST", "/api/models/m/deploy", wrong), wrong);
		}
		HttpResponse<String> stopped = server.send("POST", "/api/models/m/stop", null);
		assertEquals(200, stopped.statusCode(), stopped.body());
		assertEquals("stopped", Server.json(stopped).getAsJsonObject().getAsJsonObject("deployment").get("state").getAsString());
	}

	@Test
	void leftoversTheMachineAndLlamaServer() {
		answers("[{\"name\":\"old part.gguf\",\"sizeBytes\":12}]", server.get("/api/models/leftovers"));
		assertEquals(204, server.status("DELETE", "/api/models/leftovers/old%20part.gguf", null));
		assertEquals(404, server.status("DELETE", "/api/models/leftovers/old%20part.gguf", null));
		answers("""
				{"ramBytes":64,"ramFreeBytes":32,"gpus":[{"name":"RTX","vramBytes":24,"vramFreeBytes":20,"source":"nvidia-smi"}]}""", server.get("/api/machine"));
		answers("""
				{"path":"/usr/bin/llama-server","version":"b1234","places":["/usr/bin/llama-server"],"error":null}""", server.get("/api/llama-server"));
	}

	@Test
	void aPartThatIsAwayIsNotUnknown() throws Exception {
		server.unregister(server.models);
		server.unregister(server.hubs);
		for (String path : List.of("/api/models", "/api/models/m", "/api/machine", "/api/llama-server", "/api/hubs", "/api/hubs/search?q=a")) {
			Server.until(path, () -> server.status("GET", path, null) == 503);
		}
		assertEquals(200, server.status("GET", "/api/downloads", null));
		assertFalse(server.get("/api/nonsense").statusCode() == 503);
	}
}
