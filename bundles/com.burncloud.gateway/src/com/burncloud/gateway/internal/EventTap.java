package com.burncloud.gateway.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import com.burncloud.api.usage.Usage;

/** Reads along in a stream of events, and takes out the usage event that the gateway, not the client, has asked for. */
final class EventTap implements Tap {
	private static final byte[] USAGE = "\"usage\"".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] ERROR = "\"error\"".getBytes(StandardCharsets.US_ASCII);
	private static final byte[] FINISH = "\"finish_reason\"".getBytes(StandardCharsets.US_ASCII);

	private final EventSplitter splitter = new EventSplitter();
	private final EventSplitter.Handler handler = this::event;
	private final ByteArrayOutputStream passed = new ByteArrayOutputStream(512);
	private final AnswerText text = new AnswerText();
	private final boolean hideUsage;
	private Optional<Usage> usage = Optional.empty();
	private Optional<String> error = Optional.empty();
	private boolean complete;

	/** @param hideUsage whether the client did not ask for usage, so that an event of nothing but usage is not for it */
	EventTap(boolean hideUsage) {
		this.hideUsage = hideUsage;
	}

	@Override
	public byte[] take(ByteBuffer bytes) {
		passed.reset();
		splitter.feed(bytes, handler);
		return passed.toByteArray();
	}

	@Override
	public byte[] finish() {
		passed.reset();
		splitter.finish(handler);
		return passed.toByteArray();
	}

	private void event(byte[] buffer, int from, int to) {
		EventData data = EventData.of(buffer, from, to);
		if (!data.isEmpty() && !read(data)) {
			return;
		}
		passed.write(buffer, from, to - from);
	}

	/** @return whether the event is for the client */
	private boolean read(EventData data) {
		if (data.isDone()) {
			complete = true;
			return true;
		}
		int to = data.from() + data.length();
		text.take(data.bytes(), data.from(), to);
		if (!complete && valueFollows(data, FINISH, to)) {
			complete = true;
		}
		boolean hasUsage = valueFollows(data, USAGE, to);
		boolean mayBeError = Bytes.indexOf(data.bytes(), ERROR, data.from(), Math.min(to, data.from() + 64)) >= 0;
		if (!hasUsage && !mayBeError) {
			return true;
		}
		try {
			AnswerFacts facts = AnswerFacts.read(data.bytes(), data.from(), data.length());
			if (facts.usage().isPresent()) {
				usage = facts.usage();
			}
			if (facts.error().isPresent() && !facts.choices()) {
				error = facts.error();
			}
			return !(hideUsage && facts.usage().isPresent() && !facts.choices() && facts.error().isEmpty());
		} catch (IOException notJson) {
			return true;
		}
	}

	/** Whether the member is there with a value other than null. */
	private static boolean valueFollows(EventData data, byte[] member, int to) {
		int at = Bytes.indexOf(data.bytes(), member, data.from(), to);
		if (at < 0) {
			return false;
		}
		at += member.length;
		while (at < to && (data.bytes()[at] == ' ' || data.bytes()[at] == ':')) {
			at++;
		}
		return at < to && data.bytes()[at] != 'n';
	}

	@Override
	public Optional<Usage> usage() {
		return usage;
	}

	@Override
	public AnswerText text() {
		return text;
	}

	@Override
	public boolean isComplete() {
		return complete;
	}

	@Override
	public Optional<String> error() {
		return error;
	}
}
