package com.burncloud.admin.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

import com.burncloud.api.usage.UsageRecord;

/**
 * One follower of the log. Batches come on the live log's thread and are written on the request's; a client that reads slowly makes the first one wait, and the
 * live log drops the oldest rows then.
 */
final class LogStream {
	private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);
	private static final List<UsageRecord> END = List.of();
	private static final int MOST_BATCHES = 4;

	private final OutputStream client;
	private final long heartbeatMillis;
	private final BlockingQueue<List<UsageRecord>> batches = new ArrayBlockingQueue<>(MOST_BATCHES);
	private volatile boolean closed;

	LogStream(OutputStream client, long heartbeatMillis) {
		this.client = client;
		this.heartbeatMillis = heartbeatMillis;
	}

	/** Takes a batch; waits while the client is behind. */
	void rows(List<UsageRecord> rows) {
		try {
			while (!closed && !rows.isEmpty() && !batches.offer(rows, 100, TimeUnit.MILLISECONDS)) {
				// the client is behind
			}
		} catch (InterruptedException stopped) {
			close();
		}
	}

	/** Ends the stream within a moment. Any thread. */
	void close() {
		closed = true;
		batches.offer(END);
	}

	/** Writes until the client is gone or somebody closes the stream. A comment after each silence finds out about the former. */
	void run() throws IOException {
		try {
			client.write(HEARTBEAT); // the head goes out at once, so that a client knows that it is connected
			client.flush();
			while (!closed) {
				List<UsageRecord> rows = batches.poll(heartbeatMillis, TimeUnit.MILLISECONDS);
				client.write(rows == null ? HEARTBEAT : events(rows));
				client.flush();
			}
		} catch (InterruptedException stopped) {
			Thread.currentThread().interrupt();
		}
	}

	private static byte[] events(List<UsageRecord> rows) {
		StringBuilder text = new StringBuilder();
		rows.forEach(row -> text.append("data: ").append(Call.toJson(UsageJson.write(row))).append("\n\n"));
		return text.toString().getBytes(StandardCharsets.UTF_8);
	}
}
