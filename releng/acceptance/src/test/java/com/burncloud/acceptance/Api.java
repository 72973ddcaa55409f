package com.burncloud.acceptance;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** The control plane: the management API, called as a script would. */
public record Api(URI base, String key) {

	/** A token and its secret, which the server tells once. */
	public record NewToken(String id, String secret, String name) {
	}

	public Reply call(String method, String path, String body) {
		HttpRequest.Builder request = Web.to(base.resolve(path), key);
		return Web.send(body.isEmpty() ? request.method(method, BodyPublishers.noBody()).build()
				: request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body)).build());
	}

	public JsonNode get(String path) {
		return call("GET", path, "").expect(200).json();
	}

	public JsonNode post(String path, String body) {
		return call("POST", path, body).expect(201).json();
	}

	public JsonNode patch(String path, String body) {
		return call("PATCH", path, body).expect(200).json();
	}

	/** A channel of type openai; {@code more} are further members, such as {@code 'priority':1}. @return its id */
	public String channel(String name, Upstream upstream, String models, String more) {
		return post("/api/channels", Json.of("{'name':'%s','type':'openai','baseUrl':'%s','apiKey':'sk-upstream-%s','models':%s%s}", name, upstream.url(), name, models,
				more.isEmpty() ? "" : "," + more)).path("id").asText();
	}

	public JsonNode health(String channelId) {
		return get("/api/channels/" + channelId).path("health");
	}

	public void deleteChannel(String id) {
		call("DELETE", "/api/channels/" + id, "").expect(204);
	}

	public NewToken token(String name, String more) {
		JsonNode made = post("/api/tokens", Json.of("{'name':'%s'%s}", name, more.isEmpty() ? "" : "," + more));
		return new NewToken(made.path("id").asText(), made.path("secret").asText(), name);
	}

	public JsonNode token(String id) {
		return get("/api/tokens/" + id);
	}

	public JsonNode log(String requestId) {
		return get("/api/logs/" + requestId);
	}

	/** All rows of a token, newest first. */
	public List<JsonNode> logsOf(String tokenNameOrId) {
		List<JsonNode> rows = new ArrayList<>();
		String before = "";
		do {
			JsonNode page = get("/api/logs?limit=1000&token=" + tokenNameOrId + (before.isEmpty() ? "" : "&before=" + before));
			rows.addAll(Json.list(page.path("items")));
			before = page.path("before").asText("");
			if (page.path("before").isNull()) {
				before = "";
			}
		} while (!before.isEmpty());
		return rows;
	}
}
