package com.burncloud.remote.internal;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import javax.net.ssl.SSLException;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem;
import com.burncloud.api.server.ServerAwayException;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/** The one place where a failure becomes an exception of the API, in words that say which server and what to do. */
final class Troubles {
	private static final String WHAT_IS_THERE = " See that the address is that of a BurnCloud server, and that no proxy stands before it.";

	private static final String HUB = "hub_";

	private final URI address;
	private final String key;

	Troubles(URI address, String key) {
		this.address = address;
		this.key = key;
	}

	/** An answer that is none of 2xx, or no stream where one was asked for. */
	RuntimeException refusal(HttpRequest request, HttpResponse<?> answer, byte[] body) {
		int status = answer.statusCode();
		Optional<JsonObject> error = error(body);
		if (error.isEmpty()) {
			return new ServerAwayException(status / 100 == 3
					? address + " sends its callers to " + open(answer.headers().firstValue("location").orElse("another place")) + "; give that address."
					: address + " answered " + what(request) + " with " + status + " and not as a BurnCloud server does." + WHAT_IS_THERE);
		}
		String code = text(error.get(), "code");
		String message = open(text(error.get(), "message"));
		if (code.startsWith(HUB)) {
			return hub(code, message, error.get());
		}
		return switch (status) {
		case 401 -> new ServerAwayException(address + " refuses the admin key; enter the one that stands in admin.key of its data folder.", new KeyRefused());
		case 404 -> code.equals("not_found") ? new NotFound(message) : tooOld(request);
		case 405 -> tooOld(request);
		case 400, 413, 415 -> new InvalidFieldException(text(error.get(), "field"), message);
		case 409 -> new ConflictException(message);
		default -> new ServerAwayException(address + " cannot answer: " + message);
		};
	}

	/** A kind that this version does not know is one that patience will not mend. */
	private static HubException hub(String code, String message, JsonObject error) {
		HubProblem.Kind kind = Arrays.stream(HubProblem.Kind.values()).filter(each -> code.equals(HUB + each.name().toLowerCase(Locale.ROOT))).findFirst()
				.orElse(HubProblem.Kind.OTHER);
		Optional<Duration> retryAfter = error.get("retryAfterMillis") instanceof JsonPrimitive millis && millis.isNumber()
				? Optional.of(Duration.ofMillis(millis.getAsLong()))
				: Optional.empty();
		return new HubException(new HubProblem(kind, message, retryAfter));
	}

	/** An answer of a good status that cannot be read. */
	ServerAwayException notUnderstood(HttpRequest request, RuntimeException malformed) {
		return new ServerAwayException(address + " answered " + what(request) + " with something that this version does not understand ("
				+ firstLine(malformed) + ")." + WHAT_IS_THERE, malformed);
	}

	ServerAwayException silent(Duration limit) {
		return new ServerAwayException(address + " did not answer within " + seconds(limit) + ". See that the machine is on, that BurnCloud runs there, and that no "
				+ "firewall is in between.");
	}

	/** No answer, or half of one. */
	ServerAwayException of(Throwable failure) {
		return new ServerAwayException(words(failure), failure);
	}

	private String words(Throwable failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
				return "There is no host '" + address.getHost() + "'; see that its name in " + address + " is right.";
			}
		}
		return switch (failure) {
		case HttpTimeoutException late -> "Nothing answers at " + address + ". See that the machine is on, and that no firewall is in between.";
		case ConnectException refused -> "Nothing answers at " + address + ". See that BurnCloud runs there, that its setting 'host' lets other machines in, and "
				+ "that the port is right.";
		case SSLException untrusted -> "No secure connection to " + address + ": " + open(untrusted.getMessage()) + ". See that its certificate is trusted here; "
				+ "a BurnCloud server without a proxy before it is reached by http://.";
		default -> "The connection to " + address + " broke: " + open(failure.getMessage() == null ? failure.toString() : failure.getMessage())
				+ ". Whether the server did what was asked is not known; look before you repeat it.";
		};
	}

	private ServerAwayException tooOld(HttpRequest request) {
		return new ServerAwayException("The server at " + address + " does not know " + what(request) + "; update it to this version of BurnCloud.");
	}

	/** Gson's message is followed by a link to its own trouble shooting. */
	private String firstLine(RuntimeException malformed) {
		return open(String.valueOf(malformed.getMessage()).lines().findFirst().orElse("it is broken"));
	}

	private static String what(HttpRequest request) {
		return request.method() + " " + request.uri().getPath();
	}

	private static String seconds(Duration limit) {
		return limit.toMillis() % 1000 == 0 ? limit.toSeconds() + " seconds" : limit.toMillis() + " ms";
	}

	/** A server that is none of ours might send back what it was sent. */
	private String open(String text) {
		return String.valueOf(text).replace(key, "…");
	}

	private static Optional<JsonObject> error(byte[] body) {
		try {
			JsonElement parsed = JsonParser.parseString(new String(body, StandardCharsets.UTF_8));
			return parsed instanceof JsonObject object && object.get("error") instanceof JsonObject error && !text(error, "message").isEmpty()
					? Optional.of(error)
					: Optional.empty();
		} catch (JsonParseException html) {
			return Optional.empty();
		}
	}

	private static String text(JsonObject object, String name) {
		return object.get(name) != null && object.get(name).isJsonPrimitive() ? object.get(name).getAsString() : "";
	}
}
