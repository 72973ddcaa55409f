package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code burncloud usage}. */
@Command(name = "usage")
final class UsageCommand implements Callable<Integer> {
	private final Session session;
	@Mixin
	private Common common;
	@Option(names = "--by", defaultValue = "day", paramLabel = "hour|day|token|channel|model", descriptionKey = "option.by")
	private String by;
	@Option(names = "--from", paramLabel = "TIME", descriptionKey = "option.from")
	private String from;
	@Option(names = "--to", paramLabel = "TIME", descriptionKey = "option.to")
	private String to;

	UsageCommand(Session session) {
		this.session = session;
	}

	@Override
	public Integer call() {
		Map<String, String> query = new LinkedHashMap<>();
		query.put("by", by);
		query.put("from", from);
		query.put("to", to);
		try (Api api = session.api(common)) {
			JsonElement buckets = api.get("/api/usage" + Api.query(query));
			if (common.json) {
				session.json(buckets);
				return 0;
			}
			Table table = new Table(session.texts().headings("key", "requests", "errors", "prompt", "completion", "cached", "cost"));
			for (JsonObject bucket : Session.objects(buckets)) {
				table.row(value(bucket, "key"), value(bucket, "requests"), value(bucket, "errors"), value(bucket, "promptTokens"), value(bucket, "completionTokens"),
						value(bucket, "cachedTokens"), Session.usd(number(bucket, "costNanos")));
			}
			table.print(session.out());
			return 0;
		}
	}
}
