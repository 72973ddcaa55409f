package com.burncloud.ui.internal;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Deployment.State;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.Fit;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.HubModel;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelFacts;
import com.burncloud.api.model.ModelReport;
import com.burncloud.api.model.Variant;

/** Models in every state, downloads in every state, and a hub with something on it. */
final class Shelf {
	static final String REPOSITORY = "Qwen/Qwen2.5-7B-Instruct-GGUF";
	private static final Instant NOW = Instant.now();

	private Shelf() {
	}

	static ModelFacts facts() {
		return new ModelFacts("qwen2", Optional.of("Qwen2.5 7B"), Optional.of("Q4_K_M"), OptionalLong.of(7_600_000_000L), OptionalInt.of(32_768), OptionalInt.of(28), Optional.of("{{messages}}"),
				Optional.of("apache-2.0"), 1);
	}

	static Deployment deployment(State state, String notice, String error) {
		boolean up = state == State.RUNNING || state == State.STARTING;
		return new Deployment(state, up ? OptionalInt.of(8_081) : OptionalInt.empty(), up ? OptionalLong.of(4_242) : OptionalLong.empty(),
				state == State.STARTING ? OptionalDouble.of(0.46) : OptionalDouble.empty(), state == State.RUNNING ? OptionalInt.of(4_096) : OptionalInt.empty(),
				state == State.RUNNING ? OptionalDouble.of(41.2) : OptionalDouble.empty(), Optional.of(notice).filter(each -> !each.isEmpty()),
				Optional.of(error).filter(each -> !each.isEmpty()), 0, Optional.of(NOW));
	}

	static LocalModel model(String id, String error, Deployment deployment) {
		return new LocalModel(id, id, "/models/" + id + "/" + id + "-Q4_K_M.gguf", 4_680_000_000L, error.isEmpty() ? Optional.of(facts()) : Optional.empty(), "Q4_K_M", "ab".repeat(32),
				"huggingface:" + REPOSITORY, false, List.of(), Optional.of(error).filter(each -> !each.isEmpty()), NOW, DeployOptions.DEFAULT, deployment);
	}

	static List<LocalModel> models() {
		return List.of(model("Asleep", "", deployment(State.ASLEEP, "", "")),
				model("Broken", "The file ends at byte 100, but its tensors reach to byte 500: it is truncated; load it again.", Deployment.NONE),
				model("Failed", "", deployment(State.FAILED, "", "It was killed (signal 9), most likely by the system because memory was short; take a smaller context or quantization, or stop other models.")),
				model("Queued", "", deployment(State.QUEUED, "", "")), model("Running", "", deployment(State.RUNNING, "Port 8080 is taken; it listens on 8081 instead.", "")),
				model("Starting", "", deployment(State.STARTING, "", "")), model("Stopped", "", Deployment.NONE));
	}

	static Download download(String id, String file, Download.State state, String error) {
		return new Download(id, "huggingface", REPOSITORY, "main", file, List.of(file), state, 2_000_000_000L, 4_000_000_000L, state == Download.State.RUNNING ? 38_000_000L : 0,
				state == Download.State.RUNNING ? OptionalLong.of(182_000) : OptionalLong.empty(), Optional.of(error).filter(each -> !each.isEmpty()),
				state == Download.State.WAITING ? Optional.of(Instant.now().plusSeconds(90)) : Optional.empty(), state == Download.State.COMPLETED ? Optional.of("Stopped") : Optional.empty(), NOW);
	}

	static List<Download> downloads() {
		return List.of(download("d1", "running.gguf", Download.State.RUNNING, ""), download("d2", "queued.gguf", Download.State.QUEUED, ""),
				download("d3", "waiting.gguf", Download.State.WAITING, "Hugging Face is out of order (503); try again later or choose another hub."),
				download("d4", "paused.gguf", Download.State.PAUSED, ""), download("d5", "verifying.gguf", Download.State.VERIFYING, ""),
				download("d6", "failed.gguf", Download.State.FAILED, "The file was replaced on the hub while it was being fetched; resume begins anew with the new one."));
	}

	static List<HubModel> found() {
		return List.of(new HubModel("huggingface", REPOSITORY, 1_234_567, 890, OptionalLong.of(7_600_000_000L), OptionalLong.of(60_000_000_000L), Optional.of("apache-2.0"), false, Optional.of(NOW)),
				new HubModel("huggingface", "meta/Gated-8B-GGUF", 12, 3, OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), true, Optional.empty()));
	}

	static HubListing listing(String repository) {
		return new HubListing("huggingface", repository, "main", URI.create("https://huggingface.co/" + repository),
				List.of(variant(Variant.Kind.MODEL, "Q2_K", "model-q2_k.gguf", 3_000_000_000L), variant(Variant.Kind.MODEL, "Q4_K_M", "model-q4_k_m.gguf", 4_680_000_000L),
						variant(Variant.Kind.PROJECTOR, "F16", "mmproj-f16.gguf", 1_200_000_000L)));
	}

	private static Variant variant(Variant.Kind kind, String quantization, String file, long size) {
		return new Variant(kind, quantization, OptionalDouble.of(4.9), List.of(new HubFile(file, size, Optional.empty())));
	}

	/** Fits with a context of up to 8192. */
	static ModelReport report(FitQuestion question) {
		long cache = question.contextTokens() * 57_344L;
		Fit.Verdict verdict = question.contextTokens() <= 8_192 ? Fit.Verdict.FITS : Fit.Verdict.DOES_NOT_FIT;
		return new ModelReport(facts(), new Fit(verdict, 0, question.contextTokens(), 4_680_000_000L, cache, 4_900_000_000L + cache, 0, "It needs some."), new Machine(32L << 30, 20L << 30, List.of()));
	}
}
