package com.burncloud.api.usage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One exchange, from request to settlement: a row of the log. Texts that are not known are empty.
 *
 * @param requestId the gateway's own, as in {@code x-request-id}
 * @param clientRequestId as the client sent it
 * @param at when the request arrived
 * @param token the token's name at that time
 * @param model as the client asked
 * @param channel the name of the channel that answered, or was tried last
 * @param dialectIn the client's wire language; {@code dialectOut} the upstream's
 * @param status that the client got; 499 when it went away first
 * @param code of the error as clients see it
 * @param error the error in plain words
 * @param ttfbMillis until the client's first byte; 0 when there was none
 * @param costNanos 1e-9 USD
 * @param fidelity what a translation could not carry
 */
public record UsageRecord(String requestId, String clientRequestId, Instant at, String tokenId, String token, String model, String upstreamModel,
		String channelId, String channel, String dialectIn, String dialectOut, boolean stream, int status, String code, String error, List<Attempt> attempts,
		long ttfbMillis, long millis, Usage usage, long costNanos, List<String> fidelity) {

	public UsageRecord {
		Objects.requireNonNull(requestId);
		Objects.requireNonNull(clientRequestId);
		Objects.requireNonNull(at);
		Objects.requireNonNull(tokenId);
		Objects.requireNonNull(token);
		Objects.requireNonNull(model);
		Objects.requireNonNull(upstreamModel);
		Objects.requireNonNull(channelId);
		Objects.requireNonNull(channel);
		Objects.requireNonNull(dialectIn);
		Objects.requireNonNull(dialectOut);
		Objects.requireNonNull(code);
		Objects.requireNonNull(error);
		attempts = List.copyOf(attempts);
		Objects.requireNonNull(usage);
		fidelity = List.copyOf(fidelity);
	}

	/** The same exchange at a price. */
	public UsageRecord withCost(long newCostNanos) {
		return new UsageRecord(requestId, clientRequestId, at, tokenId, token, model, upstreamModel, channelId, channel, dialectIn, dialectOut, stream, status,
				code, error, attempts, ttfbMillis, millis, usage, newCostNanos, fidelity);
	}
}
