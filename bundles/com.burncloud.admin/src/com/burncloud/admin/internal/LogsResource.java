package com.burncloud.admin.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.SentRequests;
import com.burncloud.api.usage.UsageService;
import com.google.gson.JsonObject;

/** {@code /api/logs} and {@code /api/usage}, but for the live stream. */
@Component(service = Resource.class)
public final class LogsResource implements Resource {
	private static final Map<String, UsageService.By> KEYS = Stream.of(UsageService.By.values())
			.collect(Collectors.toUnmodifiableMap(by -> by.name().toLowerCase(Locale.ROOT), Function.identity()));

	private final UsageService usage;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile SentRequests sent;

	@Activate
	public LogsResource(@Reference UsageService usage) {
		this.usage = usage;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/logs", this::page),
				Route.of("GET", "/api/logs/{requestId}", this::row),
				Route.of("GET", "/api/logs/{requestId}/request", this::request),
				Route.of("GET", "/api/usage", this::sums));
	}

	private void row(Call call) throws IOException {
		String id = call.path("requestId");
		if (id.equals("stream")) { // its own resource is away
			throw Problem.away("live log");
		}
		call.ok(usage.find(id).map(UsageJson::write).orElseThrow(() -> Problem.unknown("request", id)));
	}

	/** What the client sent, as it sent it. */
	private void request(Call call) throws IOException {
		SentRequests present = sent;
		if (present == null) {
			throw Problem.away("gateway");
		}
		String id = call.path("requestId");
		SentRequest request = present.find(id).orElseThrow(() -> Problem.of(404, "not_found", "The request '" + id
				+ "' is not kept: only the last few hundred of at most 64 KB are, until the server stops, and none where keep_requests is false."));
		call.response().setHeader("x-burncloud-path", request.path());
		call.attachment(request.contentType(), request.body());
	}

	private void page(Call call) throws IOException {
		Optional<String> status = call.query("status");
		if (!status.orElse("ok").matches("ok|error|[1-5]\\d\\d")) {
			throw Problem.field("status", "status must be ok, error or a number such as 429, not '" + status.get() + "'.");
		}
		LogPage page = usage.logs(new LogQuery(call.number("limit", 100, 1, 1000), call.query("before"), status, call.query("channel"), call.query("token"),
				call.query("model"), time(call, "from"), time(call, "to")));
		JsonObject body = new JsonObject();
		body.add("items", Json.array(page.items(), UsageJson::write));
		body.add("before", Json.text(page.before()));
		call.ok(body);
	}

	/** By day over the last thirty, unless asked otherwise. */
	private void sums(Call call) throws IOException {
		String key = call.query("by").orElse("day");
		UsageService.By by = Optional.ofNullable(KEYS.get(key))
				.orElseThrow(() -> Problem.field("by", "by must be hour, day, token, channel or model, not '" + key + "'."));
		Instant to = time(call, "to").orElseGet(Instant::now);
		Instant from = time(call, "from").orElseGet(() -> to.minus(Duration.ofDays(30)));
		if (!from.isBefore(to)) {
			throw Problem.field("from", "from must be before to: " + from + " is not before " + to + ".");
		}
		call.ok(Json.array(usage.sums(from, to, by), UsageJson::write));
	}

	/** A plus that nobody escaped has become a space on its way: 2026-01-31T08:00:00 08:00. */
	private static Optional<Instant> time(Call call, String name) {
		return call.query(name).map(text -> Fields.time(name, text.replace(' ', '+')));
	}
}
