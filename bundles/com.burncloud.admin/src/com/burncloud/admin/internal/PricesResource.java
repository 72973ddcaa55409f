package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.PriceService;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** {@code /api/prices}. */
@Component(service = Resource.class)
public final class PricesResource implements Resource {
	private static final Set<String> FIELDS = Set.of("model", "inputNanosPerToken", "outputNanosPerToken", "cacheReadNanosPerToken", "cacheWriteNanosPerToken",
			"perRequestNanos");

	private final PriceService prices;

	@Activate
	public PricesResource(@Reference PriceService prices) {
		this.prices = prices;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/prices", call -> call.ok(Json.array(prices.list(), PricesResource::write))),
				Route.of("PUT", "/api/prices", this::set));
	}

	/** One or an array; all are looked at before the first is set. */
	private void set(Call call) throws IOException {
		JsonElement body = call.json();
		if (body instanceof JsonArray array) {
			List<Price> wanted = new ArrayList<>();
			array.forEach(element -> wanted.add(read(element)));
			call.ok(Json.array(wanted.stream().map(prices::set).toList(), PricesResource::write));
		} else {
			call.ok(write(prices.set(read(body))));
		}
	}

	/** A cache price that is left out is the input's: never less than what the upstream may charge for it by guess. */
	private static Price read(JsonElement body) {
		Fields fields = Fields.of(body, FIELDS);
		String model = fields.required("model", "");
		if (FIELDS.stream().noneMatch(name -> !name.equals("model") && fields.given(name) && !fields.isNull(name))) {
			throw Problem.field("inputNanosPerToken", "The price of '" + model + "' holds no figure; give 0 where it is free.");
		}
		long input = fields.read("inputNanosPerToken", 0L, 0L, PricesResource::from0);
		return new Price(model, input, fields.read("outputNanosPerToken", 0L, 0L, PricesResource::from0),
				fields.read("cacheReadNanosPerToken", input, input, PricesResource::from0),
				fields.read("cacheWriteNanosPerToken", input, input, PricesResource::from0), fields.read("perRequestNanos", 0L, 0L, PricesResource::from0));
	}

	private static long from0(Fields fields, String name) {
		long figure = fields.whole(name);
		if (figure < 0) {
			throw fields.wrong(name, "a whole number from 0, in 1e-9 USD");
		}
		return figure;
	}

	private static JsonElement write(Price price) {
		JsonObject object = new JsonObject();
		object.addProperty("model", price.model());
		object.addProperty("inputNanosPerToken", price.inputNanosPerToken());
		object.addProperty("outputNanosPerToken", price.outputNanosPerToken());
		object.addProperty("cacheReadNanosPerToken", price.cacheReadNanosPerToken());
		object.addProperty("cacheWriteNanosPerToken", price.cacheWriteNanosPerToken());
		object.addProperty("perRequestNanos", price.perRequestNanos());
		return object;
	}
}
