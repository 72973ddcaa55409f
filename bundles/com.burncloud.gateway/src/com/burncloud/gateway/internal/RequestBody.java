package com.burncloud.gateway.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Reads a request's body: no more of it than is allowed, and for no longer than a client of good will needs. */
final class RequestBody {
	/** A client that sends a byte now and then is ended here; one that sends nothing, by the server's idle limit. */
	private static final Duration LIMIT = Duration.ofSeconds(120);
	private static final int FIRST_BYTES = 4_096;
	private static final int SKIPPED_BYTES = 64 << 10;
	/** How long a refused client may go on sending before the connection is cut; nginx's lingering_time is as long. */
	private static final Duration LINGER = Duration.ofSeconds(30);

	private RequestBody() {
	}

	static byte[] read(HttpServletRequest request, long maxBytes, BodyBudget.Lease lease) throws RefusedException {
		long announced = request.getContentLengthLong();
		if (announced > maxBytes) {
			throw tooLarge(maxBytes);
		}
		String encoding = request.getHeader("content-encoding");
		boolean packed = encoding != null && encoding.equalsIgnoreCase("gzip");
		if (encoding != null && !packed && !encoding.equalsIgnoreCase("identity")) {
			throw new RefusedException(RefusalCode.INVALID_REQUEST,
					"The body's content encoding '" + encoding + "' is not understood. Send it as it is, or as gzip.");
		}
		try {
			InputStream in = request.getInputStream();
			return announced >= 0 && !packed ? readExactly(in, (int) announced, lease) : readAll(packed ? new GZIPInputStream(in) : in, maxBytes, lease);
		} catch (IOException broken) {
			if (broken.getCause() instanceof TimeoutException) {
				throw slow();
			}
			throw new RefusedException(RefusalCode.INVALID_REQUEST, "The body ended before it was complete, or its encoding is broken.");
		}
	}

	/**
	 * Takes what a refused request still sends, where that is little: a server that leaves it unread must close the connection, and a client that sends its next
	 * request there in the same moment loses it. Where it is much, the client is told that the connection closes.
	 *
	 * @return whether much is left, so that {@link #linger} must follow the answer
	 */
	static boolean skip(HttpServletRequest request, HttpServletResponse response) {
		long announced = request.getContentLengthLong();
		if (announced > SKIPPED_BYTES || announced < 0 && request.getHeader("transfer-encoding") != null) {
			response.setHeader("connection", "close");
			return true;
		}
		if (announced > 0) {
			try {
				request.getInputStream().readNBytes((int) announced);
			} catch (IOException cut) {
				response.setHeader("connection", "close");
			}
		}
		return false;
	}

	/**
	 * After a refusal went out: takes what the client is still sending. Most clients read nothing before they have sent all; closing on unread bytes resets the
	 * connection, and a reset destroys the very answer that says why.
	 */
	static void linger(HttpServletRequest request) {
		byte[] buffer = new byte[FIRST_BYTES];
		long deadline = System.nanoTime() + LINGER.toNanos();
		try {
			InputStream in = request.getInputStream();
			while (in.read(buffer) >= 0 && System.nanoTime() < deadline) {
				// what it says is not wanted any more
			}
		} catch (IOException left) {
			// it has read enough
		}
	}

	private static byte[] readExactly(InputStream in, int length, BodyBudget.Lease lease) throws IOException, RefusedException {
		// Half-sent bodies must not hold what they announced: the array grows with what has come.
		byte[] body = new byte[Math.min(length, FIRST_BYTES)];
		long deadline = System.nanoTime() + LIMIT.toNanos();
		int read = 0;
		while (read < length) {
			if (read == body.length) {
				body = Arrays.copyOf(body, (int) Math.min(length, body.length * 4L));
			}
			int count = in.read(body, read, body.length - read);
			if (count < 0) {
				throw new IOException("cut");
			}
			lease.grow(count);
			read += count;
			if (System.nanoTime() > deadline) {
				throw slow();
			}
		}
		return body;
	}

	private static byte[] readAll(InputStream in, long maxBytes, BodyBudget.Lease lease) throws IOException, RefusedException {
		ByteArrayOutputStream body = new ByteArrayOutputStream(FIRST_BYTES);
		byte[] buffer = new byte[FIRST_BYTES];
		long deadline = System.nanoTime() + LIMIT.toNanos();
		for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
			if (body.size() + count > maxBytes) {
				throw tooLarge(maxBytes);
			}
			lease.grow(count);
			body.write(buffer, 0, count);
			if (System.nanoTime() > deadline) {
				throw slow();
			}
		}
		return body.toByteArray();
	}

	private static RefusedException tooLarge(long maxBytes) {
		return new RefusedException(RefusalCode.REQUEST_TOO_LARGE,
				"The body is larger than " + maxBytes + " bytes. The operator may raise BURNCLOUD_MAX_BODY_BYTES.");
	}

	private static RefusedException slow() {
		return new RefusedException(RefusalCode.REQUEST_TIMEOUT, "The body did not arrive within " + LIMIT.toSeconds() + " seconds.");
	}
}
