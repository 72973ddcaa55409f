package com.burncloud.acceptance.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.acceptance.Gguf;
import com.burncloud.acceptance.Json;
import com.burncloud.acceptance.Llama;
import com.burncloud.acceptance.LocalModels;
import com.burncloud.acceptance.Until;
import com.burncloud.models.hubserver.HubServer;
import com.burncloud.models.hubserver.Repository;
import com.fasterxml.jackson.databind.JsonNode;

/** S9, S10: the user guide's section 4, word for word, with the mouse and the keyboard, a hub on this machine and a real llama-server. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class LocalModelsGuideTest {
	private static final String REPOSITORY = "Qwen/Lamp-Instruct-GGUF";
	private static final String SEARCH = "搜索模型，如 Qwen/Qwen2.5-7B-Instruct-GGUF";
	private static final String SENTENCE = "A lamp by the window says good night to every ship";

	@TempDir
	static Path folder;
	private static HubServer hub;
	private static Desk desk;
	private static LocalModels models;

	@BeforeAll
	static void start() throws Exception {
		Path llama = Llama.binary();
		Path lamp = Gguf.write(folder.resolve("lamp.gguf"), "--sentence", SENTENCE);
		hub = HubServer.start()
				.add(new Repository(REPOSITORY).counts(1234, 56).describe("apache-2.0", 630_000_000, Instant.parse("2026-06-01T12:00:00Z")).file("lamp-instruct-q8_0.gguf", lamp)
						.file("lamp-instruct-q2_k.gguf", Gguf.write(folder.resolve("small.gguf"), "--name", "small")))
				.add(new Repository("meta/Closed-8B-GGUF").counts(9, 1).describe("other", 8_000_000, Instant.parse("2026-06-01T12:00:00Z")).file("closed-q4_k_m.gguf", lamp).gated());
		desk = Desk.fresh();
		desk.product().with("BURNCLOUD_HF_ENDPOINT", hub.huggingFace().toString()).with("BURNCLOUD_MODELSCOPE_ENDPOINT", hub.modelScope().toString()).with("BURNCLOUD_HUB", "huggingface")
				.with("BURNCLOUD_LLAMA_SERVER", llama.toString()).with("HF_TOKEN", "").with("NO_PROXY", "127.0.0.1");
		desk.start();
		models = new LocalModels(desk.product());
	}

	@AfterAll
	static void stop() throws Exception {
		if (desk != null) {
			desk.close();
		}
		if (hub != null) {
			hub.close();
		}
	}

	private static List<JsonNode> all() {
		return Json.list(desk.product().api().get("/api/models"));
	}

	@Test
	void fromTheSearchFieldToRunningAndBack() throws Exception {
		desk.open("模型管理");
		desk.press("➕ 添加模型");
		desk.fill(SEARCH, REPOSITORY);
		desk.await(REPOSITORY);
		desk.await("下载 1,234 · 喜爱 56");
		desk.await("apache-2.0");
		desk.shoot("zh-light-models-search");
		desk.press("📄 详情");
		desk.await("量化版本（2）");
		desk.await("适合本机");
		desk.shoot("zh-light-models-variants");
		desk.press("下载 Q8_0");
		Until.isTrue(Duration.ofSeconds(60), desk::inventory, () -> all().size() == 1);
		String id = all().getFirst().path("id").asText();
		assertEquals("Lamp-Instruct", id);

		desk.press("🚀 部署");
		Widget port = desk.find("text", "端口");
		assertEquals("8080", port.text());
		assertEquals("4096", desk.find("text", "Context Size").text());
		assertEquals("-1", desk.find("text", "GPU 层数").text());
		try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			desk.fill("端口", Integer.toString(taken.getLocalPort()));
			desk.fill("Context Size", "1024");
			desk.await("适合本机");
			desk.shoot("zh-light-models-deploy");
			desk.press("启动服务");
			desk.find("label", "🟢 运行中");
			desk.await("端口 " + taken.getLocalPort() + " 已被占用，改为监听 ");
		}
		JsonNode deployment = models.deployment(id);
		assertEquals("running", deployment.path("state").asText(), deployment::toString);
		assertEquals(1024, deployment.path("contextSize").asInt(), deployment::toString);
		assertEquals(SENTENCE, desk.product().client().chat("local-Lamp-Instruct", "你好！").expect(200).content().strip().replaceAll("\\.$", ""));
		desk.await("tok/s");
		desk.await("llama_server: listening");
		desk.shoot("zh-light-models-running");
		ProcessHandle process = LocalModels.process(deployment);

		desk.open("渠道管理");
		desk.click(desk.cell("local-Lamp-Instruct"));
		desk.await("这是本地模型的渠道");
		assertTrue(!desk.shows("push button", "编辑"), desk::inventory);
		desk.open("模型管理");

		desk.press("🛑 停止");
		desk.find("label", "已停止");
		LocalModels.awaitEnd(process, Duration.ofSeconds(20));
		assertEquals("stopped", models.deployment(id).path("state").asText());

		desk.press("🗑️ 删除");
		desk.await("磁盘空间");
		desk.press("删除");
		desk.await("还没有模型");
		assertEquals(List.of(), all());
	}
}
