package com.burncloud.gateway.internal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into server-sent events (WHATWG HTML, "Event stream interpretation"): each ends with an empty line, lines end with LF, CR LF or CR.
 * Not thread-safe.
 */
final class EventSplitter {
	private static final int MAX_EVENT_BYTES = 64 << 20;

	/** Takes one event, its closing empty line included; the array is valid during the call only. */
	interface Handler {
		void event(byte[] buffer, int from, int to);
	}

	private byte[] buffer = new byte[2_048];
	private int length;
	private int scanned;
	private int lineBytes;

	/** Whether bytes of an unfinished event are held. */
	boolean holdsPart() {
		return length > 0;
	}

	/** @throws IllegalStateException when one event is larger than 64 MiB */
	void feed(ByteBuffer bytes, Handler handler) {
		int added = bytes.remaining();
		if (length + added > buffer.length) {
			if (length + added > MAX_EVENT_BYTES) {
				throw new IllegalStateException("an event of the upstream is larger than 64 MiB");
			}
			buffer = Arrays.copyOf(buffer, Math.max(length + added, buffer.length * 2));
		}
		bytes.get(buffer, length, added);
		length += added;
		int from = 0;
		for (; scanned < length; scanned++) {
			byte b = buffer[scanned];
			if (b == '\n') {
				if (lineBytes == 0) {
					handler.event(buffer, from, scanned + 1);
					from = scanned + 1;
				}
				lineBytes = 0;
			} else if (b == '\r') {
				if (scanned > from && buffer[scanned - 1] == '\r') {
					handler.event(buffer, from, scanned + 1);
					from = scanned + 1;
				} else if (scanned + 1 < length && buffer[scanned + 1] != '\n' && lineBytes > 0) {
					lineBytes = 0;
				}
			} else {
				lineBytes++;
			}
		}
		if (from > 0) {
			System.arraycopy(buffer, from, buffer, 0, length - from);
			length -= from;
			scanned = length;
		}
	}

	/** Gives out what is left when the stream ends without an empty line. */
	void finish(Handler handler) {
		if (length > 0) {
			handler.event(buffer, 0, length);
			length = 0;
			scanned = 0;
		}
	}
}
