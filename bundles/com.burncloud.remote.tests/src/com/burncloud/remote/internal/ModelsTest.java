package com.burncloud.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.event.Topics;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.Fit;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelFacts;
import com.burncloud.api.model.ModelReport;
import com.burncloud.api.model.ModelService;
import com.burncloud.api.model.Variant;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerAwayException;
import com.burncloud.api.server.ServerEvent;

/** Hubs, downloads and models over the real management API: what goes in at one end comes out at the other. */
class ModelsTest {
	private static final Instant THEN = Instant.parse("2026-01-31T08:00:00.123Z");
	private static final long LARGE = 9_007_199_254_740_993L;
	private static final ModelFacts FACTS = new ModelFacts("qwen2", Optional.of("千问"), Optional.of("Q4_K_M"), OptionalLong.of(LARGE), OptionalInt.of(32768),
			OptionalInt.of(24), Optional.of("{% if a %}\n{{ b }}"), Optional.of("apache-2.0"), 3);
	private static final ModelFacts FEW_FACTS = new ModelFacts("unheard", Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalInt.empty(),
			OptionalInt.empty(), Optional.empty(), Optional.empty(), 1);
	private static final Machine MACHINE = new Machine(LARGE, 2, List.of(new Machine.Gpu("RTX 4090", 4, 3, "nvidia-smi"), new Machine.Gpu("iGPU", 0, 0, "vulkan")));
	private static final DeployOptions OPTIONS = new DeployOptions(9090, 0, 12, OptionalInt.of(4), OptionalInt.of(2), Optional.of("on"), Optional.of("q8_0"),
			Optional.of("C:\\模型\\mmproj.gguf"), List.of("qwen", "b"), Set.of("default", "vip"), -3, List.of("--mlock", "-t", "1"), 5, true);
	private static final Deployment RUNNING = new Deployment(Deployment.State.RUNNING, OptionalInt.of(8081), OptionalLong.of(4711), OptionalDouble.of(0.25),
			OptionalInt.of(4096), OptionalDouble.of(12.5), Optional.of("8080 is taken."), Optional.of("It crashed."), 2, Optional.of(THEN));
	private FarGateway far;
	private Server server;

	@BeforeEach
	void start() throws Exception {
		far = new FarGateway();
		server = far.connect();
	}

	@AfterEach
	void stop() throws Exception {
		far.close();
	}

