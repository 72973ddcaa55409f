package com.burncloud.models.internal.hub;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

import com.burncloud.api.model.HubAnswer;

/** An answer whose body is still on its way. One thread reads; another one may close. */
final class Received implements AutoCloseable {
	private static final int DRAIN_BYTES = 64 * 1024;
	private static final int BUFFER_BYTES = 16 * 1024;

	private final URI uri;
	private final HttpUriRequestBase request;
	private final ClassicHttpResponse response;
	private final Map<String, List<String>> headers = new HashMap<>();
	private final Body body;

	Received(URI uri, HttpUriRequestBase request, ClassicHttpResponse response) throws IOException {
		this.uri = uri;
		this.request = request;
		this.response = response;
		for (Header header : response.getHeaders()) {
			headers.computeIfAbsent(header.getName().toLowerCase(Locale.ROOT), name -> new ArrayList<>()).add(header.getValue());
		}
		HttpEntity entity = response.getEntity();
		InputStream content = entity == null ? null : entity.getContent();
		body = content == null ? new Body(InputStream.nullInputStream(), 0) : new Body(content, entity.getContentLength());
	}

	URI uri() {
		return uri;
	}

	int status() {
		return response.getCode();
	}

	boolean successful() {
		return status() >= 200 && status() < 300;
	}

	Optional<String> header(String name) {
		return headers.getOrDefault(name, List.of()).stream().findFirst();
	}

	/** Where it sends the client instead of answering. */
	Optional<String> redirect() {
		return switch (status()) {
		case 301, 302, 303, 307, 308 -> header("location");
		default -> Optional.empty();
		};
	}

	/** Of the body, where it is told. */
	OptionalLong length() {
		return body.length < 0 ? OptionalLong.empty() : OptionalLong.of(body.length);
	}

	InputStream body() {
		return body;
	}

	/** Reads it to the end and closes. */
	HubAnswer answer(int limitBytes, Deadline deadline) throws IOException {
		try (this) {
			ByteArrayOutputStream bytes = new ByteArrayOutputStream();
			byte[] buffer = new byte[BUFFER_BYTES];
			for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
				if (bytes.size() + count > limitBytes) {
					throw new TooLong(Uris.shown(uri) + " answered with more than " + limitBytes + " bytes");
				}
				if (deadline.over()) {
					throw new InterruptedIOException("the answer of " + Uris.shown(uri) + " did not end in time");
				}
				bytes.write(buffer, 0, count);
			}
			return new HubAnswer(uri, status(), headers, bytes.toString(StandardCharsets.UTF_8));
		}
	}

	/** Another try would bring the same. */
	static final class TooLong extends IOException {
		private static final long serialVersionUID = 1L;

		TooLong(String message) {
			super(message);
		}
	}

	/** Reads what is left if it is little, so that the connection can be used again. */
	void discard() {
		try (this) {
			if (body.left() >= 0 && body.left() <= DRAIN_BYTES) {
				body.readAllBytes();
			}
		} catch (IOException gone) {
			// then the connection is not used again
		}
	}

	/** Ends the connection when bytes are left: HttpClient would read them all to keep it. */
	@Override
	public void close() {
		try {
			if (body.left() == 0) {
				body.close();
			} else {
				request.cancel();
			}
			response.close();
		} catch (IOException gone) {
			// it is closed
		}
	}

	/** Knows how much is left; -1: until the end of the stream. */
	private static final class Body extends FilterInputStream {
		private final long length;
		private long read;
		private boolean ended;

		Body(InputStream in, long length) {
			super(in);
			this.length = length;
		}

		long left() {
			return ended ? 0 : length < 0 ? -1 : length - read;
		}

		@Override
		public int read() throws IOException {
			int b = in.read();
			count(b < 0 ? -1 : 1);
			return b;
		}

		@Override
		public int read(byte[] to, int offset, int count) throws IOException {
			return count(in.read(to, offset, count));
		}

		@Override
		public long skip(long count) throws IOException {
			long skipped = in.skip(count);
			read += skipped;
			return skipped;
		}

		@Override
		public boolean markSupported() {
			return false;
		}

		private int count(int count) {
			if (count < 0) {
				ended = true;
			} else {
				read += count;
			}
			return count;
		}
	}
}
