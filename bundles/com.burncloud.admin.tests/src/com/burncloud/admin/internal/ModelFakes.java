package com.burncloud.admin.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.DownloadService;
import com.burncloud.api.model.Fit;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelFacts;
import com.burncloud.api.model.ModelReport;
import com.burncloud.api.model.ModelService;
import com.burncloud.api.model.Variant;

/** Hubs, downloads and local models, in memory. */
final class ModelFakes {
	private static final Instant THEN = Instant.parse("2026-01-31T08:00:00Z");
	static final Machine MACHINE = new Machine(64, 32, List.of(new Machine.Gpu("RTX", 24, 20, "nvidia-smi")));
	static final ModelFacts FACTS = new ModelFacts("qwen2", Optional.of("Qwen2.5 0.5B"), Optional.of("Q4_K_M"), OptionalLong.of(494_032_768L),
			OptionalInt.of(32768), OptionalInt.of(24), Optional.of("{{ messages }}"), Optional.of("apache-2.0"), 1);
	static final ModelReport REPORT = new ModelReport(FACTS, new Fit(Fit.Verdict.FITS_PARTLY, 12, 4096, 10, 2, 6, 6, "Half of it."), MACHINE);
	private static final HubFile FIRST = new HubFile("q4/a-00001-of-00002.gguf", 7, Optional.of("ab"));
	private static final HubFile SECOND = new HubFile("q4/a-00002-of-00002.gguf", 5, Optional.empty());

	private ModelFakes() {
	}

	static final class Hubs implements HubService {
		volatile List<Object> asked = List.of();
		volatile Optional<HubProblem> problem = Optional.empty();
		volatile List<Variant> variants = List.of(new Variant(Variant.Kind.MODEL, "Q4_K_M", OptionalDouble.of(4.5), List.of(FIRST, SECOND)),
				new Variant(Variant.Kind.PROJECTOR, "", OptionalDouble.empty(), List.of(new HubFile("mmproj.gguf", 3, Optional.empty()))));

		@Override
		public List<HubInfo> hubs() {
			return List.of(new HubInfo("huggingface", Map.of("en", "Hugging Face"), URI.create("https://huggingface.co"), false));
		}

		@Override
		public List<HubModel> search(String hub, HubQuery query) {
			ask(hub, query);
			return List.of(
					new HubModel("huggingface", "Qwen/Qwen2.5-GGUF", 100, 7, OptionalLong.of(5), OptionalLong.of(6), Optional.of("apache-2.0"), true, Optional.of(THEN)),
					new HubModel("huggingface", "o/r", 0, 0, OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), false, Optional.empty()));
		}

		@Override
		public HubListing files(String hub, String repository) {
			ask(hub, repository);
			return new HubListing(hub, repository, "c0ffee", URI.create("https://huggingface.co/" + repository), variants);
		}

		@Override
		public ModelReport inspect(String hub, String repository, String file, FitQuestion question) {
			ask(hub, repository, file, question);
			return REPORT;
		}

