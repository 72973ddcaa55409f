package com.burncloud.gateway.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import com.burncloud.api.channel.Timeouts;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;

/**
 * Moves an answer's bytes from the upstream to the client without a thread: the reactor brings them, Jetty's {@link WriteListener} says when there is room, the
 * watch looks for silence. All meet in {@link #drain}. Whatever happens, it ends in {@link Ending#over} once.
 */
final class Relay implements UpstreamAnswer.Sink, WriteListener, Watch.Timed {
	/** With five thousand slow clients this is what the gateway holds for each. */
	private static final int HIGH_WATER_BYTES = 64 << 10;
	private static final byte[] SILENCE = ": keep-alive\n\n".getBytes(StandardCharsets.US_ASCII);
	private static final long SILENCE_NANOS = Duration.ofSeconds(15).toNanos();
	/** While there is something to write, writing tells whether the client is still there. */
	private static final long LOOK_NANOS = Duration.ofMillis(500).toNanos();

	/** How a relay ended. */
	sealed interface End {
		/** All was delivered. */
		record Delivered() implements End {
		}

		/** The client went away. */
		record ClientGone() implements End {
		}

		/** The upstream broke off; the client was told. */
		record UpstreamBroke(Exception cause) implements End {
		}
	}

	/** What follows the relay: settling, and letting the client's request go. */
	interface Ending {
		void over(End end);

		/** The bytes that tell a client in mid-stream what went wrong; none where the format has no way to. */
		byte[] errorEvent(Exception cause);
	}

	private final AsyncContext async;
	private final ClientConnection client;
	private final ServletOutputStream out;
	private final Upstream.Call call;
	private final Tap tap;
	private final boolean events;
	private final Timeouts timeouts;
	private final Ending ending;
	private final Queue<byte[]> pending = new ArrayDeque<>(4);
	private final long startNanos = System.nanoTime();
	private int pendingBytes;
	private boolean open;
	private boolean flushDue;
	private boolean upstreamOver;
	private boolean over;
	private End end = new End.Delivered();
	private long receivedNanos = startNanos;
	private long sentNanos = startNanos;
	private long lookedNanos = startNanos;

	Relay(AsyncContext async, ClientConnection client, ServletOutputStream out, Upstream.Call call, Tap tap, boolean events, Timeouts timeouts, Ending ending) {
		this.async = async;
		this.client = client;
		this.out = out;
		this.call = call;
		this.tap = tap;
		this.events = events;
		this.timeouts = timeouts;
		this.ending = ending;
	}

	/** Begins; the caller must return from its servlet soon. */
	void start() {
		out.setWriteListener(this);
		call.answer().attach(this);
	}

	@Override
	public synchronized void bytes(ByteBuffer bytes) {
		if (over) {
			return;
		}
		receivedNanos = System.nanoTime();
		try {
			send(tap.take(bytes));
		} catch (IllegalStateException tooLarge) {
			failed(tooLarge);
		}
	}

	@Override
	public synchronized void end() {
		if (over || upstreamOver) {
			return;
		}
		byte[] rest = tap.finish();
		if (events && !tap.isComplete()) {
			failed(new IOException("the upstream ended the stream before its answer was complete"));
			return;
		}
		upstreamOver = true;
		send(rest);
	}

	@Override
	public synchronized void failed(Exception cause) {
		if (over || upstreamOver) {
			return;
		}
		upstreamOver = true;
		end = new End.UpstreamBroke(cause);
		call.cancel();
		send(ending.errorEvent(cause));
	}

	@Override
	public synchronized boolean hasRoom() {
		return over || pendingBytes < HIGH_WATER_BYTES;
	}

	@Override
	public synchronized void onWritePossible() {
		open = true;
		drain();
	}

	@Override
	public synchronized void onError(Throwable cause) {
		finish(new End.ClientGone());
	}

	@Override
	public synchronized void tick(long nowNanos) {
		if (over || upstreamOver) {
			return;
		}
		if (isOver(timeouts.total(), nowNanos - startNanos)) {
			failed(new UpstreamTimeout("no end within", timeouts.total()));
		} else if (pendingBytes == 0 && isOver(timeouts.idle(), nowNanos - receivedNanos)) {
			failed(new UpstreamTimeout("nothing for", timeouts.idle()));
		} else if (events && open && pendingBytes == 0 && silentNanos(nowNanos) > SILENCE_NANOS) {
			// A host that vanished without a word is noticed by writing only, and proxies in between want to see something.
			send(SILENCE);
		} else if (Math.min(silentNanos(nowNanos), nowNanos - lookedNanos) > LOOK_NANOS) {
			lookedNanos = nowNanos;
			if (client.isGone()) {
				finish(new End.ClientGone());
			}
		}
	}

	private long silentNanos(long nowNanos) {
		return nowNanos - Math.max(sentNanos, receivedNanos);
	}

	private static boolean isOver(Duration limit, long passedNanos) {
		return !limit.isZero() && passedNanos > limit.toNanos();
	}

	private void send(byte[] bytes) {
		if (bytes.length > 0) {
			pending.add(bytes);
			pendingBytes += bytes.length;
		}
		if (open) {
			drain();
		}
	}

	private void drain() {
		boolean full = pendingBytes >= HIGH_WATER_BYTES;
		try {
			while (!over && out.isReady()) {
				byte[] next = pending.poll();
				if (next != null) {
					out.write(next);
					pendingBytes -= next.length;
					sentNanos = System.nanoTime();
					flushDue = true;
				} else if (upstreamOver) {
					finish(end);
				} else if (flushDue) {
					flushDue = false;
					out.flush();
				} else {
					break;
				}
			}
		} catch (IOException | IllegalStateException gone) {
			finish(new End.ClientGone());
		}
		if (full && pendingBytes < HIGH_WATER_BYTES) {
			call.answer().resume();
		}
	}

	private void finish(End how) {
		if (over) {
			return;
		}
		over = true;
		pending.clear();
		pendingBytes = 0;
		if (!(how instanceof End.Delivered)) {
			call.cancel();
		}
		ending.over(how);
	}

	/** Lets the client's request go; the ending calls it when it has settled. */
	void complete() {
		try {
			async.complete();
		} catch (IllegalStateException alreadyOver) {
			// Jetty ended it, as it does after an error.
		}
	}
}
