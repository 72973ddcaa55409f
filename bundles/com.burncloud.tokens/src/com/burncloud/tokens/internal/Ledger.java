package com.burncloud.tokens.internal;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.store.Journal;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.tokens.internal.Balance.Charge;

/** Where every exchange is written: first into memory, for those who look, then into the journal, for good. Any thread; a microsecond. */
final class Ledger {
	private static final Logger log = LoggerFactory.getLogger(Ledger.class);
	private final long process = new SecureRandom().nextLong();
	private final AtomicLong next = new AtomicLong();
	private final Recent recent = new Recent();
	private final Journal journal;

	Ledger(Journal journal) {
		this.journal = journal;
	}

	/** @return the exchange as it was written, its texts within their bounds */
	UsageRecord book(String accountId, Charge charge, UsageRecord exchange) {
		UsageRecord bounded = Texts.bounded(exchange);
		long sequence = next.getAndIncrement();
		recent.add(sequence, bounded);
		try {
			journal.append(Codec.encode(new Booked(process, sequence, accountId, charge, bounded)));
		} catch (RuntimeException failed) {
			log.error("The request {} of token '{}' at {} is missing in the journal: {}", bounded.requestId(), bounded.token(), Money.dollars(charge.nanos()),
					failed.toString());
		}
		return bounded;
	}

	boolean owns(Booked line) {
		return line.process() == process;
	}

	/** How many lines this process has written. */
	long written() {
		return next.get();
	}

	Recent recent() {
		return recent;
	}
}
