package com.burncloud.ui.internal.models;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.LocalModel;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Palette.Role;

/** How this page says things, in the language of the person. */
record Words(Texts texts, String language) {
	private static final String DOT = " · ";

	static Words here() {
		return new Words(Texts.of(ModelsPage.class), Locale.getDefault().getLanguage());
	}

	String get(String key, Object... arguments) {
		return texts.get(key, arguments);
	}

	/** What lies on a disk, as hubs write it: {@code 4.68 GB}. */
	static String size(long bytes) {
		if (bytes < 1_000_000) {
			return bytes < 1_000 ? bytes + " B" : Math.ceilDiv(bytes, 1_000) + " KB";
		}
		return bytes < 999_500_000 ? String.format(Locale.ROOT, bytes < 9_950_000 ? "%.1f MB" : "%.0f MB", bytes / 1e6)
				: String.format(Locale.ROOT, bytes < 9_995_000_000L ? "%.2f GB" : "%.1f GB", bytes / 1e9);
	}

	/** What is needed of a memory, in the units in which memories are sold: {@code 3.1 GiB}. */
	static String memory(long bytes) {
		double gib = bytes / (double) (1L << 30);
		return gib >= 0.95 ? String.format(Locale.ROOT, "%.1f GiB", gib) : Math.max(0, Math.ceilDiv(bytes, 1L << 20)) + " MiB";
	}

	/** {@code 7.6B}, {@code 494M}. */
	static String parameters(long count) {
		return count >= 1_000_000_000 ? String.format(Locale.ROOT, "%.1fB", count / 1e9) : count >= 1_000_000 ? Math.round(count / 1e6) + "M" : Figures.count(count);
	}

	/** {@code 32k}, {@code 4096}. */
	static String tokens(int count) {
		return count >= 8_192 && count % 1_024 == 0 ? count / 1_024 + "k" : Integer.toString(count);
	}

	/** {@code 3 分 2 秒}. */
	String time(Duration duration) {
		long seconds = Math.max(0, duration.toSeconds());
		return seconds < 60 ? get("time.seconds", String.valueOf(seconds))
				: seconds < 3_600 ? get("time.minutes", String.valueOf(seconds / 60), String.valueOf(seconds % 60))
						: get("time.hours", String.valueOf(seconds / 3_600), String.valueOf(seconds / 60 % 60));
	}

	/** How long something still takes that goes on by itself. */
	String until(Instant at) {
		return time(Duration.between(Instant.now(), at).plusMillis(999));
	}

	static String joined(List<String> parts) {
		return String.join(DOT, parts.stream().filter(part -> !part.isBlank()).toList());
	}

	/** What a model is: {@code Q4_K_M · 4.68 GB · qwen2 · 7.6B · 32k}. */
	String facts(LocalModel model) {
		List<String> parts = new ArrayList<>(List.of(model.quantization(), size(model.sizeBytes())));
		model.facts().ifPresent(facts -> {
			parts.add(facts.architecture());
			facts.parameters().ifPresent(count -> parts.add(parameters(count)));
			facts.contextLength().ifPresent(length -> parts.add(get("context.trained", tokens(length))));
		});
		if (model.adopted()) {
			parts.add(get("adopted"));
		}
		return joined(parts);
	}

	/** How it runs: {@code 端口 8080 · 上下文 4096 · 41 tok/s}; empty where nothing runs. */
	String running(LocalModel model) {
		Deployment now = model.deployment();
		List<String> parts = new ArrayList<>();
		now.port().ifPresent(port -> parts.add(get("running.port", String.valueOf(port))));
		now.contextTokens().ifPresent(context -> parts.add(get("running.context", String.valueOf(context))));
		now.tokensPerSecond().ifPresent(speed -> parts.add(get("running.speed", String.format(Locale.ROOT, speed < 10 ? "%.1f" : "%.0f", speed))));
		if (now.restarts() > 0) {
			parts.add(get("running.restarts", String.valueOf(now.restarts())));
		}
		return joined(parts);
	}

	String state(Deployment.State state) {
		return get("state." + state.name().toLowerCase(Locale.ROOT));
	}

	/** With what stands for the dot, as the user guide writes it. */
	String spokenState(Deployment.State state) {
		return state == Deployment.State.RUNNING ? get("state.running.name") : state(state);
	}

	static Role role(Deployment.State state) {
		return switch (state) {
		case RUNNING -> Role.GOOD;
		case STARTING, QUEUED -> Role.WARN;
		case FAILED -> Role.BAD;
		case STOPPED, ASLEEP -> Role.MUTED;
		};
	}

	String state(Download.State state) {
		return get("download." + state.name().toLowerCase(Locale.ROOT));
	}

	static Role role(Download.State state) {
		return switch (state) {
		case RUNNING, VERIFYING -> Role.ACCENT;
		case WAITING -> Role.WARN;
		case FAILED -> Role.BAD;
		case COMPLETED -> Role.GOOD;
		case QUEUED, PAUSED -> Role.MUTED;
		};
	}

	/** The name of a file without its folders. */
	static String name(String path) {
		return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
	}

	/** Speed and time left of a download that runs. */
	String pace(Download download) {
		List<String> parts = new ArrayList<>();
		if (download.state() == Download.State.RUNNING) {
			if (download.bytesPerSecond() > 0) {
				parts.add(get("download.speed", size(download.bytesPerSecond())));
			}
			Optional.of(download.millisLeft()).filter(left -> left.isPresent()).ifPresent(left -> parts.add(get("download.left", time(Duration.ofMillis(left.getAsLong() + 999)))));
			parts.add(get("download.hashed"));
		}
		return joined(parts);
	}
}
