package com.burncloud.models.internal.hub;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.ModelHub;

/** The hubs that are there now. Of several services for one id the highest ranking serves, among equals the newest. */
@Component(service = HubSet.class)
public final class HubSet {
	private static final Logger LOG = LoggerFactory.getLogger(HubSet.class);

	private record Offer(int ranking, long service, String id, ModelHub hub) {
	}

	private static final Comparator<Offer> BEST_LAST = Comparator.comparingInt(Offer::ranking).thenComparingLong(Offer::service);

	private final List<Offer> offers = new ArrayList<>();
	private volatile Map<String, ModelHub> byId = Map.of();

	@Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
	void bind(ModelHub hub, ServiceReference<ModelHub> reference) {
		try {
			int ranking = reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer given ? given : 0;
			add(ranking, (Long) reference.getProperty(Constants.SERVICE_ID), hub);
		} catch (RuntimeException | LinkageError e) { // a stranger's code: it must not keep the others from being bound
			LOG.warn("A hub of bundle {} is left out, because it does not describe itself: {}", reference.getBundle(), e.toString());
		}
	}

	void unbind(ModelHub hub, ServiceReference<ModelHub> reference) {
		remove((Long) reference.getProperty(Constants.SERVICE_ID));
	}

	synchronized void add(int ranking, long service, ModelHub hub) {
		offers.add(new Offer(ranking, service, hub.info().id(), hub));
		index();
	}

	synchronized void remove(long service) {
		offers.removeIf(offer -> offer.service() == service);
		index();
	}

	private void index() {
		offers.sort(BEST_LAST);
		Map<String, ModelHub> hubs = new TreeMap<>();
		offers.forEach(offer -> hubs.put(offer.id(), offer.hub()));
		byId = hubs;
	}

	Optional<ModelHub> find(String id) {
		return Optional.ofNullable(byId.get(id));
	}

	/** @throws UnknownIdException when there is none */
	ModelHub hub(String id) {
		return find(id).orElseThrow(() -> new UnknownIdException("hub", id));
	}

	/** By id. */
	List<ModelHub> all() {
		return List.copyOf(byId.values());
	}
}
