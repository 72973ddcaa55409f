package com.burncloud.gateway.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.burncloud.api.usage.Usage;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/** Reads along in a large answer that is no stream of events (images, audio, thousands of embeddings): its usage stands near its end. */
final class BodyTap implements Tap {
	private static final byte[] USAGE = "\"usage\"".getBytes(StandardCharsets.US_ASCII);
	private static final int TAIL_BYTES = 16 << 10;

	private final AnswerText text = new AnswerText();
	private byte[] tail = new byte[0];
	private boolean finished;

	@Override
	public byte[] take(ByteBuffer bytes) {
		byte[] copy = new byte[bytes.remaining()];
		bytes.get(copy);
		int kept = Math.min(tail.length, Math.max(0, TAIL_BYTES - copy.length));
		byte[] next = new byte[kept + Math.min(copy.length, TAIL_BYTES)];
		System.arraycopy(tail, tail.length - kept, next, 0, kept);
		System.arraycopy(copy, copy.length - (next.length - kept), next, kept, next.length - kept);
		tail = next;
		return copy;
	}

	@Override
	public byte[] finish() {
		finished = true;
		return new byte[0];
	}

	@Override
	public Optional<Usage> usage() {
		int at = Bytes.lastIndexOf(tail, USAGE, 0, tail.length);
		int brace = at < 0 ? -1 : Bytes.indexOf(tail, new byte[] { '{' }, at, tail.length);
		if (brace < 0) {
			return Optional.empty();
		}
		try (JsonParser parser = Json.FACTORY.createParser(tail, brace, tail.length - brace)) {
			return parser.nextToken() == JsonToken.START_OBJECT ? Optional.of(UsageFigures.read(parser)) : Optional.empty();
		} catch (IOException cut) {
			return Optional.empty();
		}
	}

	@Override
	public AnswerText text() {
		return text;
	}

	@Override
	public boolean isComplete() {
		return finished;
	}

	@Override
	public Optional<String> error() {
		return Optional.empty();
	}
}
