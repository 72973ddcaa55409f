package com.burncloud.acceptance.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.burncloud.acceptance.Api;
import com.burncloud.acceptance.Json;
import com.burncloud.acceptance.Reply;
import com.burncloud.acceptance.Template;
import com.burncloud.acceptance.Until;
import com.burncloud.acceptance.Upstream;
import com.fasterxml.jackson.databind.JsonNode;

/** S4, S7, C2, C4: the user guide's sections 2 and 3, word for word, with the mouse and the keyboard. */
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class GuideTest {
	private static Desk desk;
	private static Api api;

	@BeforeAll
	static void start() throws Exception {
		desk = Desk.fresh();
		desk.start();
		api = desk.product().api();
		api.call("PUT", "/api/prices", Json.of("{'model':'echo','inputNanosPerToken':1000,'outputNanosPerToken':1000,'perRequestNanos':1000000000}")).expect(200);
	}

	@AfterAll
	static void stop() throws Exception {
		if (desk != null) {
			desk.close();
		}
	}

	@BeforeEach
	void noDialogIsLeft() throws Exception {
		desk.leaveDialogs();
	}

	private static JsonNode channel(String name) {
		return Json.list(api.get("/api/channels")).stream().filter(each -> each.path("name").asText().equals(name)).findFirst().orElseThrow(() -> new AssertionError("no channel " + name));
	}

	private static boolean hasChannel(String name) {
		return Json.texts(api.get("/api/channels"), "name").contains(name);
	}

	private static void answerLikeAVendor(Upstream upstream, String key) {
		upstream.doing((request, wire) -> {
			if (!request.headers().getOrDefault("authorization", "").equals("Bearer " + key)) {
				Upstream.error(401, "invalid_api_key").answer(request, wire);
			} else if (request.path().equals("/v1/models")) {
				wire.json(200, Json.of("{'object':'list','data':[{'id':'vendor-large','object':'model'},{'id':'vendor-small','object':'model'}]}"));
			} else {
				upstream.standard(request, wire);
			}
		});
	}

	@Test
	void aChannelIsAddedWithModelsOfItsUpstreamAndARedirectAndTested() throws Exception {
		try (Upstream upstream = Upstream.named("vendor")) {
			answerLikeAVendor(upstream, "sk-vendor-key");
			desk.open("渠道管理");
			desk.press("➕ 添加渠道");
			desk.fill("名称", "My OpenAI Pro");
			desk.choose("类型", "OpenAI");
			desk.fill("地址", upstream.url());
			desk.fill("密钥", "sk-vendor-key");
			desk.press("获取模型");
			desk.await("vendor-large");
			desk.press("全选");
			desk.press("使用所选");
			desk.fill("客户端请求", "gpt-asked");
			desk.fill("上游收到", "vendor-small");
			desk.await("客户端请求 gpt-asked → 上游收到 vendor-small");
			desk.shoot("zh-light-channel-form");
			desk.press("保存");
			Until.isTrue(Duration.ofSeconds(30), desk::inventory, () -> hasChannel("My OpenAI Pro"));
			JsonNode made = channel("My OpenAI Pro");
			assertEquals("openai", made.path("type").asText());
			assertEquals("vendor-small", made.at("/modelMapping/gpt-asked").asText());
			assertTrue(made.path("models").toString().contains("vendor-large"), made::toString);
			assertFalse(made.toString().contains("sk-vendor-key"));

			assertEquals("vendor", desk.product().client().chat("gpt-asked", "hi").expect(200).content());
			assertEquals("vendor-small", upstream.last().model());

			desk.click(desk.cell("My OpenAI Pro"));
			desk.press("测试");
			desk.await("测试结果");
			desk.find("label|text", "a time in ms", text -> text.contains("ms"));
			answerLikeAVendor(upstream, "another key now");
			desk.press("测试");
			desk.await("上游拒绝了密钥");
			desk.shoot("zh-light-channels-error");
		}
		// nobody listens there any more
		desk.press("测试");
		desk.await("这个地址没有服务在监听");
	}

	@Test
	void aWrongEntryIsToldUnderItsFieldAndTheDialogStaysUntilItIsRight() throws Exception {
		desk.open("渠道管理");
		desk.press("➕ 添加渠道");
		desk.press("保存");
		desk.await("请填写名称");
		desk.fill("名称", "wrong address");
		desk.fill("地址", "ftp://example.com");
		desk.fill("密钥", "sk-x");
		desk.press("保存");
		desk.await("地址应以 http:// 或 https:// 开头");
		desk.shoot("zh-light-channel-form-error");
		assertFalse(hasChannel("wrong address"));
		desk.press("取消");
		desk.awaitGone("地址应以 http:// 或 https:// 开头");
	}

	@Test
	void aProviderInstalledWhileTheFormIsOpenIsInItsList() throws Exception {
		Path jar = Template.jar();
		Path dropped = desk.product().home().resolve("providers/com.acme.burncloud.provider.jar");
		try (Upstream upstream = Upstream.named("acme-upstream")) {
			desk.open("渠道管理");
			desk.press("➕ 添加渠道");
			desk.fill("名称", "Acme");
			Files.copy(jar, dropped);
			desk.await("Acme 智能");
			desk.choose("类型", "Acme 智能");
			desk.fill("地址", upstream.url());
			desk.fill("密钥", "sk-acme");
			desk.fill(desk.find("text", "the field of the new type", name -> name.contains("租户") || name.toLowerCase(java.util.Locale.ROOT).contains("tenant")), "blue");
			desk.fill("客户端请求", "acme-asked");
			desk.fill("上游收到", "acme-model");
			desk.press("保存");
			Until.isTrue(Duration.ofSeconds(30), desk::inventory, () -> hasChannel("Acme"));
			assertEquals("acme-upstream", desk.product().client().chat("acme-asked", "hi").expect(200).content());
			assertEquals("blue", upstream.last().headers().get("x-acme-tenant"));
			desk.shoot("zh-light-channels");
		} finally {
			Files.deleteIfExists(dropped);
		}
		desk.await("类型未安装");
	}

	/** Makes a token in the dialog and takes its secret out of the clipboard, as a person does. */
	private static String created(String name, String kind, String value) throws Exception {
		desk.open("令牌管理");
		desk.press("➕ 创建令牌");
		desk.fill("名称", name);
		desk.press(kind);
		if (!value.isEmpty()) {
			desk.fill("额度数值", value);
		}
		desk.press("创建");
		Widget shown = desk.find("text", "密钥");
		String secret = shown.text();
		assertTrue(secret.matches("sk-burncloud-\\w{20,}"), secret);
		desk.press("复制密钥");
		Until.isTrue(Duration.ofSeconds(20), () -> "the clipboard has not the secret", () -> desk.robot().clipboard().equals(secret));
		desk.shoot("zh-light-token-secret");
		desk.press("关闭");
		desk.cell(name);
		return desk.robot().clipboard();
	}

	private static Reply ask(String secret) {
		return desk.product().client().as(secret).chat("echo", "hi");
	}

	@Test
	void aTokenWithoutAQuotaWorks() throws Exception {
		String secret = created("no-quota", "无限", "");
		for (int i = 0; i < 3; i++) {
			ask(secret).expect(200);
		}
		assertFalse(desk.shows(secret), "the secret is still to be seen");
	}

	@Test
	void aTokenWithANumberOfRequestsIsRefusedAfterThem() throws Exception {
		String secret = created("two-times", "次数", "2");
		ask(secret).expect(200);
		ask(secret).expect(200);
		ask(secret).expect(429, "insufficient_quota");
		desk.click(desk.cell("two-times"));
		desk.await("额度用尽");
		desk.shoot("zh-light-tokens");
	}

	@Test
	void aTokenWithAnAmountIsRefusedWhenItIsSpent() throws Exception {
		String secret = created("dollars", "金额", "2.50"); // a request costs a little more than 1
		ask(secret).expect(200);
		ask(secret).expect(200);
		ask(secret).expect(429, "insufficient_quota");
	}

	@Test
	void aTokenWithoutANameIsNotMadeAndARotatedOneLosesItsOldSecret() throws Exception {
		desk.open("令牌管理");
		desk.press("➕ 创建令牌");
		desk.press("创建");
		desk.await("请给令牌起个名字");
		desk.press("取消");
		String first = created("rotated", "无限", "");
		desk.click(desk.cell("rotated"));
		desk.press("轮换");
		desk.find("frame|dialog", "轮换令牌“rotated”？");
		desk.press("轮换");
		String second = desk.find("text", "密钥").text();
		desk.press("复制密钥");
		desk.press("关闭");
		ask(first).expect(401);
		ask(second).expect(200);
	}

	@Test
	void thePlaygroundAnswersWithFiguresUnderTheAnswer() throws Exception {
		desk.open("演练场");
		desk.click(desk.find("push button", "the choice of a model", name -> name.matches("模型[:：].*")));
		desk.click(desk.find("menu item|table cell|list item|push button", "echo"));
		Widget prompt = desk.find("text|entry", "the field for a message", name -> name.contains("输入消息") || name.equals("我的消息"));
		desk.click(prompt);
		desk.robot().type("how now, brown cow");
		desk.press("发送");
		desk.find("label|text|push button", "the figures", name -> name.startsWith("首字 "));
		assertTrue(desk.shows("how now, brown cow"));
		List<JsonNode> rows = api.logsOf("demo");
		assertEquals("echo", rows.getFirst().path("model").asText());
		assertTrue(rows.getFirst().path("stream").asBoolean(), "the answer comes as a stream");
		desk.shoot("zh-light-playground");
	}
}
