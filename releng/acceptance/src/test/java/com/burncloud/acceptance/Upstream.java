package com.burncloud.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;

/** An AI service on sockets: it answers as its script says, down to the single byte, can be killed and can come back at the same port. */
public final class Upstream implements AutoCloseable {

	/** Header names in lower case. */
	public record Request(String method, String path, Map<String, String> headers, String body) {

		public JsonNode json() {
			return Json.read(body);
		}

		public String model() {
			return json().path("model").asText();
		}

		public boolean stream() {
			return json().path("stream").asBoolean();
		}
	}

	/** What to do with a request. */
	public interface Script {
		void answer(Request request, Wire wire) throws Exception;
	}

	private final String name;
	private final int port;
	private final Set<Socket> open = ConcurrentHashMap.newKeySet();
	private final List<Request> requests = new CopyOnWriteArrayList<>();
	private volatile ServerSocket server;
	private volatile Script script = this::standard;

	private Upstream(String name) throws IOException {
		this.name = name;
		server = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
		port = server.getLocalPort();
		accept(server);
	}

	public static Upstream named(String name) throws IOException {
		return new Upstream(name);
	}

	public Upstream doing(Script wanted) {
		script = wanted;
		return this;
	}

	public String url() {
		return "http://127.0.0.1:" + port;
	}

	public List<Request> requests() {
		return requests;
	}

	public Request last() {
		return requests.getLast();
	}

	/** As a process that dies: the port closed, every connection reset. */
	public void kill() throws IOException {
		server.close();
		for (Socket socket : open) {
			socket.setSoLinger(true, 0);
			socket.close();
		}
	}

	public void revive() throws IOException {
		ServerSocket again = new ServerSocket();
		again.setReuseAddress(true);
		again.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 512);
		server = again;
		accept(again);
	}

	@Override
	public void close() throws IOException {
		kill();
	}

	/** Answers like OpenAI: what it says is its own name. */
	public void standard(Request request, Wire wire) throws IOException {
		String model = request.body().isEmpty() ? "" : request.model();
		switch (request.path()) {
		case "/v1/chat/completions" -> {
			if (request.stream()) {
				wire.beginStream();
				wire.event(chunk(model, "'role':'assistant','content':''", "null"));
				wire.event(chunk(model, "'content':'%s'".formatted(name), "null"));
				wire.event(chunk(model, "", "'stop'"));
				if (request.json().at("/stream_options/include_usage").asBoolean()) {
					wire.event(Json.of("{'id':'c1','object':'chat.completion.chunk','created':1,'model':'%s','choices':[],'usage':%s}", model, usage()));
				}
				wire.event("[DONE]");
				wire.endStream();
			} else {
				wire.json(200, chat(model, "'content':'%s'".formatted(name), "stop"));
			}
		}
		case "/v1/embeddings" -> wire.json(200, Json.of("{'object':'list','model':'%s','data':[{'object':'embedding','index':0,'embedding':[0.5,-0.25]}],"
				+ "'usage':{'prompt_tokens':3,'total_tokens':3}}", model));
		default -> wire.json(404, Json.of("{'error':{'message':'nothing here','type':'invalid_request_error','param':null,'code':'unknown_url'}}"));
		}
	}

	public static String chat(String model, String message, String finish) {
		return Json.of("{'id':'c1','object':'chat.completion','created':1,'model':'%s','choices':[{'index':0,'message':{'role':'assistant',%s},'logprobs':null,"
				+ "'finish_reason':'%s'}],'usage':%s}", model, message, finish, usage());
	}

	public static String chunk(String model, String delta, String finish) {
		return Json.of("{'id':'c1','object':'chat.completion.chunk','created':1,'model':'%s','choices':[{'index':0,'delta':{%s},'finish_reason':%s}]}", model, delta, finish);
	}

	public static String usage() {
		return "{'prompt_tokens':11,'completion_tokens':7,'total_tokens':18}";
	}

	/** A script that always answers this error. */
	public static Script error(int status, String code, String... headers) {
		return (request, wire) -> wire.json(status, Json.of("{'error':{'message':'the upstream says %s','type':'some_error','param':null,'code':'%s'}}", code, code), headers);
	}

	private void accept(ServerSocket listening) {
		Thread.ofVirtual().name("upstream-" + name).start(() -> {
			while (!listening.isClosed()) {
				try {
					Socket socket = listening.accept();
					Thread.ofVirtual().start(() -> serve(socket, listening));
				} catch (IOException closed) {
					return;
				}
			}
		});
	}

	private void serve(Socket socket, ServerSocket listening) {
		open.add(socket);
		try (socket) {
			if (listening.isClosed()) {
				return;
			}
			socket.setTcpNoDelay(true);
			InputStream in = new BufferedInputStream(socket.getInputStream());
			OutputStream out = socket.getOutputStream();
			for (Request request = read(in); request != null; request = read(in)) {
				requests.add(request);
				Wire wire = new Wire(socket, out);
				script.answer(request, wire);
				if (socket.isClosed() || wire.last()) {
					return;
				}
			}
		} catch (Exception gone) {
			// the gateway left, or a test closed us
		} finally {
			open.remove(socket);
		}
	}

	private static Request read(InputStream in) throws IOException {
		String first = line(in);
		if (first == null || first.isEmpty()) {
			return null;
		}
		Map<String, String> headers = new TreeMap<>();
		for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
			int colon = line.indexOf(':');
			headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
		}
		byte[] body;
		if (headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
			ByteArrayOutputStream chunks = new ByteArrayOutputStream();
			for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
				chunks.write(in.readNBytes(size));
				line(in);
			}
			line(in);
			body = chunks.toByteArray();
		} else {
			body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
		}
		String[] words = first.split(" ");
		return new Request(words[0], words[1], headers, new String(body, StandardCharsets.UTF_8));
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
}
