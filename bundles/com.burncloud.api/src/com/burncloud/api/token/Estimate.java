package com.burncloud.api.token;

import java.util.OptionalLong;

/**
 * An upper bound of what a request will use, known before it is sent.
 *
 * @param promptTokensMax no fewer than the prompt can have
 * @param completionTokensMax the client's own limit, times the number of choices; empty: it set none
 */
public record Estimate(long promptTokensMax, OptionalLong completionTokensMax) {
}
