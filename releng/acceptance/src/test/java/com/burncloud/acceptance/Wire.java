package com.burncloud.acceptance;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** The way of an upstream's answer to whoever asked, byte by byte. */
public final class Wire {
	private final Socket socket;
	private final OutputStream out;
	private boolean last;

	public Wire(Socket socket, OutputStream out) {
		this.socket = socket;
		this.out = out;
	}

	/** A whole answer. @param headers names and values in turn */
	public void json(int status, String body, String... headers) throws IOException {
		bytes(status, "application/json", body.getBytes(StandardCharsets.UTF_8), headers);
	}

	public void bytes(int status, String type, byte[] body, String... headers) throws IOException {
		StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Status\r\ncontent-type: " + type + "\r\ncontent-length: " + body.length + "\r\n");
		for (int i = 0; i < headers.length; i += 2) {
			head.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
		}
		byte[] start = (head + "\r\n").getBytes(StandardCharsets.UTF_8);
		byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
		System.arraycopy(body, 0, all, start.length, body.length);
		raw(all);
	}

	/** The head of a stream that ends with the connection's last chunk. */
	public void beginStream() throws IOException {
		raw("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n");
	}

	public void event(String data) throws IOException {
		byte[] event = ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
		raw((Integer.toHexString(event.length) + "\r\n" + new String(event, StandardCharsets.UTF_8) + "\r\n"));
	}

	public void endStream() throws IOException {
		raw("0\r\n\r\n");
	}

	public void raw(String text) throws IOException {
		raw(text.getBytes(StandardCharsets.UTF_8));
	}

	public void raw(byte[] bytes) throws IOException {
		out.write(bytes);
		out.flush();
	}

	/** Each byte alone in a packet. */
	public void drip(byte[] bytes) throws IOException {
		for (byte b : bytes) {
			out.write(b);
			out.flush();
		}
	}

	/** FIN after what was written. */
	public void close() throws IOException {
		last = true;
		socket.close();
	}

	/** RST. */
	public void reset() throws IOException {
		last = true;
		socket.setSoLinger(true, 0);
		socket.close();
	}

	public boolean last() {
		return last;
	}
}
