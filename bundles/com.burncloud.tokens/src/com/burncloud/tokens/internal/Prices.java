package com.burncloud.tokens.internal;

import java.util.List;
import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.PriceService;

/** The prices' service. */
@Component
public final class Prices implements PriceService {
	/** A dollar a token, a million dollars a million: more is a slip of the keyboard, and would overflow sums. */
	private static final long MOST = 1_000_000_000L;
	private final Books books;

	@Activate
	public Prices(@Reference Books books) {
		this.books = books;
	}

	@Override
	public List<Price> list() {
		return books.prices().all();
	}

	@Override
	public Optional<Price> find(String model) {
		return books.prices().find(model);
	}

	@Override
	public synchronized Price set(Price price) {
		if (price.model().isBlank() || price.model().length() > Texts.MODEL || price.model().chars().anyMatch(Character::isISOControl)) {
			throw new InvalidFieldException("model", "A price needs the name of a model, of at most " + Texts.MODEL + " characters.");
		}
		check("inputNanosPerToken", price.inputNanosPerToken(), MOST);
		check("outputNanosPerToken", price.outputNanosPerToken(), MOST);
		check("cacheReadNanosPerToken", price.cacheReadNanosPerToken(), MOST);
		check("cacheWriteNanosPerToken", price.cacheWriteNanosPerToken(), MOST);
		check("perRequestNanos", price.perRequestNanos(), Money.MOST);
		books.priceRows().put(price);
		books.prices().put(price);
		return price;
	}

	private static void check(String field, long nanos, long most) {
		if (nanos < 0 || nanos > most) {
			throw new InvalidFieldException(field, "A price is from 0 to " + Money.dollars(most) + ", in nano-dollars; not " + nanos + ".");
		}
	}
}
