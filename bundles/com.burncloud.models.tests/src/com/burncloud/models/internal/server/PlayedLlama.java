package com.burncloud.models.internal.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import com.sun.net.httpserver.HttpServer;

/**
 * Plays llama-server in a process of its own, with nothing but the JDK and without nested classes. The first argument says how, in words separated by blanks:
 * {@code dies-after=MILLIS:CODE} since it was asked who it is, {@code loads=MILLIS}, {@code stranger}, which lets in everybody.
 */
public final class PlayedLlama {

	private PlayedLlama() {
	}

	public static void main(String[] arguments) throws IOException, InterruptedException {
		List<String> how = Arrays.asList(arguments[0].split(" "));
		List<String> given = Arrays.asList(arguments);
		int port = Integer.parseInt(given.get(given.indexOf("--port") + 1));
		String alias = given.contains("--alias") ? given.get(given.indexOf("--alias") + 1) : "";
		int keyFile = given.indexOf("--api-key-file");
		String key = keyFile < 0 ? String.valueOf(System.getenv("LLAMA_API_KEY")) : Files.readString(Path.of(given.get(keyFile + 1))).strip();
		long ready = System.currentTimeMillis() + Long.parseLong(value(how, "loads", "0"));
		CountDownLatch asked = new CountDownLatch(1);
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 8);
		server.createContext("/", exchange -> {
			boolean authorized = how.contains("stranger") || ("Bearer " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"));
			String path = exchange.getRequestURI().getPath();
			int status = path.equals("/health") ? System.currentTimeMillis() < ready ? 503 : 200 : authorized ? 200 : 401;
			if (authorized && path.equals("/props")) {
				asked.countDown();
			}
			byte[] body = ("{\"status\":\"ok\",\"model_alias\":\"" + alias + "\",\"default_generation_settings\":{\"n_ctx\":512},\"tokens\":[1,2,3]}")
					.getBytes(StandardCharsets.UTF_8);
			exchange.sendResponseHeaders(status, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		server.start();
		System.err.println("listening on http://127.0.0.1:" + port);
		String death = value(how, "dies-after", "");
		if (!death.isEmpty()) {
			asked.await(); // from then on it is taken for running
			Thread.sleep(Long.parseLong(death.split(":")[0]));
			System.err.println("played death");
			Runtime.getRuntime().halt(Integer.parseInt(death.split(":")[1]));
		}
		Thread.sleep(Long.MAX_VALUE);
	}

	private static String value(List<String> how, String name, String otherwise) {
		return how.stream().filter(word -> word.startsWith(name + "=")).findFirst().map(word -> word.substring(name.length() + 1)).orElse(otherwise);
	}
}
