package com.burncloud.tokens.internal;

import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Journal;

/** Opens the books, upon which the services of this bundle come up; or tells the launcher in one line why they cannot be opened. */
@Component(service = {}, immediate = true)
public final class Opening {
	private static final Logger log = LoggerFactory.getLogger(Opening.class);
	private final Optional<Books> books;
	private final ServiceRegistration<?> registration;

	@Activate
	public Opening(BundleContext context, @Reference Database database, @Reference Journal journal, @Reference Settings settings,
			@Reference EventAdmin events) {
		Optional<Books> opened = Optional.empty();
		Exception failure = null;
		try {
			opened = Optional.of(new Books(database, journal, settings, events, InstantSource.system()));
		} catch (SQLException | RuntimeException failed) {
			log.error("The tokens' tables cannot be used.", failed);
			failure = new IllegalStateException("The tokens' tables cannot be used: " + failed.getMessage(), failed);
		}
		books = opened;
		if (opened.isPresent()) {
			opened.get().start();
			registration = context.registerService(Books.class, opened.get(), null);
		} else {
			registration = context.registerService(Exception.class, failure, new Hashtable<>(Map.of("burncloud.startup", "failed")));
		}
	}

	/** The gate closes first; running requests still settle into the journal. */
	@Deactivate
	void close() throws InterruptedException {
		registration.unregister();
		if (books.isPresent()) {
			books.get().close();
		}
	}
}
