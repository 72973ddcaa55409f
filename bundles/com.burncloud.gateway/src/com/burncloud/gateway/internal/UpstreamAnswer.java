package com.burncloud.gateway.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Receives one upstream answer on HttpClient's reactor. First it holds the bytes until there is enough to judge (all of a small answer, the first event of a
 * stream); then, once a {@link Sink} is attached, it hands them on as they come.
 */
final class UpstreamAnswer implements AsyncResponseConsumer<Void> {
	/** Whole answers up to this size are judged whole; larger ones are relayed as they come. */
	private static final int HELD_BYTES = 256 << 10;
	private static final int WINDOW_BYTES = 64 << 10;
	private static final byte[] NOTHING = {};

	/** Where the bytes go when the answer was found good. Bytes come in order, by one thread at a time. */
	interface Sink {
		void bytes(ByteBuffer bytes);

		void end();

		void failed(Exception cause);

		/** Whether there is room for more bytes now; when there is not, {@link UpstreamAnswer#resume} follows. */
		boolean hasRoom();
	}

	private final CompletableFuture<Head> head = new CompletableFuture<>();
	private final Object lock = new Object();
	/** Usually one piece and never copied again; given out as it is, so what lies below {@code heldBytes} is never changed. */
	private byte[] held = NOTHING;
	private int heldBytes;
	private Optional<EventSplitter> firstEvents = Optional.empty();
	private int status;
	private List<Header> headers = List.of();
	private boolean stream;
	private boolean eventSeen;
	private boolean ended;
	private Exception failure;
	private FutureCallback<Void> done;
	private CapacityChannel starved;
	private volatile Sink sink;

	/** Completes when there is enough to judge the answer; fails when there is none. */
	CompletableFuture<Head> head() {
		return head;
	}

	/** Takes over from here: gives the sink all bytes from the first one on. The sink is never called under the lock, for it has one of its own. */
	void attach(Sink target) {
		boolean atEnd;
		Exception broken;
		while (true) {
			byte[] bytes;
			synchronized (lock) {
				if (heldBytes == 0) {
					sink = target;
					atEnd = ended;
					broken = failure;
					break;
				}
				bytes = held();
				held = NOTHING;
				heldBytes = 0;
			}
			target.bytes(ByteBuffer.wrap(bytes));
		}
		if (broken != null) {
			target.failed(broken);
		} else if (atEnd) {
			target.end();
		} else {
			resume();
		}
	}

	/** Lets the upstream send on after the sink had no room. Any thread. */
	void resume() {
		CapacityChannel waiting;
		synchronized (lock) {
			waiting = starved;
			starved = null;
		}
		if (waiting != null) {
			try {
				waiting.update(WINDOW_BYTES);
			} catch (IOException gone) {
				fail(gone);
			}
		}
	}

	@Override
	public void informationResponse(HttpResponse response, HttpContext context) {
		// 100 and 103 mean nothing to the client of this request.
	}

	@Override
	public void consumeResponse(HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Void> callback) {
		status = response.getCode();
		headers = List.of(response.getHeaders());
		Header type = response.getFirstHeader("content-type");
		stream = status < 300 && type != null && type.getValue() != null && type.getValue().toLowerCase(Locale.ROOT).startsWith("text/event-stream");
		firstEvents = stream ? Optional.of(new EventSplitter()) : Optional.empty();
		done = callback;
		if (entity == null) {
			streamEnd(null);
		}
	}

	@Override
	public void updateCapacity(CapacityChannel channel) throws IOException {
		if (hasRoom()) {
			channel.update(WINDOW_BYTES);
			return;
		}
		synchronized (lock) {
			starved = channel;
		}
		if (hasRoom()) {
			// It drained between the question and the note.
			resume();
		}
	}

	private boolean hasRoom() {
		Sink target = sink;
		return target != null ? target.hasRoom() : !head.isDone();
	}

	@Override
	public void consume(ByteBuffer bytes) {
		Sink target = sink;
		if (target == null) {
			synchronized (lock) {
				target = sink;
				if (target == null) {
					hold(bytes);
					return;
				}
			}
		}
		target.bytes(bytes);
	}

	private void hold(ByteBuffer bytes) {
		int from = heldBytes;
		int added = bytes.remaining();
		if (from + added > held.length) {
			held = Arrays.copyOf(held, from == 0 ? added : Math.max(from + added, held.length * 2));
		}
		bytes.get(held, from, added);
		heldBytes += added;
		if (head.isDone()) {
			return;
		}
		firstEvents.ifPresent(splitter -> splitter.feed(ByteBuffer.wrap(held, from, added),
				(buffer, start, end) -> eventSeen |= !EventData.of(buffer, start, end).isEmpty()));
		if (stream ? eventSeen : heldBytes > HELD_BYTES) {
			judge(false);
		}
	}

	private byte[] held() {
		return heldBytes == held.length ? held : Arrays.copyOf(held, heldBytes);
	}

	@Override
	public void streamEnd(List<? extends Header> trailers) {
		Sink target;
		synchronized (lock) {
			ended = true;
			target = sink;
			if (target == null && !head.isDone()) {
				judge(true);
			}
		}
		if (target != null) {
			target.end();
		}
		done.completed(null);
	}

	private void judge(boolean complete) {
		head.complete(new Head(status, headers, stream, held(), complete));
	}

	@Override
	public void failed(Exception cause) {
		fail(cause);
	}

	/** The exchange with the upstream broke, or never came about. Calling it again changes nothing. */
	void fail(Exception cause) {
		Sink target;
		synchronized (lock) {
			if (failure != null || ended) {
				return;
			}
			failure = cause;
			target = sink;
		}
		if (target != null) {
			target.failed(cause);
		}
		head.completeExceptionally(cause);
	}

	@Override
	public void releaseResources() {
		// Bytes are on the heap.
	}
}
