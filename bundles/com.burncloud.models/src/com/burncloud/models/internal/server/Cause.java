package com.burncloud.models.internal.server;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a llama-server ended, in plain words, out of its last lines and its exit code. All its failures exit with 1: the lines tell them apart. */
final class Cause {

	/** A sign in the output, and what it means; the first that stands anywhere wins, so what hides others comes first. */
	private record Sign(Pattern pattern, BiFunction<Matcher, String, String> meaning) {

		static Sign of(String pattern, BiFunction<Matcher, String, String> meaning) {
			return new Sign(Pattern.compile(pattern, Pattern.CASE_INSENSITIVE), meaning);
		}
	}

	private static final int KILLED = 137;
	private static final int TERMINATED = 143;
	/** What it complained of long before it ended was not the reason. */
	private static final int LINES_THAT_TELL = 60;
	private static final Pattern PORT_TAKEN = Pattern.compile("couldn't bind (?:HTTP )?(?:server )?socket", Pattern.CASE_INSENSITIVE);

	private static final List<Sign> SIGNS = List.of(
			Sign.of(PORT_TAKEN.pattern(), (match, model) -> "Its port was taken by another program before it could listen; choose another port."),
			Sign.of("(?:error: )?(?:invalid|unknown) argument: (\\S+)", (match, model) -> "It does not know the argument '" + match.group(1) + "'; take it out of the further arguments."),
			Sign.of("error while handling argument \"([^\"]+)\": (.*)",
					(match, model) -> "It does not accept the value of '" + match.group(1) + "' (" + match.group(2).strip() + "); correct it."),
			Sign.of("cuda error: out of memory|cudaMalloc failed|ErrorOutOfDeviceMemory|out of device memory|kIOGPUCommandBufferCallbackErrorOutOfMemory|unable to allocate \\S*(?:CUDA|ROCm|Vulkan|Metal|SYCL)\\S* buffer",
					(match, model) -> "The GPU's memory is not enough for '" + model + "' with this context; put fewer layers on the GPU, or take a smaller context or quantization."),
			Sign.of("bad_alloc|cannot allocate memory|out of memory|failed to allocate|unable to allocate",
					(match, model) -> "The memory is not enough for '" + model + "' with this context; take a smaller context or quantization, or stop other models."),
			Sign.of("invalid magic characters",
					(match, model) -> "'" + model + "' is no GGUF file, or its beginning is damaged; delete it and download it again."),
			Sign.of("this GGUF file is version (\\d+) but this software only supports up to version (\\d+)", (match, model) -> "'" + model + "' is of GGUF version " + match.group(1)
					+ ", and this llama-server reads up to version " + match.group(2) + "; get a newer llama.cpp."),
			Sign.of("tensor '([^']+)' data is not within the file bounds",
					(match, model) -> "'" + model + "' is cut off or damaged: the data of '" + match.group(1) + "' is missing; delete it and download it again."),
			Sign.of("failed to read magic", (match, model) -> "'" + model + "' is empty; delete it and download it again."),
			Sign.of("failed to open GGUF file '?([^'(]+?)'? \\(([^)]+)\\)", (match, model) -> "The file '" + match.group(1) + "' cannot be opened: " + match.group(2) + "."),
			Sign.of("unknown model architecture: '([^']+)'",
					(match, model) -> "This llama-server does not know the architecture '" + match.group(1) + "' of '" + model + "'; get a newer llama.cpp."),
			Sign.of("unknown pre-tokenizer type: '([^']+)'",
					(match, model) -> "This llama-server does not know the tokenizer '" + match.group(1) + "' of '" + model + "'; get a newer llama.cpp."),
			Sign.of("[KV] cache type (\\S+) with block size \\d+ does not divide",
					(match, model) -> "The cache type " + match.group(1) + " does not fit '" + model + "'; take another one, or leave it out."),
			Sign.of("V cache quantization requires flash_attn", (match, model) -> "A quantized cache needs flash attention; switch it on, or leave the cache type out."),
			Sign.of("error while loading shared libraries: (.*)", (match, model) -> "llama-server misses a library: " + match.group(1).strip() + "."),
			Sign.of("key not found in model: (\\S+)|error loading model hyperparameters|wrong number of tensors|missing tensor '?([^' ]+)",
					(match, model) -> "'" + model + "' is not complete (" + match.group().strip() + "); take another file of this model."),
			Sign.of("error loading model: (.+)", (match, model) -> "'" + model + "' cannot be loaded (" + match.group(1).strip() + "); take another file of this model, or a newer llama.cpp."),
			Sign.of("exiting due to model loading error|error loading model", (match, model) -> "'" + model + "' cannot be loaded; its output tells more."));

	private Cause() {
	}

	/** @param model its file's name */
	static String of(List<String> lines, int exitValue, String model) {
		if (exitValue == KILLED || exitValue == TERMINATED) { // what it said before has nothing to do with it
			return killed(exitValue).orElseThrow();
		}
		List<String> last = lines.subList(Math.max(0, lines.size() - LINES_THAT_TELL), lines.size());
		return said(last, model).or(() -> killed(exitValue)).orElseGet(() -> ended(lines, exitValue));
	}

	static boolean portTaken(List<String> lines) {
		return lines.stream().anyMatch(line -> PORT_TAKEN.matcher(line).find());
	}

	/** Whether the system or somebody else ended it: then the same start may go well. */
	static boolean bySignal(int exitValue) {
		return exitValue > 128 && exitValue < 160;
	}

	private static Optional<String> said(List<String> lines, String model) {
		for (Sign sign : SIGNS) {
			for (String line : lines) {
				Matcher matcher = sign.pattern().matcher(line);
				if (matcher.find()) {
					return Optional.of(sign.meaning().apply(matcher, model));
				}
			}
		}
		return Optional.empty();
	}

	private static Optional<String> killed(int exitValue) {
		return Optional.ofNullable(switch (exitValue) {
		case KILLED -> "It was killed (signal 9), most likely by the system because memory was short; take a smaller context or quantization, or stop other models.";
		case TERMINATED -> "Somebody ended it (signal 15).";
		case 139 -> "It crashed (signal 11, a forbidden access to memory); another build of llama.cpp may help.";
		case 134 -> "It gave up (signal 6); its last lines tell why.";
		case 132 -> "It uses an instruction that this processor does not have (signal 4); get a llama.cpp build for it.";
		case 135 -> "It was ended because its file could not be read any further (signal 7); look at the disk.";
		default -> bySignal(exitValue) ? "It was ended by signal " + (exitValue - 128) + "." : null;
		});
	}

	private static String ended(List<String> lines, int exitValue) {
		String last = lines.isEmpty() ? "" : lines.getLast().strip();
		return "It ended with exit code " + exitValue + (last.isEmpty() ? " and without a word." : "; its last words: " + last + (last.endsWith(".") ? "" : "."));
	}
}
