package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import org.osgi.framework.BundleContext;

import jakarta.servlet.http.HttpServletResponse;

/** The open streams of one kind. */
final class Streams {
	/** Each holds a connection and a thread; a dashboard needs one or two. */
	static final int MOST = 100;

	private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
	private final AtomicInteger places = new AtomicInteger(MOST);
	private final long heartbeatMillis;
	private final String what;
	private final int mostWaiting;

	/**
	 * @param what they are, for the client that is one too many
	 * @param mostWaiting pieces that wait for a slow client
	 */
	Streams(BundleContext context, String what, int mostWaiting) {
		String millis = context.getProperty("burncloud.stream.heartbeat.millis");
		heartbeatMillis = millis == null ? 15_000 : Long.parseLong(millis);
		this.what = what;
		this.mostWaiting = mostWaiting;
	}

	/**
	 * Answers a call by a stream, until the client goes or {@link #close} is called.
	 *
	 * @param source begins to send to the stream, and ends it when closed
	 */
	void serve(Call call, Function<EventStream, Source> source) throws IOException {
		if (places.decrementAndGet() < 0) {
			places.incrementAndGet();
			throw Problem.of(503, "too_many_streams", "There are " + MOST + " " + what + " open already; close one of them.");
		}
		try {
			HttpServletResponse response = call.response();
			response.setStatus(200);
			response.setContentType("text/event-stream;charset=utf-8");
			// Tells nginx and its like to pass on each event as it comes.
			response.setHeader("X-Accel-Buffering", "no");
			if (!call.head()) {
				run(new EventStream(response.getOutputStream(), heartbeatMillis, mostWaiting), source);
			}
		} finally {
			places.incrementAndGet();
		}
	}

	private void run(EventStream stream, Function<EventStream, Source> source) throws IOException {
		open.add(stream);
		try (Source begun = source.apply(stream)) {
			stream.run();
		} finally {
			stream.close();
			open.remove(stream);
		}
	}

	Set<EventStream> open() {
		return open;
	}

	void close() {
		open.forEach(EventStream::close);
	}

	/** What sends to a stream. */
	@FunctionalInterface
	interface Source extends AutoCloseable {
		@Override
		void close();
	}
}
