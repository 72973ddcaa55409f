package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.number;
import static com.burncloud.launcher.internal.client.Session.text;

import java.math.BigDecimal;

import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code burncloud price …}: in dollars a million tokens, as vendors print it. */
@Command(name = "price")
final class PriceCommands {
	/** Dollars a million tokens to nano-dollars a token: nine places less six. */
	private static final int PER_MILLION = 3;
	private static final int PER_REQUEST = 9;

	private final Session session;
	@Mixin
	private Common help;

	PriceCommands(Session session) {
		this.session = session;
	}

	@Command(name = "list")
	int list(@Mixin Common common) {
		try (Api api = session.api(common)) {
			var prices = api.get("/api/prices");
			if (common.json) {
				session.json(prices);
			} else {
				Table table = table();
				Session.objects(prices).forEach(price -> row(table, price));
				table.print(session.out());
			}
			return 0;
		}
	}

	@Command(name = "set")
	int set(@Mixin Common common, @Parameters(paramLabel = "MODEL", descriptionKey = "parameter.price.model") String model,
			@Option(names = "--input", paramLabel = "USD", descriptionKey = "option.price.input") BigDecimal input,
			@Option(names = "--output", paramLabel = "USD", descriptionKey = "option.price.output") BigDecimal output,
			@Option(names = "--cache-read", paramLabel = "USD", descriptionKey = "option.price.cacheRead") BigDecimal cacheRead,
			@Option(names = "--cache-write", paramLabel = "USD", descriptionKey = "option.price.cacheWrite") BigDecimal cacheWrite,
			@Option(names = "--per-request", paramLabel = "USD", descriptionKey = "option.price.perRequest") BigDecimal perRequest) {
		JsonObject body = new JsonObject();
		body.addProperty("model", model);
		add(body, "inputNanosPerToken", input, PER_MILLION);
		add(body, "outputNanosPerToken", output, PER_MILLION);
		add(body, "cacheReadNanosPerToken", cacheRead, PER_MILLION);
		add(body, "cacheWriteNanosPerToken", cacheWrite, PER_MILLION);
		add(body, "perRequestNanos", perRequest, PER_REQUEST);
		try (Api api = session.api(common)) {
			JsonObject price = api.send("PUT", "/api/prices", body).getAsJsonObject();
			if (common.json) {
				session.json(price);
			} else {
				Table table = table();
				row(table, price);
				table.print(session.out());
			}
			return 0;
		}
	}

	private void add(JsonObject body, String name, BigDecimal usd, int places) {
		if (usd != null) {
			body.addProperty(name, nanos(usd, places, session.texts()));
		}
	}

	/** @throws Failure when it is negative or finer than a nano-dollar: rounding somebody's money is not ours */
	static long nanos(BigDecimal usd, int places, Texts texts) {
		try {
			long nanos = usd.movePointRight(places).longValueExact();
			if (nanos >= 0) {
				return nanos;
			}
		} catch (ArithmeticException tooFine) {
			// said below
		}
		throw new Failure(Failure.USAGE, texts.get("failure.money", usd.toString()));
	}

	private Table table() {
		return new Table(session.texts().headings("model", "input", "output", "cacheRead", "cacheWrite", "perRequest"));
	}

	private static void row(Table table, JsonObject price) {
		table.row(text(price, "model"), usd(price, "inputNanosPerToken", PER_MILLION), usd(price, "outputNanosPerToken", PER_MILLION),
				usd(price, "cacheReadNanosPerToken", PER_MILLION), usd(price, "cacheWriteNanosPerToken", PER_MILLION), usd(price, "perRequestNanos", PER_REQUEST));
	}

	private static String usd(JsonObject price, String name, int places) {
		return "$" + BigDecimal.valueOf(number(price, name), places).stripTrailingZeros().toPlainString();
	}
}
