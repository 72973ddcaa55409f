package com.burncloud.bench.mock;

import java.util.concurrent.atomic.AtomicLong;

/** What a test asks the mock about afterwards: did an abandoned stream reach the upstream, were requests repeated. */
record MockStats(AtomicLong requests, AtomicLong streamsOpen, AtomicLong streamsDone, AtomicLong streamsAborted,
        AtomicLong faults, AtomicLong connections) {

    MockStats() {
        this(new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
    }

    String json() {
        return "{\"requests\":" + requests + ",\"streams_open\":" + streamsOpen + ",\"streams_done\":" + streamsDone
                + ",\"streams_aborted\":" + streamsAborted + ",\"faults\":" + faults + ",\"connections\":" + connections
                + "}\n";
    }
}
