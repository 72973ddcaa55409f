package com.burncloud.ui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.event.Topics;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Deployment.State;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.ui.internal.widget.Caption;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.StateTag;

/** 模型管理 before a server that is slow, pressed as a person does: what is to be read, and what the server is asked for. */
class ModelsPageTest {
	private static Ui ui;

	@BeforeAll
	static void display() {
		ui = Ui.get();
	}

	@AfterEach
	void nothingWasThrown() {
		Ui.assertQuiet();
	}

	private static FakeServer server() {
		return new FakeServer(ui.thread(), Duration.ofMillis(5));
	}

	private static Stream<Shell> shells(Window window) {
		return Stream.concat(Stream.of(window.shell()), Arrays.stream(ui.display().getShells()).filter(shell -> shell != window.shell()));
	}

	private static boolean reads(Window window, String words) {
		return shells(window).flatMap(shell -> Window.all(Control.class, shell).stream()).filter(Control::isVisible).anyMatch(control -> text(control).contains(words));
	}

	private static String text(Control control) {
		return switch (control) {
		case Label label -> label.getText();
		case Text text -> text.getText();
		case Caption caption -> caption.getText();
		case StateTag tag -> tag.getText();
		default -> "";
		};
	}

	private static void await(Window window, String words) throws Exception {
		ui.until("\"" + words + "\" is to be read", () -> reads(window, words));
	}

	private static Optional<FlatButton> button(Window window, String text) {
		return shells(window).toList().reversed().stream().flatMap(shell -> Window.all(FlatButton.class, shell).stream())
				.filter(each -> each.isVisible() && each.isEnabled() && each.getText().equals(text)).findFirst();
	}

	private static void press(Window window, String text) throws Exception {
		ui.until("there is a button " + text, () -> button(window, text).isPresent());
		ui.on(() -> {
			button(window, text).orElseThrow().press();
			return null;
		});
	}

	/** The field beside a name. */
	private static Text field(Window window, String name) throws Exception {
		return ui.on(() -> {
			Label label = Window.all(Label.class, window.shell()).stream().filter(each -> each.isVisible() && each.getText().equals(name)).findFirst().orElseThrow();
			var siblings = List.of(label.getParent().getChildren());
			return (Text) siblings.get(siblings.indexOf(label) + 1);
		});
	}

	private static void fill(Window window, String name, String value) throws Exception {
		Text field = field(window, name);
		ui.on(() -> {
			field.setText(value);
			return null;
		});
	}

	@Test
	void everyStateOfAModelAndOfADownloadIsSaidInChinese() throws Exception {
		FakeServer server = server();
		try (Window window = new Window(ui, server)) {
			window.open(Pages.MODELS);
			for (String words : List.of("7 个模型", "端口 8081 · 上下文 4096 · 41 tok/s", "端口 8080 已被占用，改为监听 8081。", "失败：进程被强制结束（信号 9），多半是系统内存不足。", "文件只有 100 字节，应有 500 字节，不完整。请重新下载。",
					"2.00 GB / 4.00 GB · 50%", "38 MB/s · 剩余 3 分 2 秒 · SHA-256 边下边验", "自动继续。Hugging Face 出了故障（503）。", "下载期间文件在模型站上被替换了。", "1 个残留文件，共 3.20 GB")) {
				await(window, words);
			}
			for (String name : List.of("详情", "日志", "停止", "部署", "暂停", "继续", "重试")) {
				assertTrue(ui.on(() -> button(window, name).isPresent()), name);
			}
		}
		assertEquals(List.of(), server.callsOnTheUiThread());
	}

