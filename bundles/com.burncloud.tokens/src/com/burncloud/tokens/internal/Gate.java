package com.burncloud.tokens.internal;

import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.Admission;
import com.burncloud.api.token.Admissions;
import com.burncloud.api.token.Caller;
import com.burncloud.api.token.Credentials;
import com.burncloud.api.token.Estimate;
import com.burncloud.api.token.Quota;
import com.burncloud.api.usage.Price;

/** The gate: who knocks, and whether it may. */
@Component
public final class Gate implements Admissions {
	private final Books books;
	private final boolean unpricedIsFree;
	private final long outputWhenUnset;

	@Activate
	public Gate(@Reference Books books, @Reference Settings settings) {
		this.books = books;
		unpricedIsFree = settings.value(SettingKey.UNPRICED).equalsIgnoreCase("free");
		outputWhenUnset = Math.max(0, settings.number(SettingKey.DEFAULT_OUTPUT_TOKENS));
	}

	@Override
	public Caller authenticate(Credentials credentials) throws RefusedException {
		String secret = credentials.secret();
		if (secret.isEmpty()) {
			throw new RefusedException(RefusalCode.INVALID_API_KEY,
					"No key came with the request. Send a token of this gateway as 'Authorization: Bearer sk-burncloud-...'.");
		}
		if (Secret.isPass(secret)) {
			return passed(secret);
		}
		Optional<Account> account = books.accounts().bySecret(Secret.hash(secret));
		if (account.isEmpty()) {
			throw new RefusedException(RefusalCode.INVALID_API_KEY, "The key '" + Secret.hint(secret)
					+ "' is not a token of this gateway. Tokens start with 'sk-burncloud-'; the operator issues them.");
		}
		Terms terms = account.get().terms();
		usable(terms);
		if (terms.demo() && (credentials.forwarded() || !credentials.address().isLoopbackAddress())) {
			throw new RefusedException(RefusalCode.INVALID_API_KEY,
					"The demo token is accepted from the gateway's own machine only, and this request comes from another one or through a proxy. Use a token that the operator made for you: ./burncloud token create NAME.");
		}
		if (!terms.allows(credentials.address())) {
			throw new RefusedException(RefusalCode.IP_NOT_ALLOWED, "The token '" + terms.name() + "' may not be used from "
					+ credentials.address().getHostAddress() + ". Have the address added to its allowed addresses.");
		}
		return terms.caller();
	}

	/** An operator has made it, who may call from anywhere: neither the allowed addresses nor the demo token's rule apply. */
	private Caller passed(String secret) throws RefusedException {
		Passes.Held held = books.passes().find(Secret.hash(secret)).orElseThrow(() -> new RefusedException(RefusalCode.INVALID_API_KEY,
				"The pass is not valid, or not any more: one lasts " + Passes.LIFE.toMinutes()
						+ " minutes, and no longer than the server runs and its token is enabled. Ask the management API for a new one."));
		Terms terms = books.accounts().byId(held.tokenId()).map(Account::terms).orElseThrow(() -> new RefusedException(RefusalCode.INVALID_API_KEY,
				"The token of this pass was deleted. Ask the management API for a pass of another one."));
		usable(terms);
		return terms.caller(held.channelId());
	}

	@Override
	public Admission admit(Caller caller, String model, Estimate estimate) throws RefusedException {
		if (books.closed()) {
			throw new RefusedException(RefusalCode.SHUTTING_DOWN, "The gateway is shutting down. Try again in a moment.");
		}
		Account account = books.accounts().byId(caller.tokenId()).orElseThrow(() -> new RefusedException(RefusalCode.INVALID_API_KEY,
				"The token '" + caller.tokenName() + "' was deleted. Ask the operator for another one."));
		Terms terms = account.terms();
		usable(terms);
		if (!terms.caller().mayUse(model)) {
			throw new RefusedException(RefusalCode.MODEL_NOT_ALLOWED,
					"The token '" + terms.name() + "' may not use the model '" + Texts.cut(model, Texts.MODEL) + "'. It may use: "
							+ Texts.cut(String.join(", ", terms.caller().models()), Texts.ERROR / 2) + ".");
		}
		boolean money = terms.quota() instanceof Quota.Amount;
		Optional<Price> price = books.prices().find(model).or(() -> model.startsWith(OfferedChannel.ID_PREFIX) ? Optional.of(Reservation.FREE) : Optional.empty());
		if (money && price.isEmpty() && !unpricedIsFree) {
			throw new RefusedException(RefusalCode.MODEL_NOT_PRICED, "The model '" + Texts.cut(model, Texts.MODEL) + "' has no price, and the token '" + terms.name()
					+ "' has a quota of money. Prices go by the name that is asked for, whatever model a channel makes of it. Have one set: ./burncloud price set "
					+ (model.matches("[A-Za-z0-9._:/@-]+") ? Texts.cut(model, Texts.MODEL) : "MODEL") + " --input USD --output USD (a million tokens each).");
		}
		long prompt = Money.promptBound(estimate);
		long output = Money.outputBound(estimate, outputWhenUnset);
		long nanos = money && price.isPresent() ? Money.upperBound(price.get(), prompt, output) : 0;
		Pace.Turn turn = account.pace().enter(terms.limits(), terms.name(), books.clock().millis(), Balance.plus(prompt, output));
		try {
			account.reserve(nanos);
		} catch (RefusedException refused) {
			account.pace().cancel(turn);
			if (refused.code() == RefusalCode.INSUFFICIENT_QUOTA && account.ranOut(nanos)) {
				books.news().exhausted(terms);
			}
			throw refused;
		}
		return new Reservation(account, price.orElse(Reservation.FREE), nanos, turn, books.ledger(), books.news(), books.clock());
	}

	private void usable(Terms terms) throws RefusedException {
		if (!terms.enabled()) {
			throw new RefusedException(RefusalCode.INVALID_API_KEY, "The token '" + terms.name() + "' is disabled. Ask the operator to enable it.");
		}
		if (terms.expiresAt().isPresent() && terms.expired(books.clock().millis())) {
			throw new RefusedException(RefusalCode.INVALID_API_KEY,
					"The token '" + terms.name() + "' expired at " + terms.expiresAt().get() + ". Ask the operator for a longer one.");
		}
	}
}
