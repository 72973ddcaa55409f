package com.burncloud.models.internal.gguf;

/**
 * What llama-server sets aside for the numbers in between, as a rule found by measuring v0.5.0 with small models (LlamaServerAgreementTest does it again):
 * for each of the 512 tokens that are reckoned at once, three rows of the feed-forward width and five of the embedding's in F32, and the mask of the context,
 * 2 bytes a token of it. Without flash attention a row of scores in F32 for each head comes on top.
 * Builds before v0.5.0 reserved the scores of all words for each of the 512 tokens, too; they are counted, so that the estimate holds for any build.
 */
final class ComputeBuffer {
	static final int UBATCH = 512;
	private static final int FLOAT = 4;

	private final Header header;
	private final KeyValueCache cache;

	ComputeBuffer(Header header, KeyValueCache cache) {
		this.header = header;
		this.cache = cache;
	}

	/** @throws ArithmeticException when that is more than a long */
	long bytes(long contextTokens, Manner manner) {
		return Math.addExact(activations(contextTokens, manner), Math.multiplyExact(header.vocabulary(), (long) UBATCH * FLOAT));
	}

	/** Without the scores of all words: what v0.5.0 sets aside. */
	long activations(long contextTokens, Manner manner) {
		long tokens = Math.min(UBATCH, contextTokens);
		long embedding = Math.max(header.own("embedding_length").orElse(0), cache.width());
		long rows = Math.addExact(Math.multiplyExact(3L, feedForward()), Math.multiplyExact(5L, embedding));
		long attention = manner.flashAttention() ? 2 * contextTokens : Math.multiplyExact(FLOAT * contextTokens, cache.heads() + 1);
		long masks = cache.windowed() ? Math.multiplyExact(2L, attention) : attention;
		// flash attention reads no F32 keys and values: a layer's are made F16 each time
		long converted = manner.flashAttention() && manner.cacheType() == GgmlType.F32 ? cache.bytes(0, contextTokens, UBATCH, GgmlType.F16) : 0;
		return Math.addExact(converted, Math.multiplyExact(tokens, Math.addExact(Math.multiplyExact(rows, (long) FLOAT), masks)));
	}

	/** Of a mixture, what the experts of one token are wide together. */
	private long feedForward() {
		long dense = 0;
		long expert = header.own("expert_feed_forward_length").orElse(0);
		for (int layer = 0; layer < cache.layers(); layer++) {
			dense = Math.max(dense, header.own("feed_forward_length", layer).orElse(0));
			expert = Math.max(expert, header.own("expert_feed_forward_length", layer).orElse(0));
		}
		long used = header.own("expert_used_count").orElse(0);
		if (used == 0) {
			return dense;
		}
		long embedding = header.own("embedding_length").orElse(0);
		long routed = Math.multiplyExact(used, Math.max(expert == 0 ? dense : expert, embedding));
		return Math.addExact(Math.max(dense, routed), header.own("expert_shared_feed_forward_length").orElse(0));
	}
}