		private void ask(Object... arguments) {
			asked = List.of(arguments);
			problem.ifPresent(given -> {
				throw new HubException(given);
			});
			if (arguments[0].equals("nowhere")) {
				throw new UnknownIdException("hub", "nowhere");
			}
		}
	}

	static final class Downloads implements DownloadService {
		final Map<String, Download> all = new LinkedHashMap<>();
		volatile DownloadRequest asked;
		/** What one becomes when it is looked at, one after the other. */
		final List<Download> news = new ArrayList<>();

		@Override
		public synchronized List<Download> list() {
			return List.copyOf(all.values());
		}

		@Override
		public synchronized Optional<Download> find(String id) {
			if (!news.isEmpty() && all.containsKey(id)) {
				all.put(id, news.removeFirst());
			}
			return Optional.ofNullable(all.get(id));
		}

		@Override
		public synchronized Download start(DownloadRequest request) {
			asked = request;
			if (!request.file().endsWith(".gguf")) {
				throw new InvalidFieldException("file", "'" + request.file() + "' is no GGUF file.");
			}
			if (all.containsKey("dl_1")) {
				throw new ConflictException("It is being downloaded already.");
			}
			return put(download(Download.State.RUNNING, 10, Optional.empty()));
		}

		static Download download(Download.State state, long done, Optional<String> error) {
			boolean running = state == Download.State.RUNNING;
			return new Download("dl_1", "huggingface", "o/r", "c0ffee", "a.gguf", List.of("a.gguf"), state, done, 40, running ? 5 : 0,
					running ? OptionalLong.of(6000) : OptionalLong.empty(), error, Optional.empty(),
					state == Download.State.COMPLETED ? Optional.of("a-q4") : Optional.empty(), THEN);
		}

		private Download put(Download download) {
			all.put(download.id(), download);
			return download;
		}

		@Override
		public synchronized Download pause(String id) {
			known(id);
			return put(download(Download.State.PAUSED, 10, Optional.empty()));
		}

		@Override
		public synchronized Download resume(String id) {
			if (known(id).state() == Download.State.COMPLETED) {
				throw new ConflictException("It is completed.");
			}
			return put(download(Download.State.RUNNING, 10, Optional.empty()));
		}

		@Override
		public synchronized void remove(String id) {
			all.remove(known(id).id());
		}

		private Download known(String id) {
			return Optional.ofNullable(all.get(id)).orElseThrow(() -> new UnknownIdException("download", id));
		}
	}

	static final class Models implements ModelService {
		final Map<String, LocalModel> all = new LinkedHashMap<>();
		volatile FitQuestion question;
		/** What one becomes when it is looked at, one after the other. */
		final List<Deployment> news = new ArrayList<>();
		final List<Leftover> leftovers = new ArrayList<>(List.of(new Leftover("old part.gguf", 12)));

		static LocalModel model(String id, boolean known, DeployOptions options, Deployment deployment) {
			return new LocalModel(id, "Qwen 千问", "/models/" + id + ".gguf", 12, known ? Optional.of(FACTS) : Optional.empty(), "Q4_K_M", "ab12",
					"huggingface:o/r", false, List.of("/models/mmproj.gguf"), known ? Optional.empty() : Optional.of("Its header is broken."), THEN, options,
					deployment);
		}

		static Deployment deployment(Deployment.State state, Optional<String> notice, Optional<String> error) {
			boolean running = state == Deployment.State.RUNNING;
			return new Deployment(state, running ? OptionalInt.of(8081) : OptionalInt.empty(), running ? OptionalLong.of(4711) : OptionalLong.empty(),
					state == Deployment.State.STARTING ? OptionalDouble.of(0.25) : OptionalDouble.empty(), running ? OptionalInt.of(4096) : OptionalInt.empty(),
					running ? OptionalDouble.of(12.5) : OptionalDouble.empty(), notice, error, 1, Optional.of(THEN));
		}

		void put(LocalModel model) {
			all.put(model.id(), model);
		}

		@Override
		public synchronized List<LocalModel> list() {
			return List.copyOf(all.values());
		}

		@Override
		public synchronized Optional<LocalModel> find(String id) {
			if (!news.isEmpty() && all.containsKey(id)) {
				put(model(id, true, all.get(id).options(), news.removeFirst()));
			}
			return Optional.ofNullable(all.get(id));
		}

		@Override
		public synchronized List<LocalModel> adopt(String path) {
			if (!path.startsWith("/")) {
				throw new InvalidFieldException("path", "'" + path + "' is not absolute.");
			}
			put(model("adopted", true, DeployOptions.DEFAULT, Deployment.NONE));
			return List.of(all.get("adopted"));
		}

		@Override
		public synchronized void delete(String id) {
			all.remove(known(id).id());
		}

		@Override
		public ModelReport inspect(String id, FitQuestion asked) {
			known(id);
			question = asked;
			return REPORT;
		}

		@Override
		public synchronized LocalModel deploy(String id, DeployOptions options) {
			known(id);
			if (options.contextTokens() < 0) {
				throw new InvalidFieldException("contextSize", "There is no context of " + options.contextTokens() + " tokens.");
			}
			put(model(id, true, options, deployment(Deployment.State.STARTING, Optional.empty(), Optional.empty())));
			return all.get(id);
		}

		@Override
		public synchronized LocalModel stop(String id) {
			put(model(id, true, known(id).options(), Deployment.NONE));
			return all.get(id);
		}

		@Override
		public List<String> output(String id) {
			known(id);
			return List.of("loading model", "server is listening");
		}

		private LocalModel known(String id) {
			return Optional.ofNullable(all.get(id)).orElseThrow(() -> new UnknownIdException("model", id));
		}

		@Override
		public LlamaServer llamaServer() {
			return new LlamaServer(Optional.of("/usr/bin/llama-server"), "b1234", List.of("/usr/bin/llama-server"), Optional.empty());
		}

		@Override
		public Machine machine() {
			return MACHINE;
		}

		@Override
		public synchronized List<Leftover> leftovers() {
			return List.copyOf(leftovers);
		}

		@Override
		public synchronized void removeLeftover(String name) {
			if (!leftovers.removeIf(each -> each.name().equals(name))) {
				throw new UnknownIdException("leftover", name);
			}
		}
	}

	static HubProblem problem(HubProblem.Kind kind) {
		return new HubProblem(kind, "The hub says " + kind + ".", kind == HubProblem.Kind.RATE_LIMITED ? Optional.of(Duration.ofMillis(54_321)) : Optional.empty());
	}
}
