package com.burncloud.store.internal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Journal;
import com.burncloud.api.store.Secrets;

/**
 * Opens database, key and journal in this order, and registers their services only when all three are good: a node without one of them must not take a request.
 * The services are registered by hand, since a component that fails in its constructor is a stack trace on the console and this failure is the operator's to read.
 */
@Component(service = {})
public final class Store {

	private static final Logger LOG = LoggerFactory.getLogger(Store.class);

	private final Deque<AutoCloseable> opened = new ArrayDeque<>();
	private final List<ServiceRegistration<?>> registered = new ArrayList<>();

	@Activate
	public Store(BundleContext context, @Reference Settings settings) {
		try {
			PooledDatabase database = new PooledDatabase(engine(settings), failure -> StartupFailure.report(context, failure.getMessage(), failure));
			opened.push(database);
			Secrets secrets = new MasterKey(settings, database.migrate("store", MasterKey.MIGRATIONS)).open();
			SegmentJournal journal = journal(settings);
			opened.push(journal);
			registered.add(context.registerService(Secrets.class, secrets, null));
			registered.add(context.registerService(Database.class, database, null));
			registered.add(context.registerService(Journal.class, journal, null));
		} catch (IllegalStateException e) {
			close();
			StartupFailure.report(context, e.getMessage(), e);
		}
	}

	/** Those who use the services stop while they are taken away, with all of them still working; then the journal is drained, and the database closed. */
	@Deactivate
	void stop() {
		close();
		LOG.info("Journal and database are closed; BurnCloud has stopped");
	}

	private void close() {
		registered.forEach(ServiceRegistration::unregister);
		registered.clear();
		while (!opened.isEmpty()) {
			AutoCloseable next = opened.pop();
			try {
				next.close();
			} catch (Exception e) {
				LOG.error("{} did not close: {}", next.getClass().getSimpleName(), Reason.of(e));
			}
		}
	}

	private static Engine engine(Settings settings) {
		String url = settings.value(SettingKey.DATABASE_URL).strip();
		if (url.isEmpty()) {
			return DerbyEngine.open(settings.home());
		}
		return PostgresEngine.open(url);
	}

	private static SegmentJournal journal(Settings settings) {
		try {
			return SegmentJournal.open(settings.home().resolve("journal"), SegmentJournal.Limits.DEFAULT);
		} catch (IOException e) {
			throw new IllegalStateException("The journal in " + settings.home().resolve("journal") + " cannot be opened: " + Reason.of(e) + ".", e);
		}
	}
}
