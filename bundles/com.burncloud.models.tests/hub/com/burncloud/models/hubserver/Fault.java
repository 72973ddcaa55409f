package com.burncloud.models.hubserver;

import java.util.Map;

/** One way to answer a request wrongly. Byte counts are of the answer's body, offsets of the whole file. */
public sealed interface Fault {

	/** Closes the connection in an orderly way after some bytes of the body. */
	record Cut(long afterBytes) implements Fault {
	}

	/** Resets the connection after some bytes of the body. */
	record Reset(long afterBytes) implements Fault {
	}

	/** Sends no more after some bytes, but keeps the connection until the client closes it. */
	record Stall(long afterBytes) implements Fault {
	}

	/** Sends no faster. */
	record Slow(long bytesPerSecond) implements Fault {
	}

	/** Sends one byte that is not the file's, where the answer holds it. */
	record WrongByte(long offset) implements Fault {
	}

	/** Knows no ranges: 200 and the whole file, whatever was asked for. */
	record NoRange() implements Fault {
	}

	/** Answers with a range that begins elsewhere than asked for, and says so in Content-Range. */
	record WrongRange(long shift) implements Fault {
	}

	/** The file ends early, and every header says so. */
	record Truncated(long sizeBytes) implements Fault {
	}

	/** Another file of the same length, with another ETag. */
	record Changed() implements Fault {
	}

	/** The body without Content-Length, ended by the end of the connection. */
	record NoLength() implements Fault {
	}

	/** Reads the request and closes the connection without a word. */
	record Hangup() implements Fault {
	}

	/** Reads the request and never answers. */
	record Silent() implements Fault {
	}

	/** Answers 403 as a CDN does to a link that is too old. */
	record Expired() implements Fault {
	}

	/** Answers with a status. */
	record Status(int status, Map<String, String> headers) implements Fault {

		public Status {
			headers = Map.copyOf(headers);
		}

		public Status(int status) {
			this(status, Map.of());
		}
	}
}
