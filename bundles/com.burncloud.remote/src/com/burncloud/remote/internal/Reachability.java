package com.burncloud.remote.internal;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.server.Place;
import com.burncloud.api.server.ServerEvent;

/**
 * Whether the server is there. One thread looks, and it alone says LOST and REACHED, so that they alternate and come in order; everybody else only asks it to
 * look at once.
 */
final class Reachability implements AutoCloseable {
	private static final Logger LOG = LoggerFactory.getLogger(Reachability.class);
	/** Many calls fail at once when a server goes: they share a look. */
	private static final Duration LEAST_BETWEEN = Duration.ofMillis(50);
	/** For the streams to be open again before REACHED is said; one that does not open may be too new for the server. */
	private static final Duration STREAMS = Duration.ofSeconds(2);

	private final Supplier<Place> look;
	private final Pace pace;
	private final Streams streams;
	private final Consumer<ServerEvent> news;
	private final Semaphore asked = new Semaphore(0);
	private final Thread thread;
	private volatile Place place;
	private volatile boolean behind;
	private long lostAt;

	Reachability(URI address, Supplier<Place> look, Pace pace, Streams streams, Consumer<ServerEvent> news) {
		this.look = look;
		this.pace = pace;
		this.streams = streams;
		this.news = news;
		this.place = new Place(address, false, "", "", "not asked yet");
		this.thread = Thread.ofVirtual().name("look at " + address).unstarted(this::run);
	}

	void start(Place found) {
		place = found;
		thread.start();
	}

	Place place() {
		return place;
	}

	/** Looks soon. Never waits. */
	void check() {
		asked.release();
	}

	/** News may have been missed: REACHED is to be said once more. */
	void behind() {
		behind = true;
		check();
	}

	@Override
	public void close() {
		thread.interrupt();
	}

	private void run() {
		try {
			while (true) {
				asked.tryAcquire(pace.look().toNanos(), TimeUnit.NANOSECONDS);
				asked.drainPermits();
				look();
				streams.giveUpSilent();
				Thread.sleep(LEAST_BETWEEN);
			}
		} catch (InterruptedException closing) {
			// close() was called
		}
	}

	private void look() throws InterruptedException {
		Place found;
		try {
			found = look.get();
		} catch (RuntimeException failure) {
			if (!thread.isInterrupted()) {
				away(failure);
			}
			return;
		}
		boolean returned = !place.online();
		place = found;
		if (returned) {
			LOG.info("{} answers again", found.address());
			behind = true;
			streams.reopen(lostAt);
			streams.awaitOpen(STREAMS);
		}
		if (behind) {
			behind = false;
			news.accept(new ServerEvent(ServerEvent.REACHED, Map.of("address", found.address().toString())));
		}
	}

	private void away(RuntimeException failure) {
		boolean gone = place.online();
		place = new Place(place.address(), false, place.version(), place.database(), String.valueOf(failure.getMessage()));
		lostAt = System.nanoTime();
		if (gone) {
			LOG.info("lost a server: {}", failure.getMessage());
			news.accept(new ServerEvent(ServerEvent.LOST, Map.of("address", place.address().toString(), "error", place.error())));
		}
	}
}
