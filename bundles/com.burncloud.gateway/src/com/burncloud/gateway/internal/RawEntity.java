package com.burncloud.gateway.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;

/** A request body with its content type exactly as given; HttpClient's own entities parse and rewrite the type. */
final class RawEntity implements AsyncEntityProducer {
	private final ByteBuffer bytes;
	private final int length;
	private final String contentType;

	RawEntity(byte[] body, String contentType) {
		this.bytes = ByteBuffer.wrap(body);
		this.length = body.length;
		this.contentType = contentType;
	}

	@Override
	public boolean isRepeatable() {
		return false;
	}

	@Override
	public void failed(Exception cause) {
		// The call's callback is told too.
	}

	@Override
	public long getContentLength() {
		return length;
	}

	@Override
	public String getContentType() {
		return contentType;
	}

	@Override
	public String getContentEncoding() {
		return null;
	}

	@Override
	public boolean isChunked() {
		return false;
	}

	@Override
	public Set<String> getTrailerNames() {
		return Set.of();
	}

	@Override
	public int available() {
		return Integer.MAX_VALUE;
	}

	@Override
	public void produce(DataStreamChannel channel) throws IOException {
		if (bytes.hasRemaining()) {
			channel.write(bytes);
		}
		if (!bytes.hasRemaining()) {
			channel.endStream();
		}
	}

	@Override
	public void releaseResources() {
		bytes.position(bytes.limit());
	}
}
