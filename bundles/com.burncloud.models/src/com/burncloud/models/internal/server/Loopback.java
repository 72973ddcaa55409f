package com.burncloud.models.internal.server;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/**
 * Asks llama-servers about themselves. Each question is a connection of its own: they close idle ones after five seconds and the gateway's requests have their own.
 */
final class Loopback implements AutoCloseable {
	private static final Timeout LIMIT = Timeout.of(5, TimeUnit.SECONDS);
	private static final int OK = 200;
	private static final int UNAUTHORIZED = 401;
	private static final int MOST_BYTES = 16 << 20;
	private static final int CONNECTIONS = 64;

	/** What a running llama-server said; of a stranger that listens there, nothing. */
	record Props(OptionalInt contextTokens) {
	}

	private record Answer(int status, String body) {
	}

	private final CloseableHttpClient client = HttpClients.custom()
			.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setMaxConnPerRoute(CONNECTIONS).setMaxConnTotal(CONNECTIONS)
					.setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(LIMIT).setSocketTimeout(LIMIT).build()).build())
			.setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(LIMIT).build()).setConnectionReuseStrategy((request, response, context) -> false)
			.disableAutomaticRetries().disableRedirectHandling().disableCookieManagement().disableContentCompression().build();

	/** Whether all is loaded. Only {@code /health} tells: {@code /v1/models} answers while it loads. */
	boolean healthy(URI base) {
		try {
			return send(new HttpGet(base.resolve("/health"))).status() == OK;
		} catch (IOException notYet) {
			return false;
		}
	}

	/** Empty when the one that listens is not the one that was started: it lets in who has no key, keeps out who has ours, or goes by another name. */
	Optional<Props> props(URI base, String key, String alias) throws IOException {
		URI address = base.resolve("/props");
		if (send(new HttpGet(address)).status() != UNAUTHORIZED) {
			return Optional.empty();
		}
		HttpGet request = new HttpGet(address);
		authorize(request, key);
		Answer answer = send(request);
		if (answer.status() != OK) {
			return Optional.empty();
		}
		return props(json(answer.body()), alias);
	}

	private static Optional<Props> props(JsonObject props, String alias) throws IOException {
		try {
			if (props.has("model_alias") && !props.get("model_alias").getAsString().equals(alias)) {
				return Optional.empty();
			}
			JsonElement settings = props.get("default_generation_settings");
			JsonElement context = settings == null ? null : settings.getAsJsonObject().get("n_ctx");
			return Optional.of(new Props(context == null ? OptionalInt.empty() : OptionalInt.of(context.getAsInt())));
		} catch (IllegalStateException | UnsupportedOperationException | NumberFormatException e) {
			throw new IOException("What llama-server says of itself at /props is not understood.", e);
		}
	}

	int countTokens(URI base, String key, String text) throws IOException {
		JsonObject question = new JsonObject();
		question.addProperty("content", text);
		HttpPost request = new HttpPost(base.resolve("/tokenize"));
		request.setEntity(new StringEntity(question.toString(), ContentType.APPLICATION_JSON));
		authorize(request, key);
		Answer answer = send(request);
		if (answer.status() != OK) {
			throw new IOException("llama-server answered " + answer.status() + " to /tokenize.");
		}
		return json(answer.body()).getAsJsonArray("tokens").size();
	}

	private static void authorize(HttpUriRequestBase request, String key) {
		request.setHeader("Authorization", "Bearer " + key);
	}

	private static JsonObject json(String body) throws IOException {
		try {
			return JsonParser.parseString(body).getAsJsonObject();
		} catch (JsonParseException | IllegalStateException e) {
			throw new IOException("llama-server did not answer with a JSON object.", e);
		}
	}

	private Answer send(HttpUriRequestBase request) throws IOException {
		return client.execute(request, response -> {
			try {
				return new Answer(response.getCode(), response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity(), MOST_BYTES));
			} catch (ParseException e) {
				throw new IOException(e);
			}
		});
	}

	@Override
	public void close() throws IOException {
		client.close();
	}
}
