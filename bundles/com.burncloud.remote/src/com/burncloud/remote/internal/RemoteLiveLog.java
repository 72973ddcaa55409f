package com.burncloud.remote.internal;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageRecord;

/** The live log: a stream for each who follows it. */
final class RemoteLiveLog implements LiveLog, AutoCloseable {
	private static final int MOST_RECENT = 1000;

	private final RemoteUsage usage;
	private final Streams streams;
	private final Set<LogFollower> followers = ConcurrentHashMap.newKeySet();

	RemoteLiveLog(RemoteUsage usage, Streams streams) {
		this.usage = usage;
		this.streams = streams;
	}

	/** A thousand at most, which is what one page of the log holds. */
	@Override
	public List<UsageRecord> recent(int limit) {
		return limit <= 0 ? List.of() : usage.logs(LogQuery.newest(Math.min(limit, MOST_RECENT))).items().reversed();
	}

	@Override
	public Subscription subscribe(int history, Consumer<List<UsageRecord>> listener) {
		LogFollower follower = new LogFollower(Math.max(0, history), listener, followers::remove);
		followers.add(follower);
		follower.start(streams);
		return follower;
	}

	@Override
	public void close() {
		followers.forEach(LogFollower::close);
	}
}
