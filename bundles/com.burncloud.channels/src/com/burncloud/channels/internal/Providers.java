package com.burncloud.channels.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.event.Topics;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.Provider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.settings.Settings;

/** The types that are there now. Of several services for one type the highest ranking serves, among equals the newest: so an update wins over what it replaces. */
@Component(service = Providers.class, immediate = true)
public final class Providers {
	private static final Logger LOG = LoggerFactory.getLogger(Providers.class);

	/** A service, and what its bundle says of it. */
	private record Offer(int ranking, long id, Provider provider, InstalledProvider installed) {

		String type() {
			return installed.info().type();
		}
	}

	private static final Comparator<Offer> BEST_LAST = Comparator.comparingInt(Offer::ranking).thenComparingLong(Offer::id);

	private final Path folder;
	private final News news;
	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
	private final ReentrantLock changing = new ReentrantLock();
	private final Condition changed = changing.newCondition();
	private final List<Offer> offers = new ArrayList<>();
	private volatile Map<String, Offer> byType = Map.of();

	@Activate
	public Providers(@Reference Settings settings, @Reference EventAdmin events) {
		folder = settings.home().resolve(ProviderFolder.NAME);
		news = new News(events);
	}

	@Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	void bind(Provider provider, ServiceReference<Provider> reference) {
		try {
			ProviderInfo info = provider.info();
			int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
			long id = (Long) reference.getProperty(Constants.SERVICE_ID);
			change(new Offer(ranking, id, provider, ProviderFolder.describe(folder, info, reference.getBundle())), -1);
		} catch (RuntimeException | LinkageError e) { // a stranger's code: it must not keep the others from being bound
			LOG.warn("A provider of bundle {} is left out, because it does not describe itself: {}", reference.getBundle(), e.toString());
		}
	}

	void unbind(Provider provider, ServiceReference<Provider> reference) {
		change(null, (Long) reference.getProperty(Constants.SERVICE_ID));
	}

	/** Who waits for a type must not see it before the listeners have: what installs it would return while requests are still refused. */
	private void change(Offer came, long goneId) {
		changing.lock();
		try {
			offers.removeIf(offer -> offer.id() == goneId);
			if (came != null) {
				offers.add(came);
			}
			offers.sort(BEST_LAST);
			Map<String, Offer> after = new TreeMap<>();
			offers.forEach(offer -> after.put(offer.type(), offer));
			Map<String, Offer> before = byType;
			byType = after;
			listeners.forEach(Runnable::run);
			tell(before, after);
			changed.signalAll();
		} finally {
			changing.unlock();
		}
	}

	private void tell(Map<String, Offer> before, Map<String, Offer> after) {
		before.forEach((type, offer) -> {
			if (after.get(type) != offer) {
				news.provider(Topics.PROVIDER_REMOVED, offer.installed());
			}
		});
		after.forEach((type, offer) -> {
			if (before.get(type) != offer) {
				news.provider(Topics.PROVIDER_INSTALLED, offer.installed());
			}
		});
	}

	/** Runs after each change, on the thread that made it and while others wait; it must not call back but for {@link #provider}. */
	void onChange(Runnable listener) {
		listeners.add(listener);
	}

	void noLonger(Runnable listener) {
		listeners.remove(listener);
	}

	Optional<Provider> provider(String type) {
		return Optional.ofNullable(byType.get(type)).map(Offer::provider);
	}

	/** By name of the type. */
	List<InstalledProvider> installed() {
		return byType.values().stream().map(Offer::installed).toList();
	}

	/** Those of one jar, also where another bundle's service is preferred. */
	List<InstalledProvider> ofJar(String name) {
		changing.lock();
		try {
			return offers.stream().map(Offer::installed).filter(installed -> installed.name().equals(name)).sorted(Comparator.comparing(each -> each.info().type()))
					.toList();
		} finally {
			changing.unlock();
		}
	}

	/** Something else changed that somebody may wait for. */
	void lookAgain() {
		changing.lock();
		try {
			changed.signalAll();
		} finally {
			changing.unlock();
		}
	}

	/** Waits for the condition, which is looked at after each change; at most so long. */
	boolean await(BooleanSupplier condition, long millis) throws InterruptedException {
		long left = TimeUnit.MILLISECONDS.toNanos(millis);
		changing.lock();
		try {
			while (!condition.getAsBoolean()) {
				if (left <= 0) {
					return false;
				}
				left = changed.awaitNanos(left);
			}
			return true;
		} finally {
			changing.unlock();
		}
	}
}
