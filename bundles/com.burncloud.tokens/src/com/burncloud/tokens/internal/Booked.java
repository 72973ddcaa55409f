package com.burncloud.tokens.internal;

import com.burncloud.api.usage.UsageRecord;
import com.burncloud.tokens.internal.Balance.Charge;

/**
 * A line of the ledger, as the journal keeps it.
 *
 * @param process that settled it, a random number
 * @param sequence of the line in that process, from 0
 * @param accountId the token that was charged; empty when none was
 * @param exchange its texts are within their bounds
 */
record Booked(long process, long sequence, String accountId, Charge charge, UsageRecord exchange) {
}
