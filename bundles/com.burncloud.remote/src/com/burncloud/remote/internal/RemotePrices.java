package com.burncloud.remote.internal;

import java.util.List;
import java.util.Optional;

import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.PriceService;
import com.google.gson.JsonObject;

/** {@code /api/prices}. */
final class RemotePrices implements PriceService {
	private static final String PRICES = "/api/prices";

	private final ManagementApi api;

	RemotePrices(ManagementApi api) {
		this.api = api;
	}

	@Override
	public List<Price> list() {
		return api.get(PRICES, Fields.list(RemotePrices::read));
	}

	@Override
	public Optional<Price> find(String model) {
		return list().stream().filter(price -> price.model().equals(model)).findFirst();
	}

	@Override
	public Price set(Price price) {
		JsonObject object = new JsonObject();
		object.addProperty("model", price.model());
		object.addProperty("inputNanosPerToken", price.inputNanosPerToken());
		object.addProperty("outputNanosPerToken", price.outputNanosPerToken());
		object.addProperty("cacheReadNanosPerToken", price.cacheReadNanosPerToken());
		object.addProperty("cacheWriteNanosPerToken", price.cacheWriteNanosPerToken());
		object.addProperty("perRequestNanos", price.perRequestNanos());
		return api.call("PUT", PRICES, object, api.pace().call(), Fields.one(RemotePrices::read));
	}

	private static Price read(Fields price) {
		return new Price(price.text("model"), price.whole("inputNanosPerToken"), price.whole("outputNanosPerToken"), price.whole("cacheReadNanosPerToken"),
				price.whole("cacheWriteNanosPerToken"), price.whole("perRequestNanos"));
	}
}