	@Test
	void theGuideFromTheSearchToTheLog() throws Exception {
		FakeServer server = server();
		List<DownloadRequest> started = new CopyOnWriteArrayList<>();
		List<DeployOptions> deployed = new CopyOnWriteArrayList<>();
		server.answer("ModelService.list", arguments -> List.of());
		server.answer("ModelService.leftovers", arguments -> List.of());
		server.answer("DownloadService.list", arguments -> List.of());
		server.answer("DownloadService.start", arguments -> {
			started.add((DownloadRequest) arguments[0]);
			Download begun = Shelf.download("d1", "model-q4_k_m.gguf", Download.State.RUNNING, "");
			server.answer("DownloadService.list", nothing -> List.of(begun));
			return begun;
		});
		server.answer("ModelService.deploy", arguments -> {
			deployed.add((DeployOptions) arguments[1]);
			server.answer("ModelService.list", nothing -> List.of(Shelf.model("Stopped", "", Shelf.deployment(State.RUNNING, "", ""))));
			return Shelf.model("Stopped", "", Shelf.deployment(State.STARTING, "", ""));
		});
		try (Window window = new Window(ui, server)) {
			window.open(Pages.MODELS);
			await(window, "还没有模型");
			press(window, "添加模型");
			await(window, "下载 1.2M · 喜爱 890 · 参数 7.6B · 共 60.0 GB · apache-2.0");
			press(window, "下载");
			await(window, "量化版本（2）");
			await(window, "适合本机");
			fill(window, "Context Size", "32768");
			await(window, "放不下");
			fill(window, "Context Size", "4096");
			await(window, "适合本机");
			FlatButton fetch = ui.on(() -> Window.all(FlatButton.class, window.shell()).stream().filter(each -> each.isVisible() && each.getText().equals("下载")).toList().get(3));
			ui.on(() -> {
				fetch.press();
				return null;
			});
			await(window, "下载中 · 50%");
			assertEquals(List.of(new DownloadRequest("huggingface", Shelf.REPOSITORY, "model-q4_k_m.gguf", "main")), started);
			server.answer("DownloadService.list", arguments -> List.of(Shelf.download("d1", "model-q4_k_m.gguf", Download.State.COMPLETED, "")));
			server.answer("ModelService.list", arguments -> List.of(Shelf.model("Stopped", "", Deployment.NONE)));
			server.tell(new ServerEvent(Topics.DOWNLOAD_COMPLETED, Map.of()));
			await(window, "已在本机");
			press(window, "部署");
			await(window, "适合本机");
			assertEquals("8080", ui.on(() -> field(window, "端口").getText()));
			assertEquals("-1", ui.on(() -> field(window, "GPU 层数").getText()));
			fill(window, "端口", "many");
			press(window, "启动服务");
			await(window, "“many”不是整数。");
			fill(window, "端口", "8090");
			fill(window, "Context Size", "2048");
			press(window, "启动服务");
			await(window, "llama_server: listening");
			await(window, "端口 8081 · 上下文 4096");
			assertEquals(8_090, deployed.getFirst().port());
			assertEquals(2_048, deployed.getFirst().contextTokens());
			assertEquals(-1, deployed.getFirst().gpuLayers());
			assertEquals(Set.of("default"), deployed.getFirst().groups());
		}
		assertEquals(List.of(), server.callsOnTheUiThread());
	}

	@Test
	void whatTheServerRefusesStandsUnderItsField() throws Exception {
		FakeServer server = server();
		server.answer("ModelService.list", arguments -> List.of(Shelf.model("Stopped", "", Deployment.NONE)));
		server.answer("ModelService.deploy", arguments -> {
			throw new InvalidFieldException("threads", "0 cannot be: a number of threads is wanted, from 1 to 4096.");
		});
		try (Window window = new Window(ui, server)) {
			window.open(Pages.MODELS);
			press(window, "部署");
			press(window, "启动服务");
			await(window, "不能是 0；应为线程数，在 1 到 4096 之间。"); // in a part that was closed
			assertTrue(ui.on(() -> field(window, "线程数").isVisible()));
		}
	}

	@Test
	void aHubThatAsksForPatienceIsAskedAgainByItself() throws Exception {
		FakeServer server = server();
		AtomicInteger asked = new AtomicInteger();
		server.answer("HubService.search", arguments -> {
			if (asked.incrementAndGet() == 1) {
				throw new HubException(new HubProblem(HubProblem.Kind.RATE_LIMITED,
						"Hugging Face asks for patience: the next request may be sent in 2 s. A token raises the limit; another hub has its own.", Optional.of(Duration.ofSeconds(2))));
			}
			return Shelf.found();
		});
		try (Window window = new Window(ui, server)) {
			window.open(Pages.MODELS);
			press(window, "添加模型");
			await(window, "后自动重试。Hugging Face 请求稍候：2 秒后才能再请求。");
			await(window, "下载 1.2M");
			assertEquals(2, asked.get());
		}
	}

