package com.burncloud.models.internal.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.DeployOptions;

/** Says in the words of one build of llama-server how a model is to be run. */
final class Arguments {

	/** How the key reaches it. Never by the command line, which every user of the machine can read. */
	enum KeyBy {
		ENVIRONMENT, FILE
	}

	/** More layers than any model has: what builds understand that know no {@code all}. To them -1 means none. */
	private static final String ALL_LAYERS = "999";

	private final Build build;
	private final List<String> arguments = new ArrayList<>();

	private Arguments(Build build) {
		this.build = build;
	}

	/**
	 * All but the port, which is known when it starts.
	 *
	 * @throws InvalidFieldException for an option that this build does not have
	 */
	static List<String> of(Build build, Path model, String alias, DeployOptions options) {
		Arguments said = new Arguments(build);
		said.add("--model", model.toString());
		said.add("--host", "127.0.0.1");
		said.contextAndLayers(options);
		options.threads().ifPresent(threads -> said.add(said.wanted("threads", "--threads"), Integer.toString(threads)));
		options.parallelSlots().ifPresent(slots -> said.add(said.wanted("parallelSlots", "--parallel"), Integer.toString(slots)));
		options.flashAttention().ifPresent(said::flashAttention);
		options.cacheType().ifPresent(said::cacheType);
		options.projector().ifPresent(projector -> said.add(said.wanted("projector", "--mmproj"), projector));
		said.known("--alias").ifPresent(flag -> said.add(flag, alias));
		said.known("--no-ui").or(() -> said.known("--no-webui")).ifPresent(said::add);
		said.known("--metrics").ifPresent(said::add);
		said.known("--jinja").ifPresent(said::add);
		said.extra(options.extraArguments());
		return List.copyOf(said.arguments);
	}

	/** @throws ConflictException when the build knows no way that keeps it hidden */
	static KeyBy keyBy(Build build) {
		if (build.flags().mentions("LLAMA_API_KEY")) {
			return KeyBy.ENVIRONMENT;
		}
		if (build.flags().has("--api-key-file")) {
			return KeyBy.FILE;
		}
		throw new ConflictException("llama-server " + build.version() + " at '" + build.path() + "' is too old: it cannot be given a key. Get a newer llama.cpp.");
	}

	private void contextAndLayers(DeployOptions options) {
		add(wanted("contextSize", "--ctx-size"), Integer.toString(options.contextTokens()));
		Optional<Flags.Option> layers = build.flags().option("-ngl").or(() -> build.flags().option("--n-gpu-layers"));
		if (layers.isEmpty()) {
			if (options.gpuLayers() > 0) {
				throw lacking("gpuLayers", "--n-gpu-layers"); // built without any GPU; none and "all there are" it can do
			}
			return;
		}
		boolean knowsAll = layers.get().text().matches("(?s).*['\"]all['\"].*");
		add(layers.get().names().getFirst(), options.gpuLayers() >= 0 ? Integer.toString(options.gpuLayers()) : knowsAll ? "all" : ALL_LAYERS);
	}

	/** Once a switch that was off by default, now a word that is {@code auto} by default. */
	private void flashAttention(String value) {
		Optional<Flags.Option> option = build.flags().option("--flash-attn");
		if (option.isEmpty()) {
			if (value.equals("on")) {
				throw lacking("flashAttention", "--flash-attn");
			}
		} else if (option.get().takesValue()) {
			add("--flash-attn", value);
		} else if (value.equals("on")) {
			add("--flash-attn");
		}
	}

	private void cacheType(String value) {
		List<String> allowed = build.flags().allowed("--cache-type-k");
		if (!allowed.isEmpty() && !allowed.contains(value)) {
			throw new InvalidFieldException("cacheType", "llama-server " + build.version() + " knows the types " + String.join(", ", allowed) + " and not '" + value + "'.");
		}
		add(wanted("cacheType", "--cache-type-k"), value);
		add(wanted("cacheType", "--cache-type-v"), value);
	}

	private void extra(List<String> extra) {
		for (String argument : extra) {
			if (argument.matches("--?[A-Za-z].*") && !build.flags().has(argument.replaceFirst("=.*", ""))) {
				throw lacking("extraArguments", argument);
			}
			add(argument);
		}
	}

	private Optional<String> known(String flag) {
		return Optional.of(flag).filter(build.flags()::has);
	}

	private String wanted(String field, String flag) {
		return known(flag).orElseThrow(() -> lacking(field, flag));
	}

	private InvalidFieldException lacking(String field, String flag) {
		return new InvalidFieldException(field,
				"llama-server " + build.version() + " at '" + build.path() + "' has no option " + flag + "; leave it out, or get another build of llama.cpp.");
	}

	private void add(String... words) {
		arguments.addAll(List.of(words));
	}
}
