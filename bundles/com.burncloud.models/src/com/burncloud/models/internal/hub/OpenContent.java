package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A body that has been checked to hold what was asked for. */
record OpenContent(Received received, long fromByte, OptionalLong totalBytes, Optional<String> sha256, Optional<String> version) implements Content {

	/**
	 * Takes an answer of 2xx.
	 *
	 * @param linkedBytes the file's length as the hub told
	 * @throws IOException when the server sends something else than was asked for
	 */
	static OpenContent of(Received received, long fromByte, long toByte, Optional<String> sha256, OptionalLong linkedBytes) throws IOException {
		if (received.header("content-encoding").filter(coding -> !coding.equalsIgnoreCase("identity")).isPresent()) {
			throw new IOException(server(received) + " sends the file packed (" + received.header("content-encoding").get() + "), although it was asked not to");
		}
		Optional<String> version = received.header("etag").or(() -> received.header("last-modified"));
		ContentRange sent = switch (received.status()) {
		case 200 -> new ContentRange(0, received.length().orElse(Long.MAX_VALUE), received.length());
		case 206 -> partial(received, fromByte, toByte);
		default -> throw new IOException(server(received) + " answered with status " + received.status() + " instead of a file's bytes");
		};
		OptionalLong total = sent.totalBytes().isPresent() ? sent.totalBytes() : linkedBytes;
		if (linkedBytes.isPresent() && total.getAsLong() != linkedBytes.getAsLong()) {
			throw new IOException(server(received) + " has a file of " + total.getAsLong() + " bytes, but the hub says that it has " + linkedBytes.getAsLong());
		}
		return new OpenContent(received, sent.fromByte(), total, sha256, version);
	}

	private static ContentRange partial(Received received, long fromByte, long toByte) throws IOException {
		String header = received.header("content-range")
				.orElseThrow(() -> new IOException(server(received) + " sends a part of the file without saying which (206 without Content-Range)"));
		ContentRange sent = ContentRange.parse(header);
		long end = Math.min(toByte, sent.totalBytes().orElse(toByte));
		boolean complete = toByte == Long.MAX_VALUE && sent.totalBytes().isEmpty() || sent.toByte() == end;
		long length = received.length().orElse(sent.toByte() - sent.fromByte());
		if (sent.fromByte() != fromByte || !complete || length != sent.toByte() - sent.fromByte()) {
			throw new IOException(server(received) + " sends other bytes than it was asked for: Content-Range '" + header + "' and " + length
					+ " bytes for Range '" + ContentRange.asked(fromByte, toByte) + "'");
		}
		return sent;
	}

	private static String server(Received received) {
		return Uris.host(received.uri());
	}

	@Override
	public InputStream body() {
		return received.body();
	}

	@Override
	public void close() {
		received.close();
	}
}
