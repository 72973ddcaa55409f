package com.burncloud.tokens.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

import org.jdbi.v3.core.Jdbi;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Journal;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.burncloud.tokens.internal.StateTable.Place;

/** What the services of this bundle share. It is there only when the balances are right: the journal has been caught up with. Log rows may follow. */
public final class Books {
	private final InstantSource clock;
	private final News news;
	private final Accounts accounts = new Accounts();
	private final Passes passes;
	private final Ledger ledger;
	private final TokenTable tokenTable;
	private final PriceRows priceRows;
	private final PriceTable prices;
	private final LogTable logTable;
	private final HourTable hourTable;
	private final Retention retention;
	private final Projector projector;
	private volatile boolean closed;

	/** Opens the books and catches up; {@link #start} must follow. */
	Books(Database database, Journal journal, Settings settings, EventAdmin events, InstantSource clock) throws SQLException {
		this.clock = clock;
		passes = new Passes(clock);
		Jdbi jdbi = Jdbi.create(database.open("tokens", List.of(script("tokens-1.sql"), script("tokens-2.sql"))));
		news = new News(events);
		ledger = new Ledger(journal);
		tokenTable = new TokenTable(jdbi);
		tokenTable.firstStart(Terms.of(Secret.randomId(new SecureRandom()), Secret.prefix(TokenService.DEMO_SECRET), Secret.DEMO,
				Instant.ofEpochMilli(clock.millis()), TokenDraft.of("demo")));
		accounts.putAll(tokenTable.load());
		priceRows = new PriceRows(jdbi);
		prices = new PriceTable(priceRows.load());
		logTable = new LogTable(jdbi);
		hourTable = new HourTable(jdbi);
		StateTable state = new StateTable(jdbi);
		retention = new Retention(jdbi, state, settings.number(SettingKey.LOG_RETENTION_DAYS), settings.number(SettingKey.LOG_RETENTION_ROWS), clock);
		Sums sums = new Sums(ledger, accounts);
		projector = new Projector(journal, sums, new Cursor(journal, jdbi, state, Place.SUMS, sums),
				new Cursor(journal, jdbi, state, Place.ROWS, new Rows(logTable, sums)), ledger, retention);
		projector.catchUp();
	}

	private static String script(String name) {
		try (InputStream in = Books.class.getResourceAsStream(name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		} catch (IOException unreadable) {
			throw new UncheckedIOException(unreadable);
		}
	}

	void start() {
		projector.start();
	}

	/** Admits nothing more, and carries what was settled into the database. */
	void close() throws InterruptedException {
		closed = true;
		projector.close();
	}

	boolean closed() {
		return closed;
	}

	InstantSource clock() {
		return clock;
	}

	News news() {
		return news;
	}

	Accounts accounts() {
		return accounts;
	}

	Passes passes() {
		return passes;
	}

	Ledger ledger() {
		return ledger;
	}

	TokenTable tokenTable() {
		return tokenTable;
	}

	PriceRows priceRows() {
		return priceRows;
	}

	PriceTable prices() {
		return prices;
	}

	LogTable logTable() {
		return logTable;
	}

	HourTable hourTable() {
		return hourTable;
	}

	Retention retention() {
		return retention;
	}

	Projector projector() {
		return projector;
	}
}
