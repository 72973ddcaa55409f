package com.burncloud.tokens.internal;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Spent;
import com.burncloud.api.token.Token;
import com.burncloud.tokens.internal.Balance.Charge;

/** A token with its balance. Settled plus reserved never exceeds the limit: each step is one compare-and-set of the whole balance. */
final class Account {
	private final AtomicReference<Balance> balance;
	private final Pace pace = new Pace();
	private final AtomicBoolean exhausted = new AtomicBoolean();
	private volatile Terms terms;

	Account(Terms terms, long usedNanos, long usedCount) {
		this.terms = terms;
		balance = new AtomicReference<>(new Balance(usedNanos, usedCount, 0, 0));
		exhausted.set(!affords(0));
	}

	Terms terms() {
		return terms;
	}

	Pace pace() {
		return pace;
	}

	Balance balance() {
		return balance.get();
	}

	/** Replaces the terms; a quota that is another one may run out anew. */
	void amend(Terms changed) {
		terms = changed;
		exhausted.set(!affords(0));
	}

	/** Reserves money and one request. */
	void reserve(long nanos) throws RefusedException {
		while (true) {
			Balance now = balance.get();
			check(terms, now, nanos);
			if (balance.compareAndSet(now, now.hold(nanos))) {
				return;
			}
		}
	}

	/**
	 * Books what a request cost and gives back what it held.
	 *
	 * @return what was charged: less than the cost where the quota has no more
	 */
	Charge settle(long heldNanos, long costNanos, int count) {
		while (true) {
			Balance now = balance.get();
			Balance free = now.release(heldNanos);
			Charge charge = switch (terms.quota()) {
			case Quota.Unlimited() -> new Charge(costNanos, count);
			case Quota.Amount(long limit) -> new Charge(Math.clamp(limit - free.usedNanos() - free.heldNanos(), 0, costNanos), count);
			case Quota.Count(long limit) -> new Charge(costNanos, Math.clamp(limit - free.usedCount() - free.heldCount(), 0, count));
			};
			if (balance.compareAndSet(now, free.charge(charge))) {
				return charge;
			}
		}
	}

	/** Adds what another process settled. */
	void add(Charge charge) {
		balance.updateAndGet(now -> now.charge(charge));
	}

	/** Takes back what {@link #add} added. */
	void takeBack(Charge charge) {
		balance.updateAndGet(now -> now.charge(new Charge(-charge.nanos(), -charge.count())));
	}

	/** Whether its quota ran out just now: true once, until the quota is changed. */
	boolean ranOut(long nanos) {
		return !affords(nanos) && exhausted.compareAndSet(false, true);
	}

	/** Whether one more request of that price would fit when nothing else ran. */
	private boolean affords(long nanos) {
		Balance now = balance.get();
		return switch (terms.quota()) {
		case Quota.Unlimited() -> true;
		case Quota.Amount(long limit) -> now.usedNanos() < limit && nanos <= limit - now.usedNanos();
		case Quota.Count(long limit) -> now.usedCount() < limit;
		};
	}

	private static void check(Terms terms, Balance now, long nanos) throws RefusedException {
		Limits limits = terms.limits();
		if (limits.concurrency().isPresent() && now.heldCount() >= limits.concurrency().getAsInt()) {
			throw new RefusedException(RefusalCode.RATE_LIMIT_EXCEEDED, "The token '" + terms.name() + "' may have " + limits.concurrency().getAsInt()
					+ " requests running at the same time, and has. Wait for one to end.", Optional.of(Duration.ofSeconds(1)));
		}
		switch (terms.quota()) {
		case Quota.Unlimited() -> {
		}
		case Quota.Amount(long limit) -> {
			if (nanos > limit - now.usedNanos() - now.heldNanos()) {
				throw new RefusedException(RefusalCode.INSUFFICIENT_QUOTA, "The quota of the token '" + terms.name() + "' is not sufficient: limit "
						+ Money.dollars(limit) + ", used " + Money.dollars(now.usedNanos()) + ", reserved by running requests " + Money.dollars(now.heldNanos())
						+ ", needed for this request up to " + Money.dollars(nanos) + ". Ask for fewer output tokens, or have the quota raised.");
			}
		}
		case Quota.Count(long limit) -> {
			if (limit - now.usedCount() - now.heldCount() < 1) {
				throw new RefusedException(RefusalCode.INSUFFICIENT_QUOTA, "The quota of the token '" + terms.name() + "' is not sufficient: limit " + limit
						+ " requests, used " + now.usedCount() + ", reserved by running requests " + now.heldCount() + ", needed 1. Have the quota raised.");
			}
		}
		}
	}

	Token view() {
		Terms now = terms;
		Balance held = balance.get();
		return new Token(now.id(), now.name(), now.prefix(), now.quota(), new Spent(held.usedNanos(), held.usedCount()),
				new Spent(held.heldNanos(), held.heldCount()), now.caller().groups(), now.caller().models(), now.allowedAddresses(), now.expiresAt(), now.limits(),
				now.enabled(), now.createdAt());
	}
}
