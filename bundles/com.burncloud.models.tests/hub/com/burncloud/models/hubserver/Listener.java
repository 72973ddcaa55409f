package com.burncloud.models.hubserver;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** One port on loopback, a thread a connection. */
final class Listener implements AutoCloseable {

	/** Answers a request. */
	interface Handler {
		void answer(Request request, Reply reply) throws IOException;
	}

	private final Place place;
	private final Handler handler;
	private final Consumer<Request> seen;
	private final Function<Request, List<Fault>> faults;
	private final ServerSocketChannel server;
	private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
	private final Thread accepting;

	Listener(Place place, int port, Handler handler, Consumer<Request> seen, Function<Request, List<Fault>> faults) {
		this.place = place;
		this.handler = handler;
		this.seen = seen;
		this.faults = faults;
		try {
			server = ServerSocketChannel.open();
			server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
			server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
		} catch (IOException e) {
			throw new UncheckedIOException("port " + port + " cannot be listened on", e);
		}
		accepting = thread(this::accept);
	}

	URI uri() {
		return URI.create("http://127.0.0.1:" + server.socket().getLocalPort());
	}

	/** Connections that are open now. */
	int connections() {
		return open.size();
	}

	private void accept() {
		while (server.isOpen()) {
			try {
				SocketChannel socket = server.accept();
				open.add(socket);
				thread(() -> serve(socket));
			} catch (IOException closed) {
				return;
			}
		}
	}

	private void serve(SocketChannel socket) {
		try (socket) {
			socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
			InputStream in = new BufferedInputStream(socket.socket().getInputStream());
			for (boolean last = false; !last && socket.isOpen();) {
				Request request = read(in);
				if (request == null) {
					return;
				}
				seen.accept(request);
				Reply reply = new Reply(request, faults.apply(request), socket, in);
				if (!reply.failedAtOnce()) {
					handler.answer(request, reply);
				}
				last = reply.last();
			}
		} catch (IOException gone) {
			// the client left, or a fault closed the connection
		} finally {
			open.remove(socket);
		}
	}

	private Request read(InputStream in) throws IOException {
		String first = line(in);
		if (first == null || first.isEmpty()) {
			return null;
		}
		Map<String, String> headers = new HashMap<>();
		for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
		}
		byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
		String[] words = first.split(" ");
		return Request.of(place, words[0], words[1], headers, new String(body, StandardCharsets.UTF_8));
	}

	private static String line(InputStream in) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int b = in.read(); b != '\n'; b = in.read()) {
			if (b < 0) {
				return null;
			}
			if (b != '\r') {
				line.write(b);
			}
		}
		return line.toString(StandardCharsets.UTF_8);
	}

	private Thread thread(Runnable work) {
		return Thread.ofPlatform().daemon().name("hub-server-" + place).start(work);
	}

	/** Nobody gets in any more when this returns: one who knocked in that moment would still be let in by the thread that was about to accept. */
	@Override
	public void close() {
		try {
			server.close();
			accepting.join();
			for (SocketChannel socket : open) {
				socket.close();
			}
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}
}
