package com.burncloud.gateway.internal;

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
	private static final int FIRST_BYTES = 4_096;
	private static final int SKIPPED_BYTES = 64 << 10;
	/** How long a refused client may go on sending before the connection is cut; nginx's lingering_time is as long. */
	private static final Duration LINGER = Duration.ofSeconds(30);

	private RequestBody() {
	}

	static byte[] read(HttpServletRequest request, long maxBytes, BodyBudget.Lease lease, Watch watch) throws RefusedException {
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
		BodyLimit limit = BodyLimit.begin(watch);
		try (limit) {
			InputStream in = request.getInputStream();
			return announced >= 0 && !packed ? readExactly(in, (int) announced, lease, limit)
					: readAll(packed ? new GZIPInputStream(in) : in, maxBytes, lease, limit);
		} catch (IOException broken) {
			if (limit.isLate() || broken.getCause() instanceof TimeoutException) {
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
	static boolean skip(HttpServletRequest request, HttpServletResponse response, Watch watch) {
		long announced = request.getContentLengthLong();
		if (announced > SKIPPED_BYTES || announced < 0 && request.getHeader("transfer-encoding") != null) {
			response.setHeader("connection", "close");
			return true;
		}
		if (announced > 0) {
			try (BodyLimit limit = BodyLimit.begin(watch)) {
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

	static byte[] readExactly(InputStream in, int length, BodyBudget.Lease lease, BodyLimit limit) throws IOException, RefusedException {
		// Half-sent bodies must not hold what they announced: the array grows with what has come.
		byte[] body = resized(new byte[0], Math.min(length, FIRST_BYTES), lease);
		int read = 0;
		while (read < length) {
			if (read == body.length) {
				body = resized(body, body.length * 8L >= length ? length : body.length * 4, lease);
			}
			int count = in.read(body, read, body.length - read);
			if (count < 0) {
				throw new IOException("cut");
			}
			limit.came(count);
			read += count;
		}
		return body;
	}

	static byte[] readAll(InputStream in, long maxBytes, BodyBudget.Lease lease, BodyLimit limit) throws IOException, RefusedException {
		byte[] body = resized(new byte[0], FIRST_BYTES, lease);
		int read = 0;
		for (int count = in.read(body); count >= 0; count = in.read(body, read, body.length - read)) {
			limit.came(count);
			read += count;
			if (read > maxBytes) {
				throw tooLarge(maxBytes);
			}
			if (read == body.length) {
				body = resized(body, (int) Math.min(maxBytes + 1, body.length * 2L), lease);
			}
		}
		return read == body.length ? body : resized(body, read, lease);
	}

	/** The lease has all that is held, while bytes are copied both arrays. */
	private static byte[] resized(byte[] from, int length, BodyBudget.Lease lease) throws RefusedException {
		lease.grow(length);
		byte[] to = Arrays.copyOf(from, length);
		lease.shrink(from.length);
		return to;
	}

	private static RefusedException tooLarge(long maxBytes) {
		return new RefusedException(RefusalCode.REQUEST_TOO_LARGE,
				"The body is larger than " + maxBytes + " bytes. The operator may raise BURNCLOUD_MAX_BODY_BYTES.");
	}

	private static RefusedException slow() {
		return new RefusedException(RefusalCode.REQUEST_TIMEOUT, "The body came too slowly: after " + BodyLimit.GRACE.toSeconds() + " s it must be "
				+ BodyLimit.BYTES_PER_SECOND + " bytes a second, and all of it within " + BodyLimit.WHOLE.toMinutes() + " minutes.");
	}
}
