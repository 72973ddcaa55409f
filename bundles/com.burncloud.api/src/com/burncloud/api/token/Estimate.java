package com.burncloud.api.token;

import java.util.OptionalLong;

/**
 * An upper bound of what a request will use, known before it is sent.
 *
 * @param promptTokensMax no fewer than the prompt can have
 * @param completionTokensMax the client's own limit for one choice; empty: it set none
 * @param choices how many answers it wants, each as long as the limit allows; at least 1
 */
public record Estimate(long promptTokensMax, OptionalLong completionTokensMax, long choices) {

	/** For one answer. */
	public Estimate(long promptTokensMax, OptionalLong completionTokensMax) {
		this(promptTokensMax, completionTokensMax, 1);
	}
}
