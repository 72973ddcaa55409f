package com.burncloud.models.hubserver;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer to one request, on the wire; keeps to what the faults say. */
final class Reply {
	private static final Pattern RANGE = Pattern.compile("bytes=([0-9]*)-([0-9]*)");

	private final Request request;
	private final List<Fault> faults;
	private final SocketChannel socket;
	private final InputStream in;
	private final Map<String, String> headers = new LinkedHashMap<>();
	private boolean last;
	private boolean length = true;

	Reply(Request request, List<Fault> faults, SocketChannel socket, InputStream in) {
		this.request = request;
		this.faults = faults;
		this.socket = socket;
		this.in = in;
		last = request.header("connection").filter("close"::equalsIgnoreCase).isPresent();
	}

	Reply header(String name, String value) {
		headers.put(name, value);
		return this;
	}

	/** The body ends with the connection. */
	Reply withoutLength() {
		length = false;
		return this;
	}

	/** Whether the connection cannot be used for another request. */
	boolean last() {
		return last;
	}

	void json(int status, Object value) throws IOException {
		text(status, "application/json; charset=utf-8", Json.text(value));
	}

	void text(int status, String type, String text) throws IOException {
		header("Content-Type", type);
		Blob.Memory body = new Blob.Memory(text.getBytes(StandardCharsets.UTF_8), "");
		write(status, body, 0, body.sizeBytes());
	}

	/** What comes before any handler; true when the request is answered by it. */
	boolean failedAtOnce() throws IOException {
		for (Fault fault : faults) {
			switch (fault) {
			case Fault.Hangup hangup -> socket.close();
			case Fault.Silent silent -> awaitClient();
			case Fault.Expired expired -> Cdn.refuse(this, "Request has expired");
			case Fault.Status(int status, Map<String, String> more) -> {
				headers.putAll(more);
				json(status, Json.object("error", "the fault plan says " + status));
			}
			default -> {
				continue;
			}
			}
			return true;
		}
		return false;
	}

	/** Bytes of a file, those that the request's Range names. */
	void file(Blob file) throws IOException {
		Blob blob = file;
		long shift = 0;
		boolean ranges = true;
		for (Fault fault : faults) {
			switch (fault) {
			case Fault.Changed changed -> blob = new Blob.Other(blob);
			case Fault.Truncated(long size) -> blob = new Blob.Short(blob, Math.min(size, blob.sizeBytes()));
			case Fault.WrongByte(long offset) -> blob = new Blob.Wrong(blob, offset);
			case Fault.WrongRange(long by) -> shift = by;
			case Fault.NoRange none -> ranges = false;
			default -> {
				// it concerns the connection
			}
			}
		}
		header("Content-Type", "application/octet-stream");
		headers.putIfAbsent("ETag", '"' + blob.sha256().substring(0, 32) + '"');
		long size = blob.sizeBytes();
		Optional<long[]> asked = ranges ? request.header("range").flatMap(value -> range(value, size)) : Optional.empty();
		if (ranges) {
			header("Accept-Ranges", "bytes");
		}
		if (asked.isEmpty()) {
			write(200, blob, 0, size);
			return;
		}
		long from = asked.get()[0];
		long to = asked.get()[1];
		if (shift > 0) {
			long length = to - from;
			from = from + shift < size ? from + shift : Math.max(0, from - shift);
			to = Math.min(size, from + length);
		}
		if (from >= size || from >= to) {
			header("Content-Range", "bytes */" + size);
			text(416, "text/plain", "");
			return;
		}
		header("Content-Range", "bytes " + from + "-" + (to - 1) + "/" + size);
		write(206, blob, from, to);
	}

	/** First byte, and the one behind the last. */
	private static Optional<long[]> range(String value, long size) {
		Matcher matcher = RANGE.matcher(value);
		if (!matcher.matches() || matcher.group(1).isEmpty() && matcher.group(2).isEmpty()) {
			return Optional.empty();
		}
		if (matcher.group(1).isEmpty()) {
			return Optional.of(new long[] { Math.max(0, size - Long.parseLong(matcher.group(2))), size });
		}
		long to = matcher.group(2).isEmpty() ? size : Math.min(size, Long.parseLong(matcher.group(2)) + 1);
		return Optional.of(new long[] { Long.parseLong(matcher.group(1)), to });
	}

	private void write(int status, Blob body, long from, long to) throws IOException {
		length &= faults.stream().noneMatch(Fault.NoLength.class::isInstance);
		last |= !length;
		StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append(" -\r\n");
		headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
		if (length) {
			head.append("Content-Length: ").append(to - from).append("\r\n");
		}
		if (last) {
			head.append("Connection: close\r\n");
		}
		ByteBuffer bytes = ByteBuffer.wrap(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
		while (bytes.hasRemaining()) {
			socket.write(bytes);
		}
		if (!request.method().equals("HEAD")) {
			body(body, from, to);
		}
	}

	private void body(Blob body, long from, long to) throws IOException {
		long end = to - from;
		long bytesPerSecond = Long.MAX_VALUE;
		Fault stop = null;
		for (Fault fault : faults) {
			long after = switch (fault) {
			case Fault.Cut(long bytes) -> bytes;
			case Fault.Reset(long bytes) -> bytes;
			case Fault.Stall(long bytes) -> bytes;
			default -> Long.MAX_VALUE;
			};
			if (after < end) {
				end = after;
				stop = fault;
			}
			bytesPerSecond = fault instanceof Fault.Slow(long rate) ? rate : bytesPerSecond;
		}
		long began = System.nanoTime();
		long piece = bytesPerSecond == Long.MAX_VALUE ? Long.MAX_VALUE : Math.max(1, bytesPerSecond / 50);
		for (long done = 0; done < end;) {
			long count = body.send(from + done, Math.min(end - done, piece), socket);
			done += count;
			request.sent().addAndGet(count);
			if (bytesPerSecond < Long.MAX_VALUE) {
				pause(began + (long) (done * 1e9 / bytesPerSecond) - System.nanoTime());
			}
		}
		switch (stop) {
		case Fault.Stall stall -> awaitClient();
		case Fault.Reset reset -> {
			socket.setOption(StandardSocketOptions.SO_LINGER, 0);
			socket.close();
		}
		case Fault.Cut cut -> socket.close();
		case null, default -> {
			// all was sent
		}
		}
	}

	/** Until the client closes the connection. */
	private void awaitClient() throws IOException {
		while (in.read() >= 0) {
			// a client that goes on asking gets no answer
		}
		socket.close();
	}

	private static void pause(long nanos) throws IOException {
		if (nanos > 0) {
			try {
				Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
			} catch (InterruptedException e) {
				throw new IOException(e);
			}
		}
	}
}
