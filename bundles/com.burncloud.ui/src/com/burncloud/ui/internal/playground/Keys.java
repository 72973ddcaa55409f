package com.burncloud.ui.internal.playground;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerAwayException;
import com.burncloud.api.token.Pass;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** Passes to call as a token, kept while they are good. Any thread; waits for the server. */
final class Keys {
	private static final Duration SPARE = Duration.ofMinutes(5);
	private static final Duration PATIENCE = Duration.ofSeconds(15);

	private final Map<String, Pass> passes = new ConcurrentHashMap<>();

	String pass(Server server, String tokenId) {
		return passes.compute(tokenId, (id, former) -> former != null && former.expiresAt().isAfter(Instant.now().plus(SPARE)) ? former : server.tokens().pass(id, Optional.empty()))
				.secret();
	}

	void forget(String tokenId) {
		passes.remove(tokenId);
	}

	/** Another server knows none of them. */
	void clear() {
		passes.clear();
	}

	/** What a token can call now. */
	List<String> models(HttpClient http, Server server, String tokenId) throws IOException, InterruptedException {
		HttpResponse<String> response = list(http, server, tokenId);
		if (response.statusCode() == 401) {
			forget(tokenId);
			response = list(http, server, tokenId);
		}
		try {
			JsonObject answer = JsonParser.parseString(response.body()).getAsJsonObject();
			if (answer.get("error") instanceof JsonObject error) {
				throw new ServerAwayException(error.get("message").getAsString());
			}
			List<String> models = new ArrayList<>();
			for (JsonElement each : answer.getAsJsonArray("data")) {
				models.add(each.getAsJsonObject().get("id").getAsString());
			}
			models.sort(String.CASE_INSENSITIVE_ORDER);
			return models;
		} catch (JsonParseException | IllegalStateException | NullPointerException unreadable) {
			throw new IOException("HTTP " + response.statusCode() + " from " + server.place().baseUrl() + "/models", unreadable);
		}
	}

	private HttpResponse<String> list(HttpClient http, Server server, String tokenId) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create(server.place().baseUrl() + "/models")).timeout(PATIENCE)
				.header("Authorization", "Bearer " + pass(server, tokenId)).build();
		return http.send(request, HttpResponse.BodyHandlers.ofString());
	}
}