	@Test
	void aGatedRepositoryLeadsToItsLicenceAndToTheToken() throws Exception {
		FakeServer server = server();
		server.answer("HubService.files", arguments -> {
			throw new HubException(new HubProblem(HubProblem.Kind.GATED, "The repository 'meta/Gated-8B-GGUF' needs a licence click at https://huggingface.co/meta/Gated-8B-GGUF, and a token (HF_TOKEN) of the account that did it.",
					Optional.empty()));
		});
		try (Window window = new Window(ui, server)) {
			window.open(Pages.MODELS);
			press(window, "添加模型");
			press(window, "下载");
			await(window, "要先同意许可协议：请打开 https://huggingface.co/meta/Gated-8B-GGUF 同意");
			assertTrue(ui.on(() -> button(window, "打开许可页面").isPresent() && button(window, "重试").isPresent()));
			press(window, "设置访问令牌");
			await(window, "设置");
		}
	}

	@Test
	void withoutLlamaServerItIsSaidWhereItWasLookedFor() throws Exception {
		FakeServer server = server();
		server.answer("ModelService.llamaServer", arguments -> new LlamaServer(Optional.empty(), "", List.of("/usr/bin/llama-server", "/opt/llama.cpp/llama-server"), Optional.empty()));
		try (Window window = new Window(ui, server)) {
			window.open(Pages.MODELS);
			await(window, "没有找到 llama-server");
			assertFalse(ui.on(() -> reads(window, "/opt/llama.cpp/llama-server")));
			press(window, "找过的位置（2）");
			await(window, "/opt/llama.cpp/llama-server");
			server.answer("ModelService.llamaServer", Samples.ANSWERS.get("ModelService.llamaServer"));
			press(window, "重新检测");
			ui.until("it is found", () -> !reads(window, "没有找到 llama-server"));
		}
	}

	@Test
	void deletingAsksFirstAndNamesTheSize() throws Exception {
		FakeServer server = server();
		List<Object> deleted = new CopyOnWriteArrayList<>();
		server.answer("ModelService.list", arguments -> deleted.isEmpty() ? List.of(Shelf.model("Stopped", "", Deployment.NONE)) : List.of());
		server.answer("DownloadService.list", arguments -> List.of());
		server.answer("ModelService.leftovers", arguments -> List.of());
		server.answer("ModelService.delete", arguments -> {
			deleted.add(arguments[0]);
			return null;
		});
		try (Window window = new Window(ui, server)) {
			window.open(Pages.MODELS);
			ui.until("there is a bin", () -> bin(window).isPresent());
			ui.on(() -> {
				bin(window).orElseThrow().press();
				return null;
			});
			await(window, "将释放 4.68 GB 磁盘空间");
			assertEquals(List.of(), deleted);
			press(window, "删除");
			await(window, "还没有模型");
			assertEquals(List.of("Stopped"), deleted);
		}
	}

	private static Optional<FlatButton> bin(Window window) {
		return Window.all(FlatButton.class, window.shell()).stream().filter(each -> each.isVisible() && "🗑️ 删除".equals(each.getToolTipText())).findFirst();
	}

	@Test
	void whileTheServerIsAwayWhatIsKnownStaysAndIsCalledOld() throws Exception {
		FakeServer server = server();
		try (Window window = new Window(ui, server)) {
			window.open(Pages.MODELS);
			await(window, "7 个模型");
			server.lose("no route");
			await(window, "以下是最后已知的情况");
			assertTrue(ui.on(() -> reads(window, "端口 8080 已被占用")));
		}
		assertEquals(List.of(), server.callsOnTheUiThread());
	}

	@Test
	void theChannelOfALocalModelCanBeLookedAtButNotChanged() throws Exception {
		FakeServer server = server();
		server.answer("ChannelService.list", arguments -> List.of(new Channel("local-Running", "local-Running", "llama.cpp", Optional.empty(), "", List.of("local-Running"), Map.of(), Set.of("default"), 0, 1, true,
				Map.of(), Map.of(), Timeouts.DEFAULT, true, java.time.Instant.now())));
		try (Window window = new Window(ui, server)) {
			window.open(Pages.CHANNELS);
			ui.on(() -> {
				window.frame().open(Pages.CHANNELS, Optional.of("local-Running"));
				return null;
			});
			await(window, "这是本地模型的渠道");
			for (String name : List.of("编辑", "停用", "复制")) {
				assertTrue(ui.on(() -> button(window, name).isEmpty()), name);
			}
			press(window, "打开模型");
			await(window, "端口 8081 · 上下文 4096");
		}
	}
}
