package com.burncloud.models.internal.hub;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.model.HubQuery;
import com.burncloud.api.model.HubRequest;
import com.burncloud.api.model.ModelHub;

/** The fastest hub: all are asked at once for next to nothing, and the first that answers is taken for a while. */
final class Choice {
	private static final Logger LOG = LoggerFactory.getLogger(Choice.class);
	private static final HubQuery LIGHT = new HubQuery("", 1, HubQuery.Order.DOWNLOADS);

	private record Chosen(String id, Deadline until) {
	}

	private final HubSet hubs;
	private final HubClient client;
	private final Duration kept;
	private final Duration limit;
	private final ReentrantLock measuring = new ReentrantLock();
	private volatile Optional<Chosen> chosen = Optional.empty();

	/** @param limit for an answer */
	Choice(HubSet hubs, HubClient client, Duration kept, Duration limit) {
		this.hubs = hubs;
		this.client = client;
		this.kept = kept;
		this.limit = limit;
	}

	/** What was measured last, if that hub is still there; does not block. */
	Optional<ModelHub> known() {
		return chosen.flatMap(last -> hubs.find(last.id()));
	}

	/** Measures, unless it was done a short time ago. */
	ModelHub fastest() {
		Optional<ModelHub> fresh = fresh();
		if (fresh.isPresent()) {
			return fresh.get();
		}
		measuring.lock();
		try {
			return fresh().orElseGet(this::measure);
		} finally {
			measuring.unlock();
		}
	}

	private Optional<ModelHub> fresh() {
		return chosen.filter(last -> !last.until().over()).flatMap(last -> hubs.find(last.id()));
	}

	/** It has let its caller down: the next one measures. */
	void doubt(String id) {
		chosen.filter(last -> last.id().equals(id)).ifPresent(last -> chosen = Optional.empty());
	}

	private ModelHub measure() {
		List<String> failures = new ArrayList<>();
		List<ModelHub> all = hubs.all();
		Deadline deadline = Deadline.in(limit);
		ExecutorService threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("hub-speed-", 0).factory());
		try {
			ExecutorCompletionService<ModelHub> answers = new ExecutorCompletionService<>(threads);
			all.forEach(hub -> answers.submit(() -> answered(hub, deadline)));
			for (int i = 0; i < all.size(); i++) {
				Future<ModelHub> first = answers.poll(deadline.left().toMillis(), TimeUnit.MILLISECONDS);
				if (first == null) {
					failures.add("no answer within " + limit.toSeconds() + " s from the others");
					break;
				}
				try {
					ModelHub hub = first.get();
					chosen = Optional.of(new Chosen(hub.info().id(), Deadline.in(kept)));
					LOG.info("The hub {} answered first and is asked for now", hub.info().id());
					return hub;
				} catch (ExecutionException e) {
					failures.add(String.valueOf(e.getCause().getMessage()));
				}
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} finally {
			threads.shutdownNow(); // the slower ones are not waited for
		}
		throw Problems.unavailable(all.isEmpty() ? "No hub is installed." : "No hub answers: " + String.join(" | ", failures));
	}

	private ModelHub answered(ModelHub hub, Deadline deadline) {
		HubRequest request = Strangers.call(hub, () -> hub.search(LIGHT));
		client.ask(hub, request, "", deadline);
		return hub;
	}
}
