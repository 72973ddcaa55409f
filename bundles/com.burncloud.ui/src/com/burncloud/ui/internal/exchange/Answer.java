package com.burncloud.ui.internal.exchange;

import java.util.Optional;

import com.burncloud.api.usage.UsageRecord;

/**
 * What came back when a request was sent again.
 *
 * @param channel where it was sent, as it was chosen
 * @param status 0 when there was no answer
 * @param firstMillis until the first byte of the body
 * @param millis until its end
 * @param body as it came, cut where it is long
 * @param row of the log; empty when it could not be had in time
 * @param error why there was no answer; else empty
 */
record Answer(String channel, int status, long firstMillis, long millis, String body, Optional<UsageRecord> row, String error) {
}
