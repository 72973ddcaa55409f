package com.burncloud.remote.internal;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** What a connection may meet: a server that answers as it is told, or not at all, and that goes away and comes back on the same port. */
final class FarServer implements AutoCloseable {
	static final Duration PATIENCE = Duration.ofSeconds(20);
	static final String KEY = "bk-the-key-of-the-server";
	/** Times that a test can wait for. */
	static final Pace QUICK = new Pace(Duration.ofSeconds(4), Duration.ofSeconds(4), Duration.ofMillis(100), Duration.ofMillis(20), Duration.ofMillis(100),
			Duration.ofSeconds(10));

	/** What a client asked; {@code target} with its query. */
	record Asked(String method, String target, Map<String, String> headers, String body) {
	}

	/** Writes an answer, whole or in part; the connection ends with it. */
	interface Answer {
		void write(Asked asked, OutputStream client) throws IOException, InterruptedException;
	}

	final List<Asked> asked = new CopyOnWriteArrayList<>();
	private final Map<String, Answer> answers = new ConcurrentHashMap<>();
	private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
	private final int port;
	private volatile ServerSocket door;

	FarServer() throws IOException {
		door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		port = door.getLocalPort();
		serve(door);
		json("GET /health", 200, """
				{"status":"ok","version":"1.2.3","uptimeMillis":5,"database":"ok"}""");
		json("GET /api/settings", 200, "[]");
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + port);
	}

	/** @param call method and path, such as {@code GET /health} */
	void on(String call, Answer answer) {
		answers.put(call, answer);
	}

	void json(String call, int status, String body) {
		on(call, (asked, client) -> client.write(answer(status, "application/json;charset=utf-8", body)));
	}

	/** A stream of events that gets what is put into the queue. */
	BlockingQueue<String> stream(String path) {
		BlockingQueue<String> events = new LinkedBlockingQueue<>();
		on("GET " + path, (asked, client) -> {
			client.write(head(200, "text/event-stream;charset=utf-8", ""));
			client.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
			client.flush();
			while (true) {
				client.write(events.take().getBytes(StandardCharsets.UTF_8));
				client.flush();
			}
		});
		return events;
	}

	Asked last(String method, String path) {
		return asked.reversed().stream().filter(each -> each.method().equals(method) && each.target().split("\\?")[0].equals(path)).findFirst()
				.orElseGet(() -> fail("nobody asked " + method + " " + path));
	}

	long count(String path) {
		return asked.stream().filter(each -> each.target().split("\\?")[0].equals(path)).count();
	}

	/** As a server that is stopped: nobody listens, and every connection breaks. */
	void stop() throws IOException {
		door.close();
		for (Socket client : clients) {
			try {
				client.setSoLinger(true, 0);
				client.close();
			} catch (SocketException already) {
				// it is closed
			}
		}
	}

	/** On the same port. */
	void startAgain() throws IOException {
		ServerSocket again = new ServerSocket();
		again.setReuseAddress(true);
		again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		door = again;
		serve(again);
	}

	@Override
	public void close() throws IOException {
		stop();
	}

	static byte[] answer(int status, String contentType, String body) {
		byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
		byte[] head = head(status, contentType, "Content-Length: " + bytes.length + "\r\n");
		byte[] whole = Arrays.copyOf(head, head.length + bytes.length);
		System.arraycopy(bytes, 0, whole, head.length, bytes.length);
		return whole;
	}

	static byte[] head(int status, String contentType, String more) {
		return ("HTTP/1.1 " + status + " Said\r\nContent-Type: " + contentType + "\r\nConnection: close\r\n" + more + "\r\n").getBytes(StandardCharsets.UTF_8);
	}

	static void until(String what, Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.call()) {
			if (System.nanoTime() > end) {
				fail("not within " + PATIENCE + ": " + what);
			}
			Thread.sleep(5);
		}
	}

	private void serve(ServerSocket listening) {
		Thread.ofVirtual().start(() -> {
			try {
				while (true) {
					Socket client = listening.accept();
					clients.add(client);
					Thread.ofVirtual().start(() -> serve(client));
				}
			} catch (IOException stopped) {
				// stop() was called
			}
		});
	}

	private void serve(Socket client) {
		try (client) {
			Asked call = read(client.getInputStream());
			asked.add(call);
			if (!call.target().equals("/health") && !("Bearer " + KEY).equals(call.headers().get("authorization"))) {
				client.getOutputStream().write(answer(401, "application/json", """
						{"error":{"code":"invalid_admin_key","message":"The management API needs the header 'Authorization: Bearer KEY'."}}"""));
				return;
			}
			Answer answer = answers.getOrDefault(call.method() + " " + call.target().split("\\?")[0], (ignored, out) -> out.write(answer(404, "application/json", """
					{"error":{"code":"unknown_path","message":"There is nothing there."}}""")));
			answer.write(call, client.getOutputStream());
		} catch (IOException gone) {
			// the client's right
		} catch (InterruptedException never) {
			Thread.currentThread().interrupt();
		} finally {
			clients.remove(client);
		}
	}

	private static Asked read(InputStream in) throws IOException {
		String[] first = line(in).split(" ");
		Map<String, String> headers = new HashMap<>();
		for (String line = line(in); !line.isEmpty(); line = line(in)) {
			headers.put(line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT), line.substring(line.indexOf(':') + 1).strip());
		}
		byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
		return new Asked(first[0], first[1], headers, new String(body, StandardCharsets.UTF_8));
	}

	private static String line(InputStream in) throws IOException {
		StringBuilder line = new StringBuilder();
		for (int next = in.read(); next != '\n'; next = in.read()) {
			if (next < 0) {
				throw new IOException("the client went away");
			}
			if (next != '\r') {
				line.append((char) next);
			}
		}
		return line.toString();
	}
}
