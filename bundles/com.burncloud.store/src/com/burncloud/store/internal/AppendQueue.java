package com.burncloud.store.internal;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The bounded queue between those who append and the one writer: a stack of linked records, taken whole and turned round. Each link knows how much lies below
 * it, so an append, bounds included, is one compare-and-set; and only an append that finds the writer asleep wakes it, since a wake-up costs more than all else.
 */
final class AppendQueue {

	/** A record that waits. */
	static final class Link {

		final byte[] payload;
		private final int count;
		private final long bytes;
		private Link next;

		private Link(byte[] payload, Link below) {
			this.payload = payload;
			this.next = below;
			this.count = below == null ? 1 : below.count + 1;
			this.bytes = payload.length + (below == null ? 0 : below.bytes);
		}

		/** The record appended after this one, null when this is the last. */
		Link next() {
			return next;
		}
	}

	private final int maxRecords;
	private final long maxBytes;
	private final AtomicReference<Link> top = new AtomicReference<>();
	private volatile int heldRecords;
	private volatile long heldBytes;
	private volatile Thread sleeper;

	AppendQueue(int maxRecords, long maxBytes) {
		this.maxRecords = maxRecords;
		this.maxBytes = maxBytes;
	}

	/** Any thread. Answers false when the record does not fit. */
	boolean offer(byte[] payload) {
		while (true) {
			Link below = top.get();
			Link link = new Link(payload, below);
			if (heldRecords + link.count > maxRecords || heldBytes + link.bytes > maxBytes) {
				if (top.get() == below) {
					return false;
				}
				// The writer took them meanwhile, so that they were counted twice.
				continue;
			}
			if (top.compareAndSet(below, link)) {
				if (below == null) {
					wake();
				}
				return true;
			}
		}
	}

	/** The writer only: all that waits, the oldest first; null when there is nothing. It counts against the bounds until it is {@link #written}. */
	Link take() {
		Link newest = top.getAndSet(null);
		if (newest == null) {
			return null;
		}
		heldRecords = newest.count;
		heldBytes = newest.bytes;
		Link oldest = null;
		for (Link link = newest; link != null;) {
			Link below = link.next;
			link.next = oldest;
			oldest = link;
			link = below;
		}
		return oldest;
	}

	/** The writer only: of what was taken, that from {@code first} to before {@code rest} is written; all of it when {@code rest} is null. */
	void written(Link first, Link rest) {
		heldRecords = rest == null ? 0 : heldRecords - (rest.count - first.count);
		heldBytes = rest == null ? 0 : heldBytes - (rest.bytes - rest.payload.length) + (first.bytes - first.payload.length);
	}

	/** The writer only: sleeps until something is appended, or is woken for another reason. */
	void sleep() {
		sleeper = Thread.currentThread();
		if (top.get() == null) {
			LockSupport.park(this);
		}
		sleeper = null;
	}

	void wake() {
		Thread thread = sleeper;
		if (thread != null) {
			LockSupport.unpark(thread);
		}
	}

	int waiting() {
		Link newest = top.get();
		return heldRecords + (newest == null ? 0 : newest.count);
	}
}
