package com.burncloud.dashboard.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.usage.UsageRecord;

/** The last exchanges and those who follow them. One lock makes a follower's history and what is new meet without a gap or a double. Any thread. */
final class Recent implements LiveLog {
	static final int MOST = 10_000;

	private final ArrayDeque<UsageRecord> rows = new ArrayDeque<>();
	private final Set<Follower> followers = new LinkedHashSet<>();

	synchronized void add(UsageRecord row) {
		if (rows.size() == MOST) {
			rows.removeFirst();
		}
		rows.addLast(row);
		followers.forEach(follower -> follower.offer(row));
	}

	@Override
	public synchronized List<UsageRecord> recent(int limit) {
		if (limit >= rows.size()) {
			return List.copyOf(rows);
		}
		ArrayList<UsageRecord> newest = new ArrayList<>();
		Iterator<UsageRecord> backwards = rows.descendingIterator();
		while (newest.size() < limit) {
			newest.add(backwards.next());
		}
		return List.copyOf(newest.reversed());
	}

	@Override
	public synchronized Subscription subscribe(int history, Consumer<List<UsageRecord>> listener) {
		Follower follower = new Follower(recent(Math.max(0, history)), listener, this::forget);
		followers.add(follower);
		follower.start();
		return follower;
	}

	private synchronized void forget(Follower follower) {
		followers.remove(follower);
	}

	void close() {
		List<Follower> all;
		synchronized (this) {
			all = List.copyOf(followers);
		}
		all.forEach(Follower::close);
	}
}
