package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;

/** What comes by {@code /api/events} from now on. */
public final class Events implements AutoCloseable {

	public record News(String topic, JsonNode data) {
	}

	private final List<News> seen = new CopyOnWriteArrayList<>();
	private final InputStream body;

	public Events(Product product) throws IOException, InterruptedException {
		var response = Web.HTTP.send(Web.to(product.url().resolve("/api/events"), product.adminKey()).build(), java.net.http.HttpResponse.BodyHandlers.ofInputStream());
		assertEquals(200, response.statusCode());
		body = response.body();
		Thread.ofPlatform().daemon().name("events").start(this::read);
	}

	private void read() {
		try {
			BufferedReader lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
			String topic = "";
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith("event:")) {
					topic = line.substring("event:".length()).strip();
				} else if (line.startsWith("data:")) {
					seen.add(new News(topic, Json.read(line.substring("data:".length()))));
				}
			}
		} catch (IOException closed) {
			// by the test
		}
	}

	/** Of one model or download, oldest first. */
	public List<News> of(String id) {
		return seen.stream().filter(news -> news.data().path("id").asText().equals(id)).toList();
	}

	/** Their topics' last words; what comes several times in a row once. */
	public List<String> topics(String id) {
		List<String> topics = new java.util.ArrayList<>();
		for (News news : of(id)) {
			String word = news.topic().substring("com/burncloud/".length());
			if (topics.isEmpty() || !topics.getLast().equals(word)) {
				topics.add(word);
			}
		}
		return topics;
	}

	@Override
	public void close() throws IOException {
		body.close();
	}
}
