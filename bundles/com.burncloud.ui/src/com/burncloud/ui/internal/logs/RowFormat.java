package com.burncloud.ui.internal.logs;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.UsageRecord;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

/** How rows of the log are written to a file. */
enum RowFormat {
	/** One line a row; money in dollars. */
	CSV("csv") {
		@Override
		String head() {
			// Excel takes a file without this mark for one in the encoding of the country.
			return "\uFEFF" + String.join(",", List.of("time", "request_id", "client_request_id", "status", "code", "error", "token", "model", "upstream_model", "channel", "attempts",
					"dialect_in", "dialect_out", "stream", "ttfb_ms", "duration_ms", "prompt_tokens", "completion_tokens", "cached_tokens", "cache_write_tokens",
					"reasoning_tokens", "estimated", "cost_usd", "fidelity")) + "\r\n";
		}

		@Override
		String line(UsageRecord row) {
			String attempts = row.attempts().stream().map(each -> each.channel() + " " + each.status() + " " + each.reason() + " " + each.millis() + "ms").collect(Collectors.joining("; "));
			return Stream.of(row.at(), cell(row.requestId()), cell(row.clientRequestId()), row.status(), cell(row.code()), cell(row.error()), cell(row.token()),
					cell(row.model()), cell(row.upstreamModel()), cell(row.channel()), cell(attempts), cell(row.dialectIn()), cell(row.dialectOut()), row.stream(),
					row.ttfbMillis(), row.millis(), row.usage().promptTokens(), row.usage().completionTokens(), row.usage().cacheReadTokens(), row.usage().cacheWriteTokens(),
					row.usage().reasoningTokens(), row.usage().estimated(), BigDecimal.valueOf(row.costNanos(), 9).toPlainString(), cell(String.join("; ", row.fidelity())))
					.map(String::valueOf).collect(Collectors.joining(",", "", "\r\n"));
		}
	},
	/** One JSON object a line, with the names of the management API. */
	JSONL("jsonl") {
		@Override
		String head() {
			return "";
		}

		@Override
		String line(UsageRecord row) {
			JsonObject object = new JsonObject();
			object.addProperty("requestId", row.requestId());
			object.addProperty("clientRequestId", row.clientRequestId());
			object.addProperty("at", row.at().toString());
			object.addProperty("tokenId", row.tokenId());
			object.addProperty("token", row.token());
			object.addProperty("model", row.model());
			object.addProperty("upstreamModel", row.upstreamModel());
			object.addProperty("channelId", row.channelId());
			object.addProperty("channel", row.channel());
			object.addProperty("dialectIn", row.dialectIn());
			object.addProperty("dialectOut", row.dialectOut());
			object.addProperty("stream", row.stream());
			object.addProperty("status", row.status());
			object.addProperty("code", row.code());
			object.addProperty("error", row.error());
			JsonArray attempts = new JsonArray();
			row.attempts().forEach(each -> attempts.add(attempt(each)));
			object.add("attempts", attempts);
			object.addProperty("ttfbMillis", row.ttfbMillis());
			object.addProperty("millis", row.millis());
			object.addProperty("promptTokens", row.usage().promptTokens());
			object.addProperty("completionTokens", row.usage().completionTokens());
			object.addProperty("cachedTokens", row.usage().cacheReadTokens());
			object.addProperty("cacheWriteTokens", row.usage().cacheWriteTokens());
			object.addProperty("reasoningTokens", row.usage().reasoningTokens());
			object.addProperty("estimated", row.usage().estimated());
			object.addProperty("costNanos", row.costNanos());
			JsonArray fidelity = new JsonArray();
			row.fidelity().forEach(fidelity::add);
			object.add("fidelity", fidelity);
			return GSON.toJson(object) + "\n";
		}

		private JsonObject attempt(Attempt attempt) {
			JsonObject object = new JsonObject();
			object.addProperty("channel", attempt.channel());
			object.addProperty("status", attempt.status());
			object.addProperty("reason", attempt.reason());
			object.addProperty("millis", attempt.millis());
			return object;
		}
	};

	private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

	private final String extension;

	RowFormat(String extension) {
		this.extension = extension;
	}

	/** Without a dot. */
	String extension() {
		return extension;
	}

	/** What stands before the first row. */
	abstract String head();

	/** With its end. */
	abstract String line(UsageRecord row);

	/** Texts of clients and upstreams: a spreadsheet must not take one for a formula. */
	private static String cell(String text) {
		String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
		return safe.matches("(?s).*[\",\r\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
	}
}
