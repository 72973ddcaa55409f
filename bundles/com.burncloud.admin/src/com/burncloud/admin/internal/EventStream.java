package com.burncloud.admin.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One client of server-sent events (HTML standard, section 9.2). What it is sent comes on any thread and is written on the request's. */
final class EventStream {
	private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
	private static final byte[] END = {};

	private final OutputStream client;
	private final long heartbeatMillis;
	private final BlockingQueue<byte[]> waiting;
	private volatile boolean closed;

	/** @param most pieces that may wait while the client is behind */
	EventStream(OutputStream client, long heartbeatMillis, int most) {
		this.client = client;
		this.heartbeatMillis = heartbeatMillis;
		waiting = new ArrayBlockingQueue<>(most);
	}

	/** Takes a piece; waits while the client is behind. */
	void put(String events) {
		byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
		try {
			while (!closed && !waiting.offer(bytes, 100, TimeUnit.MILLISECONDS)) {
				// the client is behind
			}
		} catch (InterruptedException stopped) {
			close();
		}
	}

	/** Takes a piece without waiting; false when the client is so far behind that there is no room. */
	boolean offer(String events) {
		return closed || waiting.offer(events.getBytes(StandardCharsets.UTF_8));
	}

	/** Ends the stream within a moment. Any thread. */
	void close() {
		closed = true;
		waiting.offer(END);
	}

	/** Writes until the client is gone or somebody closes the stream. A comment after each silence finds out about the former. */
	void run() throws IOException {
		try {
			client.write(HEARTBEAT); // the head goes out at once, so that a client knows that it is connected
			client.flush();
			while (!closed) {
				byte[] events = waiting.poll(heartbeatMillis, TimeUnit.MILLISECONDS);
				client.write(events == null ? HEARTBEAT : events);
				client.flush();
			}
		} catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}
}
