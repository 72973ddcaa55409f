package com.burncloud.models.internal.server;

import java.time.Duration;
import java.util.List;

/**
 * How long and how often.
 *
 * @param load until it answers; large models on slow disks take many minutes
 * @param term between asking a process to end and killing it
 * @param backOffs before each start after a crash; after as many crashes in a row it is given up
 * @param healthy after so long without a crash, the row begins anew
 * @param requestWait of a request, for a model that is being loaded
 * @param requestsWaiting for one model at the same time
 * @param memoryWait for memory that busy models hold
 * @param idleUnit what one minute of {@code idleUnloadMinutes} is
 */
record Limits(Duration load, Duration term, List<Duration> backOffs, Duration healthy, Duration requestWait, int requestsWaiting, Duration memoryWait,
		Duration idleUnit) {

	static final Limits DEFAULT = new Limits(Duration.ofMinutes(30), Duration.ofSeconds(5), List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(15)),
			Duration.ofMinutes(5), Duration.ofMinutes(5), 64, Duration.ofMinutes(5), Duration.ofMinutes(1));
}
