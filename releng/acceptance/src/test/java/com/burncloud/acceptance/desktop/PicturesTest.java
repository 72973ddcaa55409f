package com.burncloud.acceptance.desktop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import javax.imageio.ImageIO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.burncloud.acceptance.Api;
import com.burncloud.acceptance.Json;

/**
 * A picture of every page in both languages and both themes, empty and full, in target/screenshots. Somebody has to look at them; what a machine can see is asserted:
 * that the theme is the wanted one, that there is something on the page, and that everything that can be operated has a name in the window's language.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class PicturesTest {
	private static final List<String> IDS = List.of("dashboard", "channels", "tokens", "models", "logs", "playground", "settings");
	private static final List<String> CHINESE = List.of("仪表盘", "渠道管理", "令牌管理", "模型管理", "日志", "演练场", "设置");
	private static final List<String> ENGLISH = List.of("Dashboard", "Channels", "Tokens", "Models", "Logs", "Playground", "Settings");

	/** What its person has chosen before: the preferences as the workbench writes them. */
	private static void prefer(Desk desk, String language, String theme) throws Exception {
		Path file = desk.product().home().resolve("desktop/.metadata/.plugins/org.eclipse.core.runtime/.settings/com.burncloud.ui.prefs");
		Files.createDirectories(file.getParent());
		Files.writeString(file, "eclipse.preferences.version=1\nwelcomed=true\npage=dashboard\nlanguage=" + language + "\ntheme=" + theme + "\n");
	}

	@ParameterizedTest
	@CsvSource({ "zh,light", "zh,dark", "en,light", "en,dark" })
	void everyPageEmptyAndFull(String language, String theme) throws Exception {
		List<String> names = language.equals("zh") ? CHINESE : ENGLISH;
		List<String> mute = new ArrayList<>();
		try (Desk desk = Desk.fresh()) {
			Files.createDirectories(desk.product().home());
			prefer(desk, language, theme);
			desk.start();
			for (String state : List.of("empty", "full")) {
				if (state.equals("full")) {
					fill(desk);
				}
				for (String page : names) {
					desk.open(page);
					if (state.equals("full") && page.equals(names.getFirst())) {
						desk.await("gpt-4o");
					}
					Path picture = desk.shoot(language + "-" + theme + "-" + IDS.get(names.indexOf(page)) + "-" + state);
					assertLooks(picture, theme.equals("dark"));
					mute.addAll(desk.mute().stream().map(each -> page + ": " + each).toList());
					if (language.equals("zh")) {
						mute.addAll(desk.english().stream().map(each -> page + " speaks English: " + each).toList());
					}
				}
			}
		}
		assertEquals(List.of(), mute.stream().distinct().toList());
	}

	/** Channels, tokens and requests of all kinds, good and bad. */
	private static void fill(Desk desk) {
		Api api = desk.product().api();
		for (String[] each : new String[][] { { "OpenAI Pro", "openai", "gpt-4o" }, { "DeepSeek", "deepseek", "deepseek-chat" }, { "Moonshot", "moonshot", "kimi-k2" } }) {
			api.post("/api/channels", Json.of("{'name':'%s','type':'%s','baseUrl':'http://127.0.0.1:9','apiKey':'sk-test','models':['%s'],'modelMapping':{'fast':'%s'}}", each[0], each[1], each[2],
					each[2]));
		}
		api.post("/api/channels", Json.of("{'name':'Echo 2','type':'echo','models':['gpt-4o'],'priority':-1}"));
		api.call("PUT", "/api/prices", Json.of("{'model':'gpt-4o','inputNanosPerToken':2500,'outputNanosPerToken':10000,'perRequestNanos':0}")).expect(200);
		api.token("team-web", "'quota':{'kind':'amount','limitNanos':50000000000}");
		api.token("ci", "'quota':{'kind':'count','limit':1000}");
		String mobile = api.token("mobile", "'quota':{'kind':'count','limit':3}").secret();
		for (int i = 0; i < 8; i++) {
			desk.product().client().chat("gpt-4o", "Write a haiku about harbours, number " + i).expect(200);
			desk.product().client().as(mobile).chat("echo", "hello");
		}
		desk.product().client().chat("deepseek-chat", "hi");
		desk.product().client().chat("no-such-model", "hi");
		desk.product().client().chat("gpt-4o", "and the last one").expect(200);
	}

	private static void assertLooks(Path file, boolean dark) throws Exception {
		BufferedImage image = ImageIO.read(file.toFile());
		int light = 0;
		int all = 0;
		Set<Integer> colors = new HashSet<>();
		for (int y = 0; y < image.getHeight(); y += 3) {
			for (int x = 0; x < image.getWidth(); x += 3) {
				Color color = new Color(image.getRGB(x, y));
				colors.add(color.getRGB());
				all++;
				light += color.getRed() + color.getGreen() + color.getBlue() > 384 ? 1 : 0;
			}
		}
		double share = (double) light / all;
		assertTrue(dark ? share < 0.25 : share > 0.75, () -> "%s: %.0f %% of it are light".formatted(file, share * 100));
		assertTrue(colors.size() > 12, () -> file + " has only " + colors.size() + " colours: there is nothing on it");
	}

	@Test
	void thePagesBesideTheListAndADeadChannelAndAllByTheirKeys() throws Exception {
		try (Desk desk = Desk.fresh()) {
			Files.createDirectories(desk.product().home());
			prefer(desk, "zh", "light");
			desk.start();
			fill(desk);
			desk.open("渠道管理");
			desk.press("提供者…");
			desk.await("内置");
			desk.shoot("zh-light-providers");
			desk.press("返回渠道管理");
			desk.click(desk.cell("DeepSeek"));
			desk.press("测试");
			desk.await("这个地址没有服务在监听");
			desk.shoot("zh-light-channels-dead");
			for (int page = 0; page < 2 * CHINESE.size(); page++) {
				desk.robot().key("Control", Integer.toString(1 + page % CHINESE.size()));
				desk.find("label", CHINESE.get(page % CHINESE.size()));
			}
		}
	}
}
