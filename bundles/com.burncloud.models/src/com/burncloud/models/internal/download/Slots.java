package com.burncloud.models.internal.download;

import java.util.TreeSet;

/** So many downloads at once; who waits gets on in the order of the queue. */
final class Slots {
	private int free;
	private final TreeSet<Long> waiting = new TreeSet<>();

	Slots(int atOnce) {
		free = atOnce;
	}

	/** Stands in the queue from here on, until {@link #take} returns. */
	synchronized void queue(long place) {
		waiting.add(place);
	}

	/** @param place in the queue, lower first, each another */
	synchronized void take(long place, Stop stop) throws Stop.Stopped {
		waiting.add(place);
		try {
			while (free == 0 || waiting.first() != place) {
				stop.check();
				wait();
			}
			stop.check();
			free--;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new Stop.Stopped();
		} finally {
			waiting.remove(place);
			notifyAll();
		}
	}

	synchronized void leave() {
		free++;
		notifyAll();
	}

	/** Somebody was stopped, and may be waiting. */
	synchronized void wake() {
		notifyAll();
	}
}
