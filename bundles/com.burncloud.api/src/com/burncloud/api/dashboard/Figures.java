package com.burncloud.api.dashboard;

/**
 * The state of affairs over the last minute.
 *
 * @param successRatio of requests that ended with a status below 400; 1 when there were none
 * @param ttfbP50Millis time to the first byte, median
 */
public record Figures(long requestsPerMinute, long tokensPerMinute, double successRatio, long p50Millis, long p95Millis, long ttfbP50Millis,
		long costTodayNanos, long activeRequests) {
}
