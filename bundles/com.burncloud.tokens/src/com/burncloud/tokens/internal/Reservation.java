package com.burncloud.tokens.internal;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.token.Admission;
import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.tokens.internal.Balance.Charge;

/** What a running request holds, at the price of the moment at which it was admitted. */
final class Reservation implements Admission {
	private static final Logger log = LoggerFactory.getLogger(Reservation.class);
	private static final int CLIENT_GONE = 499;
	static final Price FREE = new Price("", 0, 0, 0, 0, 0);

	private final AtomicReference<UsageRecord> settled = new AtomicReference<>();
	private final Account account;
	private final Price price;
	private final long heldNanos;
	private final Pace.Turn turn;
	private final Ledger ledger;
	private final News news;
	private final InstantSource clock;

	Reservation(Account account, Price price, long heldNanos, Pace.Turn turn, Ledger ledger, News news, InstantSource clock) {
		this.account = account;
		this.price = price;
		this.heldNanos = heldNanos;
		this.turn = turn;
		this.ledger = ledger;
		this.news = news;
		this.clock = clock;
	}

	@Override
	public UsageRecord settle(UsageRecord exchange) {
		Usage usage = Money.plausible(exchange.usage());
		boolean answered = exchange.status() < 400 || exchange.status() == CLIENT_GONE && usage.completionTokens() > 0;
		UsageRecord priced = priced(Texts.bounded(exchange), usage, Money.cost(priceAt(exchange.channelId()), usage, answered));
		if (!settled.compareAndSet(null, priced)) {
			return settled.get();
		}
		Charge charge = account.settle(heldNanos, priced.costNanos(), answered ? 1 : 0);
		account.pace().finish(turn, clock.millis(), Balance.plus(usage.promptTokens(), usage.completionTokens()));
		ledger.book(account.terms().id(), charge, priced);
		if (charge.nanos() < priced.costNanos()) {
			log.warn("Request {} of token '{}' cost {}, more than was reserved and left; {} of it was not charged to the token.", priced.requestId(),
					account.terms().name(), Money.dollars(priced.costNanos()), Money.dollars(priced.costNanos() - charge.nanos()));
		}
		if (account.ranOut(0)) {
			news.exhausted(account.terms());
		}
		return priced;
	}

	/** Whatever the model costs elsewhere: what this machine answers is free. */
	private Price priceAt(String channelId) {
		return channelId.startsWith(OfferedChannel.ID_PREFIX) ? FREE : price;
	}

	private static UsageRecord priced(UsageRecord r, Usage usage, long costNanos) {
		return usage == r.usage() ? r.withCost(costNanos)
				: new UsageRecord(r.requestId(), r.clientRequestId(), r.at(), r.tokenId(), r.token(), r.model(), r.upstreamModel(), r.channelId(), r.channel(),
						r.dialectIn(), r.dialectOut(), r.stream(), r.status(), r.code(), r.error(), r.attempts(), r.ttfbMillis(), r.millis(), usage, costNanos,
						r.fidelity());
	}
}
