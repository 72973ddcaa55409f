package com.burncloud.gateway.internal;

import java.io.ByteArrayOutputStream;

/** The {@code data} of a server-sent event. */
record EventData(byte[] bytes, int from, int length) {
	private static final EventData NONE = new EventData(new byte[0], 0, 0);

	/** Finds the data in place where it is one line, as it nearly always is; joins several lines by LF. Empty for a comment. */
	static EventData of(byte[] event, int from, int to) {
		EventData found = NONE;
		ByteArrayOutputStream joined = null;
		int lineFrom = from;
		for (int i = from; i <= to; i++) {
			if (i == to || event[i] == '\n' || event[i] == '\r') {
				if (isData(event, lineFrom, i)) {
					int valueFrom = lineFrom + 5 < i && event[lineFrom + 5] == ' ' ? lineFrom + 6 : lineFrom + 5;
					if (found == NONE) {
						found = new EventData(event, valueFrom, i - valueFrom);
					} else {
						if (joined == null) {
							joined = new ByteArrayOutputStream();
							joined.write(found.bytes, found.from, found.length);
						}
						joined.write('\n');
						joined.write(event, valueFrom, i - valueFrom);
					}
				}
				lineFrom = i + 1;
			}
		}
		return joined == null ? found : new EventData(joined.toByteArray(), 0, joined.size());
	}

	private static boolean isData(byte[] event, int from, int to) {
		return to - from >= 5 && event[from] == 'd' && event[from + 1] == 'a' && event[from + 2] == 't' && event[from + 3] == 'a' && event[from + 4] == ':';
	}

	boolean isEmpty() {
		return length == 0;
	}

	/** OpenAI's end of a stream. */
	boolean isDone() {
		return length == 6 && bytes[from] == '[' && bytes[from + 1] == 'D' && bytes[from + 2] == 'O' && bytes[from + 3] == 'N' && bytes[from + 4] == 'E'
				&& bytes[from + 5] == ']';
	}
}
