package com.burncloud.api.usage;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The price table: a built-in one with the date at which it was true, and the operator's own prices, which always win. Nothing is priced by guess. */
@ProviderType
public interface PriceService {

	/** Every price that applies, by model. Any thread; does not block. */
	List<Price> list();

	/** Does not block. */
	Optional<Price> find(String model);

	/**
	 * Sets the operator's price of a model, for requests from now on. Waits for the database.
	 *
	 * @throws com.burncloud.api.error.InvalidFieldException when a figure is negative or the model is blank
	 */
	Price set(Price price);
}
