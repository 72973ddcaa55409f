package com.burncloud.models.internal.server;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.DeployOptions;

/** What no build of llama-server could do, or what would take it out of the gateway's hands. */
final class OptionsCheck {
	private static final Set<String> FLASH_ATTENTION = Set.of("on", "off", "auto");
	/** Where it listens, who may call it, which model it has, whether the port is its own: these are the gateway's to say. */
	private static final Set<String> OURS = Set.of("--host", "--port", "--reuse-port", "--api-key", "--api-key-file", "--api-prefix", "--ssl-key-file", "--ssl-cert-file",
			"-m", "--model", "-mu", "--model-url", "-hf", "-hfr", "--hf-repo", "-hff", "--hf-file", "-dr", "--docker-repo", "-a", "--alias", "--models-dir",
			"--models-preset", "--log-disable");
	private static final int MOST_IDLE_MINUTES = 60 * 24 * 365;

	private OptionsCheck() {
	}

	static void check(DeployOptions options) {
		within("port", options.port(), 0, 65_535, "a port, or 0 for any that is free");
		within("contextSize", options.contextTokens(), 0, Integer.MAX_VALUE, "a number of tokens, or 0 for what the model was trained for");
		within("gpuLayers", options.gpuLayers(), -1, Integer.MAX_VALUE, "a number of layers, or -1 for all");
		options.threads().ifPresent(threads -> within("threads", threads, 1, 4_096, "a number of threads"));
		options.parallelSlots().ifPresent(slots -> within("parallelSlots", slots, 1, 1_024, "a number of requests at the same time"));
		within("idleUnloadMinutes", options.idleUnloadMinutes(), 0, MOST_IDLE_MINUTES, "minutes, or 0 for never");
		options.flashAttention().filter(value -> !FLASH_ATTENTION.contains(value)).ifPresent(value -> {
			throw new InvalidFieldException("flashAttention", "'" + value + "' is not one of on, off and auto.");
		});
		options.projector().ifPresent(OptionsCheck::projector);
		options.aliases().forEach(OptionsCheck::alias);
		within("priority", options.priority(), -1_000_000, 1_000_000, "a whole number, higher before lower");
		if (options.groups().isEmpty() || options.groups().stream().anyMatch(group -> group.isBlank() || !group.equals(group.strip()))) {
			throw new InvalidFieldException("groups", "A model is called by tokens of its groups: at least one must be named, without blanks around it.");
		}
		extra(options.extraArguments());
	}

	private static void within(String field, int value, int least, int most, String what) {
		if (value < least || value > most) {
			throw new InvalidFieldException(field, value + " cannot be: " + what + " is wanted, from " + least + " to " + most + ".");
		}
	}

	private static void projector(String value) {
		try {
			if (Files.isReadable(Path.of(value)) && Path.of(value).isAbsolute()) {
				return;
			}
		} catch (InvalidPathException e) {
			// refused as one that is not there
		}
		throw new InvalidFieldException("projector", "There is no readable file '" + value + "'; give the absolute path of an mmproj file.");
	}

	private static void alias(String value) {
		if (value.isBlank() || !value.equals(value.strip()) || value.contains("*") || value.contains(",")) {
			throw new InvalidFieldException("aliases", "'" + value + "' cannot be a model's name: no blanks around it, no '*' and no ','.");
		}
	}

	private static void extra(List<String> arguments) {
		for (String argument : arguments) {
			if (argument.isEmpty() || argument.indexOf('\0') >= 0) {
				throw new InvalidFieldException("extraArguments", "An argument is empty or holds a NUL; take it out.");
			}
			String name = argument.replaceFirst("=.*", "").replace('_', '-');
			if (OURS.contains(name)) {
				throw new InvalidFieldException("extraArguments", "'" + name + "' is the gateway's to set: it decides where llama-server listens, who may call it "
						+ "and which model it has. Take it out.");
			}
		}
	}
}
