package com.burncloud.models.internal.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/** Finds the llama-server of this machine. What a file said of itself is remembered until the file changes. Any thread; may wait for a program. */
@Component(service = Executables.class)
public final class Executables {
	private static final Duration QUESTION_LIMIT = Duration.ofSeconds(10);

	/** What a file was when it was asked. */
	private record Stamp(FileTime modified, long sizeBytes) {
	}

	private record Asked(Stamp stamp, Interrogation.Answer answer) {
	}

	private final Places places;
	private final Interrogation interrogation;
	private final Map<Path, Asked> known = new ConcurrentHashMap<>();

	@Activate
	public Executables(@Reference Settings settings) {
		this(new Places(Surroundings.own(), settings.value(SettingKey.LLAMA_SERVER)), new Interrogation(QUESTION_LIMIT));
	}

	Executables(Places places, Interrogation interrogation) {
		this.places = places;
		this.interrogation = interrogation;
	}

	/** What was found; waits for a program that it has not asked before. */
	LlamaServer look() {
		List<Path> candidates = places.candidates();
		List<String> looked = candidates.stream().map(Path::toString).toList();
		Optional<LlamaServer> broken = Optional.empty();
		for (Path candidate : candidates) {
			if (!Files.isRegularFile(candidate)) {
				continue;
			}
			Interrogation.Answer answer = ask(candidate);
			Optional<String> path = Optional.of(candidate.toString());
			if (answer.build().isPresent()) {
				return new LlamaServer(path, answer.build().get().version(), looked, Optional.empty());
			}
			broken = broken.or(() -> Optional.of(new LlamaServer(path, "", looked, Optional.of(answer.error()))));
		}
		return broken.orElseGet(() -> new LlamaServer(Optional.empty(), "", looked, places.set() ? Optional.of(notThere(candidates)) : Optional.empty()));
	}

	private static String notThere(List<Path> candidates) {
		return "The setting LLAMA_SERVER names " + (candidates.isEmpty() ? "no path" : "'" + candidates.getFirst() + "', where no file is") + "; correct it or clear it.";
	}

	/** @throws ConflictException when there is none that can be run */
	Build build() {
		LlamaServer found = look();
		found.error().ifPresent(error -> {
			throw new ConflictException(error);
		});
		Path path = found.path().map(Path::of).orElseThrow(() -> new ConflictException("There is no llama-server on this machine: install llama.cpp, "
				+ "or set LLAMA_SERVER to the path of its executable. " + found.places().size() + " places were looked at."));
		return ask(path).build().orElseThrow(() -> new ConflictException("llama-server at '" + path + "' has changed while it was looked at; try again."));
	}

	private Interrogation.Answer ask(Path path) {
		Optional<Stamp> now = stamp(path);
		Asked asked = known.get(path);
		if (asked != null && now.equals(Optional.of(asked.stamp()))) {
			return asked.answer();
		}
		Interrogation.Answer answer = interrogation.ask(path);
		now.filter(stamp -> answer.lasting()).ifPresent(stamp -> known.put(path, new Asked(stamp, answer)));
		return answer;
	}

	/** Rights count, too: chmod changes no time. */
	private static Optional<Stamp> stamp(Path path) {
		try {
			return Files.isExecutable(path) ? Optional.of(new Stamp(Files.getLastModifiedTime(path), Files.size(path))) : Optional.empty();
		} catch (IOException e) {
			return Optional.empty();
		}
	}
}
