package com.burncloud.models.internal.gguf;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The memory of attention: the keys and values of each token of the context, in each layer (llama.cpp v0.5.0, llama-kv-cache.cpp and llama-kv-cache-iswa.cpp).
 * Architectures stand here only when llama.cpp gives them exactly this cache. Latent attention (MLA), state space and other recurrent models, hybrids and encoders do not.
 */
final class KeyValueCache {
	/** One full cache in each layer, whatever window the file names: llama.cpp ignores it. */
	private static final Set<String> PLAIN = Set.of("llama", "mistral3", "deci", "qwen", "qwen2", "qwen2moe", "qwen2vl", "qwen3", "qwen3moe", "qwen3vl", "qwen3vlmoe", "phi2",
			"phi3", "gemma", "baichuan", "falcon", "gpt2", "gptneox", "mpt", "bloom", "starcoder", "starcoder2", "codeshell", "refact", "stablelm", "orion", "internlm2",
			"minicpm", "xverse", "command-r", "dbrx", "olmo", "olmoe", "arctic", "grok", "deepseek", "chatglm", "glm4", "glm4moe", "exaone", "nemotron", "granite",
			"granitemoe", "ernie4_5", "ernie4_5-moe", "hunyuan-moe", "hunyuan-dense", "smollm3", "seed_oss", "bailingmoe", "bailingmoe2", "dots1", "arcee", "apertus",
			"minimax-m2", "jais", "openelm", "pangu-embedded");
	/** Most layers look back a window only, and every so many-th sees all. Where the file names no window: 0 means that it has none. */
	private static final Map<String, Windows> WINDOWED = Map.of("gemma2", new Windows(4096, 2), "gemma3", new Windows(0, 6), "gpt-oss", new Windows(-1, 2), "cohere2",
			new Windows(-1, 4), "olmo2", new Windows(0, 4));
	/** Signs of a memory that is another, whatever the architecture's name. */
	private static final Set<String> OTHER_MEMORY = Set.of("attention.kv_lora_rank", "attention.key_length_mla", "ssm.", "wkv.", "shortconv.", "attention.indexer.");
	private static final int LAYERS_AT_MOST = 512;
	private static final int CELLS_PADDING = 256;
	/** What llama-server takes for {@code --parallel} where nobody says: windows are kept for each of them. */
	private static final int SLOTS = 4;

	private record Windows(long window, long every) {
	}

	private final Header header;
	private final int layers;
	private final long keyLength;
	private final long valueLength;
	private final long heads;
	private final Optional<Windows> windows;

	private KeyValueCache(Header header, int layers, long heads, long headLength, Optional<Windows> windows) {
		this.header = header;
		this.layers = layers;
		this.heads = heads;
		this.windows = windows;
		keyLength = header.own("attention.key_length").orElse(headLength);
		valueLength = header.own("attention.value_length").orElse(headLength);
	}

	/** Empty where the architecture's memory is not understood. */
	static Optional<KeyValueCache> of(Header header) {
		String architecture = header.architecture();
		long layers = header.own("block_count").orElse(0);
		long embedding = header.own("embedding_length").orElse(0);
		if (layers < 1 || layers > LAYERS_AT_MOST || embedding < 1 || OTHER_MEMORY.stream().anyMatch(header::hasOwn)) {
			return Optional.empty();
		}
		long heads = 0;
		for (int layer = 0; layer < layers; layer++) {
			heads = Math.max(heads, header.own("attention.head_count", layer).orElse(0));
		}
		if (heads < 1) {
			return Optional.empty();
		}
		if (PLAIN.contains(architecture)) {
			return Optional.of(new KeyValueCache(header, (int) layers, heads, embedding / heads, Optional.empty()));
		}
		Windows usual = WINDOWED.get(architecture);
		if (usual == null) {
			return Optional.empty();
		}
		long window = header.own("attention.sliding_window").orElse(usual.window());
		Optional<Windows> windows = window == 0 ? Optional.empty() : Optional.of(new Windows(window, header.own("attention.sliding_window_pattern").orElse(usual.every())));
		return window < 0 ? Optional.empty() : Optional.of(new KeyValueCache(header, (int) layers, heads, embedding / heads, windows));
	}

	/** Of the model; the last {@code nextn_predict_layers} of them have no cache. */
	int layers() {
		return layers;
	}

	/** The widest row of numbers that attention makes of a token. */
	long width() {
		return Math.multiplyExact(heads, Math.max(keyLength, valueLength));
	}

	long heads() {
		return heads;
	}

	boolean windowed() {
		return windows.isPresent();
	}

	/**
	 * Of one layer.
	 *
	 * @param ubatch tokens that are reckoned at once
	 * @throws ArithmeticException when that is more than a long
	 */
	long bytes(int layer, long contextTokens, long ubatch, GgmlType type) {
		if (layer >= layers - header.own("nextn_predict_layers").orElse(0)) {
			return 0;
		}
		OptionalLong told = header.own("attention.head_count_kv", layer);
		long keyHeads = told.isPresent() ? told.getAsLong() : header.own("attention.head_count", layer).orElse(heads);
		long row = Math.addExact(type.bytes(Math.multiplyExact(keyHeads, keyLength)), type.bytes(Math.multiplyExact(keyHeads, valueLength)));
		return Math.multiplyExact(row, cells(layer, contextTokens, ubatch));
	}

	private long cells(int layer, long contextTokens, long ubatch) {
		long all = padded(contextTokens);
		if (windows.isEmpty() || !looksBackAWindow(layer)) {
			return all;
		}
		return Math.min(all, padded(Math.addExact(Math.multiplyExact(windows.get().window(), SLOTS), ubatch)));
	}

	private boolean looksBackAWindow(int layer) {
		if (header.metadata().get(header.architecture() + ".attention.sliding_window_pattern") instanceof Value.Wholes list) {
			return layer < list.values().length && list.values()[layer] != 0;
		}
		long every = windows.get().every();
		return every == 0 || layer % every < every - 1;
	}

	private static long padded(long cells) {
		return Math.multiplyExact(Math.ceilDiv(cells, CELLS_PADDING), (long) CELLS_PADDING);
	}
}
