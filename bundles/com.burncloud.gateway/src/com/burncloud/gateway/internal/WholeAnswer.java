package com.burncloud.gateway.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;

/** Collects an answer that is needed as a whole and is too large to have been judged as one: the list of an aggregator has half a megabyte. */
final class WholeAnswer implements UpstreamAnswer.Sink {
	static final int MOST_BYTES = 4 << 20;

	private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
	private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

	/** Completes with all of it; fails when it breaks off or does not end. */
	CompletableFuture<byte[]> bytes() {
		return whole;
	}

	@Override
	public void bytes(ByteBuffer bytes) {
		byte[] copy = new byte[bytes.remaining()];
		bytes.get(copy);
		if (whole.isDone()) {
			return;
		}
		if (collected.size() + copy.length > MOST_BYTES) {
			whole.completeExceptionally(new IOException("more than " + (MOST_BYTES >> 20) + " MB"));
			return;
		}
		collected.writeBytes(copy);
	}

	@Override
	public void end() {
		whole.complete(collected.toByteArray());
	}

	@Override
	public void failed(Exception cause) {
		whole.completeExceptionally(cause);
	}

	@Override
	public boolean hasRoom() {
		return true;
	}
}
