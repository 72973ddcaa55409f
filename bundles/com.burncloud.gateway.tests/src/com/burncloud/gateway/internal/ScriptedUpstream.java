package com.burncloud.gateway.internal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An upstream that does on the wire exactly what a script says, faults included. */
final class ScriptedUpstream implements AutoCloseable {
	record Received(String line, Map<String, String> headers, byte[] body) {
		String text() {
			return new String(body, StandardCharsets.UTF_8);
		}
	}

	interface Script {
		/** @return whether the connection may be kept */
		boolean answer(Received request, Socket socket, OutputStream out) throws Exception;
	}

	private final ServerSocket server;
	private final List<Received> received = new CopyOnWriteArrayList<>();
	private volatile Script script;

	ScriptedUpstream(Script script) throws IOException {
		this.script = script;
		server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
		Thread.ofVirtual().start(this::accept);
	}

	static Script json(int status, String body) {
		return (request, socket, out) -> {
			byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
			out.write(("HTTP/1.1 " + status + " X\r\ncontent-type: application/json\r\nx-ratelimit-remaining-requests: 7\r\nx-request-id: up-1\r\nset-cookie: a=b\r\n"
					+ "content-length: " + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			out.write(bytes);
			return true;
		};
	}

	static void beginStream(OutputStream out) throws IOException {
		out.write("HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	static void chunk(OutputStream out, String text) throws IOException {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
		out.write(bytes);
		out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	static void endStream(OutputStream out) throws IOException {
		out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
		out.flush();
	}

	URI url() {
		return URI.create("http://127.0.0.1:" + server.getLocalPort());
	}

	List<Received> received() {
		return received;
	}

	void script(Script next) {
		script = next;
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = server.accept();
				Thread.ofVirtual().start(() -> serve(socket));
			}
		} catch (IOException closed) {
			// The test is over.
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			InputStream in = new BufferedInputStream(socket.getInputStream());
			boolean kept = true;
			while (kept) {
				Received request = read(in);
				received.add(request);
				kept = script.answer(request, socket, socket.getOutputStream());
				socket.getOutputStream().flush();
			}
		} catch (SocketException gone) {
			// So the gateway closed it; tests look at what they expect.
		} catch (Exception ended) {
			// End of the connection.
		}
	}

	private static Received read(InputStream in) throws IOException {
		String line = line(in);
		Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		for (String header = line(in); !header.isEmpty(); header = line(in)) {
			headers.put(header.substring(0, header.indexOf(':')), header.substring(header.indexOf(':') + 1).trim());
		}
		return new Received(line, headers, in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0"))));
	}

	private static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int b = in.read(); b != '\n'; b = in.read()) {
			if (b < 0) {
				throw new IOException("end");
			}
			if (b != '\r') {
				line.write(b);
			}
		}
		return line.toString(StandardCharsets.ISO_8859_1);
	}

	@Override
	public void close() throws IOException {
		server.close();
	}
}
