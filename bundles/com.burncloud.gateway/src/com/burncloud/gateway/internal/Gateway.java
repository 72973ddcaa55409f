package com.burncloud.gateway.internal;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

import com.burncloud.api.channel.Routing;
import com.burncloud.api.token.Admissions;

import jakarta.servlet.http.HttpServletRequest;

/**
 * What all exchanges share.
 *
 * @param requestIds counts on from a random start, so that ids of two runs do not meet
 */
record Gateway(Admissions admissions, Routing routing, Upstream upstream, Watch watch, Traffic traffic, TokenCount tokenCount, BodyBudget bodies, long maxBodyBytes,
		LastRequests lastRequests, AtomicLong requestIds) {
	/** Bodies up to this size are kept while their answer streams, in case that tokens must be counted here. */
	static final int KEPT_BODY_BYTES = LastRequests.MOST_BYTES;

	static AtomicLong freshIds() {
		return new AtomicLong(new SecureRandom().nextLong() >>> 1);
	}

	String nextRequestId() {
		return "req_" + Long.toUnsignedString(requestIds.getAndIncrement(), 36);
	}

	/** A relayed request is over. */
	void left(HttpServletRequest request) {
		traffic.leave(request);
	}
}