	@Test
	void hubs() {
		List<HubInfo> hubs = List.of(new HubInfo("hf-mirror", Map.of("en", "HF Mirror", "zh", "镜像"), URI.create("https://hf-mirror.com"), true));
		far.answer("HubService.hubs", hubs);
		assertEquals(hubs, server.hubs().hubs());
		List<HubModel> found = List.of(
				new HubModel("hf", "o/r", LARGE, 7, OptionalLong.of(5), OptionalLong.of(6), Optional.of("mit"), true, Optional.of(THEN)),
				new HubModel("hf", "o/s", 0, 0, OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), false, Optional.empty()));
		far.answer("HubService.search", found);
		for (HubQuery.Order order : HubQuery.Order.values()) {
			HubQuery query = new HubQuery("千问 a+b&c/d", 7, order);
			assertEquals(found, server.hubs().search("hf", query));
			assertEquals(List.of("hf", query), far.asked("HubService.search"));
		}
		server.hubs().search("", new HubQuery("", 100, HubQuery.Order.LIKES));
		assertEquals(List.of("", new HubQuery("", 100, HubQuery.Order.LIKES)), far.asked("HubService.search"));
		far.fail("HubService.search", new UnknownIdException("hub", "nowhere"));
		assertThrows(UnknownIdException.class, () -> server.hubs().search("nowhere", new HubQuery("a", 1, HubQuery.Order.LIKES)));
	}

	@Test
	void aRepository() {
		HubListing listing = new HubListing("hf", "o/r.GGUF", "c0ffee", URI.create("https://huggingface.co/o/r.GGUF"),
				List.of(new Variant(Variant.Kind.MODEL, "Q4_K_M", OptionalDouble.of(4.5),
						List.of(new HubFile("q4/a-1.gguf", LARGE, Optional.of("ab")), new HubFile("q4/a-2.gguf", 5, Optional.empty()))),
						new Variant(Variant.Kind.PROJECTOR, "", OptionalDouble.empty(), List.of(new HubFile("mmproj.gguf", 3, Optional.empty())))));
		HubListing empty = new HubListing("hf", "o/r.GGUF", "beef", URI.create("https://huggingface.co/o/r.GGUF"), List.of());
		for (HubListing each : List.of(listing, empty)) {
			far.answer("HubService.files", each);
			assertEquals(each, server.hubs().files("hf", "o/r.GGUF"));
			assertEquals(List.of("hf", "o/r.GGUF"), far.asked("HubService.files"));
		}
		for (String strange : List.of("", "o", "o/", "/r", "o/r/s", "../r", "o/..", " /r")) {
			assertEquals(HubProblem.Kind.NO_REPOSITORY, assertThrows(HubException.class, () -> server.hubs().files("hf", strange)).problem().kind(), strange);
		}
		assertThrows(UnknownIdException.class, () -> server.hubs().files("..", "o/r"));
		far.fail("HubService.files", new UnknownIdException("hub", "nowhere"));
		assertThrows(UnknownIdException.class, () -> server.hubs().files("nowhere", "o/r"));
	}

	static Stream<ModelReport> reports() {
		return Stream.of(Fit.Verdict.values())
				.map(verdict -> new ModelReport(verdict == Fit.Verdict.UNKNOWN ? FEW_FACTS : FACTS, new Fit(verdict, 12, 4096, LARGE, 2, 3, 4, "Half of it."),
						verdict == Fit.Verdict.FITS ? new Machine(1, 1, List.of()) : MACHINE));
	}

	@ParameterizedTest
	@MethodSource("reports")
	void aModelIsLookedInto(ModelReport report) {
		far.answer("HubService.inspect", report);
		far.answer("ModelService.inspect", report);
		assertEquals(report, server.hubs().inspect("hf", "o/r", "q4/a b+c.gguf", new FitQuestion(0, 3)));
		assertEquals(List.of("hf", "o/r", "q4/a b+c.gguf", new FitQuestion(0, 3)), far.asked("HubService.inspect"));
		assertEquals(report, server.models().inspect("m", FitQuestion.DEFAULT));
		assertEquals(List.of("m", FitQuestion.DEFAULT), far.asked("ModelService.inspect"));
	}

	@ParameterizedTest
	@EnumSource
	void aHubsProblemComesBackAsItWas(HubProblem.Kind kind) {
		for (Optional<Duration> retryAfter : List.of(Optional.<Duration> empty(), Optional.of(Duration.ofMillis(54_321)))) {
			HubProblem problem = new HubProblem(kind, "The hub 站点 says no; do that.", retryAfter);
			for (String method : List.of("HubService.search", "HubService.files", "HubService.inspect", "DownloadService.start")) {
				far.fail(method, new HubException(problem));
			}
			assertEquals(problem, assertThrows(HubException.class, () -> server.hubs().search("", new HubQuery("a", 1, HubQuery.Order.LIKES))).problem());
			assertEquals(problem, assertThrows(HubException.class, () -> server.hubs().files("hf", "o/r")).problem());
			assertEquals(problem, assertThrows(HubException.class, () -> server.hubs().inspect("hf", "o/r", "f", FitQuestion.DEFAULT)).problem());
			assertEquals(problem, assertThrows(HubException.class, () -> server.downloads().start(new DownloadRequest("", "o/r", "f", ""))).problem());
		}
		assertTrue(server.place().online(), "the server is there, whatever a hub says");
	}

	private static Download download(Download.State state) {
		boolean all = state == Download.State.WAITING;
		return new Download("dl_1", "hf", "o/r", "c0ffee", "q4/a-1.gguf", List.of("q4/a-1.gguf", "q4/a-2.gguf"), state, 10, LARGE, 5,
				all ? OptionalLong.of(6000) : OptionalLong.empty(), all ? Optional.of("The hub asks for patience.") : Optional.empty(),
				all ? Optional.of(THEN) : Optional.empty(), all ? Optional.of("m") : Optional.empty(), THEN);
	}

	@ParameterizedTest
	@EnumSource
	void downloads(Download.State state) {
		Download download = download(state);
		far.answer("DownloadService.list", List.of(download, download));
		far.answer("DownloadService.find", Optional.of(download));
		for (String method : List.of("start", "pause", "resume")) {
			far.answer("DownloadService." + method, download);
		}
		assertEquals(List.of(download, download), server.downloads().list());
		assertEquals(Optional.of(download), server.downloads().find("dl_1"));
		for (DownloadRequest request : List.of(new DownloadRequest("", "o/r", "a b.gguf", ""), new DownloadRequest("hf", "o/r", "q4/a.gguf", "v1"))) {
			assertEquals(download, server.downloads().start(request));
			assertEquals(List.of(request), far.asked("DownloadService.start"));
		}
		assertEquals(download, server.downloads().pause("dl_1"));
		assertEquals(List.of("dl_1"), far.asked("DownloadService.pause"));
		assertEquals(download, server.downloads().resume("dl_1"));
		assertEquals(List.of("dl_1"), far.asked("DownloadService.resume"));
		server.downloads().remove("dl_1");
		assertEquals(List.of("dl_1"), far.asked("DownloadService.remove"));
	}

	@Test
	void refusedDownloads() {
		assertEquals(Optional.empty(), server.downloads().find("dl_9"));
		for (String method : List.of("pause", "resume", "remove")) {
			far.fail("DownloadService." + method, new UnknownIdException("download", "dl_9"));
		}
		assertThrows(UnknownIdException.class, () -> server.downloads().pause("dl_9"));
		assertThrows(UnknownIdException.class, () -> server.downloads().resume("dl_9"));
		assertThrows(UnknownIdException.class, () -> server.downloads().remove("dl_9"));
		far.fail("DownloadService.resume", new ConflictException("It is completed."));
		assertThrows(ConflictException.class, () -> server.downloads().resume("dl_1"));
		far.fail("DownloadService.start", new InvalidFieldException("file", "There is no room for it."));
		assertEquals("file", assertThrows(InvalidFieldException.class, () -> server.downloads().start(new DownloadRequest("", "o/r", "a", ""))).field());
	}

	static Stream<LocalModel> models() {
		LocalModel whole = new LocalModel("qwen-q4", "千问", "/模型/a.gguf", LARGE, Optional.of(FACTS), "Q4_K_M", "ab12", "hf:o/r", true, List.of("/m/mmproj.gguf"),
				Optional.of("Its file is gone."), THEN, OPTIONS, RUNNING);
		LocalModel bare = new LocalModel("b", "", "C:\\b.gguf", 0, Optional.empty(), "", "", "", false, List.of(), Optional.empty(), THEN, DeployOptions.DEFAULT,
				Deployment.NONE);
		Stream<LocalModel> states = Stream.of(Deployment.State.values()).map(state -> new LocalModel("s", "", "/s", 0, Optional.of(FEW_FACTS), "", "", "", false,
				List.of(), Optional.empty(), THEN, DeployOptions.DEFAULT, new Deployment(state, OptionalInt.empty(), OptionalLong.empty(), OptionalDouble.of(1),
						OptionalInt.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty(), 0, Optional.empty())));
		return Stream.concat(Stream.of(whole, bare), states);
	}

	@ParameterizedTest
	@MethodSource("models")
	void models(LocalModel model) {
		far.answer("ModelService.list", List.of(model));
		far.answer("ModelService.find", Optional.of(model));
		far.answer("ModelService.adopt", List.of(model));
		far.answer("ModelService.deploy", model);
		far.answer("ModelService.stop", model);
		assertEquals(List.of(model), server.models().list());
		assertEquals(Optional.of(model), server.models().find(model.id()));
		assertEquals(List.of(model), server.models().adopt("/数据/张三/models"));
		assertEquals(List.of("/数据/张三/models"), far.asked("ModelService.adopt"));
		assertEquals(model, server.models().deploy(model.id(), model.options()));
		assertEquals(List.of(model.id(), model.options()), far.asked("ModelService.deploy"));
		assertEquals(model, server.models().stop(model.id()));
		assertEquals(List.of(model.id()), far.asked("ModelService.stop"));
		server.models().delete(model.id());
		assertEquals(List.of(model.id()), far.asked("ModelService.delete"));
	}

	@Test
	void whatStandsAroundModels() {
		List<String> lines = List.of("main: loading", "", "  面 \"quoted\"\t");
		far.answer("ModelService.output", lines);
		assertEquals(lines, server.models().output("m"));
		far.answer("ModelService.machine", MACHINE);
		assertEquals(MACHINE, server.models().machine());
		for (LlamaServer llama : List.of(new LlamaServer(Optional.of("/usr/bin/llama-server"), "b1", List.of("/usr/bin"), Optional.of("It is too old.")),
				new LlamaServer(Optional.empty(), "", List.of(), Optional.empty()))) {
			far.answer("ModelService.llamaServer", llama);
			assertEquals(llama, server.models().llamaServer());
		}
		List<ModelService.Leftover> leftovers = List.of(new ModelService.Leftover("old 片 +1.part", LARGE));
		far.answer("ModelService.leftovers", leftovers);
		assertEquals(leftovers, server.models().leftovers());
		server.models().removeLeftover("old 片 +1.part");
		assertEquals(List.of("old 片 +1.part"), far.asked("ModelService.removeLeftover"));
		far.fail("ModelService.removeLeftover", new UnknownIdException("leftover", "x"));
		for (String none : List.of("x", "", "..", "a/b")) {
			assertThrows(UnknownIdException.class, () -> server.models().removeLeftover(none));
		}
	}

	@Test
	void refusedModels() {
		assertEquals(Optional.empty(), server.models().find("m"));
		for (String method : List.of("delete", "inspect", "deploy", "stop", "output")) {
			far.fail("ModelService." + method, new UnknownIdException("model", "m"));
		}
		assertThrows(UnknownIdException.class, () -> server.models().delete("m"));
		assertThrows(UnknownIdException.class, () -> server.models().inspect("m", FitQuestion.DEFAULT));
		assertThrows(UnknownIdException.class, () -> server.models().deploy("m", OPTIONS));
		assertThrows(UnknownIdException.class, () -> server.models().stop("m"));
		assertThrows(UnknownIdException.class, () -> server.models().output("m"));
		far.fail("ModelService.deploy", new ConflictException("There is no llama-server."));
		assertEquals("There is no llama-server.", assertThrows(ConflictException.class, () -> server.models().deploy("m", OPTIONS)).getMessage());
		far.fail("ModelService.deploy", new InvalidFieldException("cacheType", "This build does not know it."));
		assertEquals("cacheType", assertThrows(InvalidFieldException.class, () -> server.models().deploy("m", OPTIONS)).field());
		far.unregister(ModelService.class);
		assertTrue(assertThrows(ServerAwayException.class, () -> server.models().list()).getMessage().contains("model service is not running"));
	}

	@Test
	void theirNewsComesThrough() throws Exception {
		BlockingQueue<ServerEvent> news = new LinkedBlockingQueue<>();
		server.subscribe(news::add);
		ServerEvent[] seen = new ServerEvent[1];
		FarServer.until("the stream is there", () -> {
			far.post(Topics.DOWNLOAD_PROGRESS, Map.of("id", "dl_1", "bytesDone", LARGE));
			seen[0] = news.poll(50, TimeUnit.MILLISECONDS);
			return seen[0] != null;
		});
		assertEquals(new ServerEvent(Topics.DOWNLOAD_PROGRESS, Map.of("id", "dl_1", "bytesDone", LARGE)), seen[0]);
		far.post(Topics.MODEL_STARTING, Map.of("id", "m", "loadProgress", 0.5));
		ServerEvent next = news.poll(20, TimeUnit.SECONDS);
		while (next != null && next.topic().equals(Topics.DOWNLOAD_PROGRESS)) {
			next = news.poll(20, TimeUnit.SECONDS);
		}
		assertEquals(new ServerEvent(Topics.MODEL_STARTING, Map.of("id", "m", "loadProgress", 0.5)), next);
	}
}
