package com.burncloud.api.usage;

/**
 * Tokens of one exchange, counted as OpenAI counts: the prompt includes what was cached, the completion includes what was reasoned
 * (OpenAI API reference, "The chat completion object", usage).
 *
 * @param cacheReadTokens part of the prompt that the upstream had in its cache
 * @param cacheWriteTokens part of the prompt that the upstream put into its cache
 * @param reasoningTokens part of the completion
 * @param estimated the upstream gave no figures: these were counted here
 */
public record Usage(long promptTokens, long completionTokens, long cacheReadTokens, long cacheWriteTokens, long reasoningTokens, boolean estimated) {

	/** Nothing was used, and that is certain. */
	public static final Usage NONE = new Usage(0, 0, 0, 0, 0, false);

	/** Figures without details. */
	public static Usage of(long promptTokens, long completionTokens) {
		return new Usage(promptTokens, completionTokens, 0, 0, 0, false);
	}
}
