package com.burncloud.models.internal.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.model.Deployment;

/** The runner of each model that has been deployed since the gateway started; one that ended stays, for what it has to tell. */
final class Runners implements Runner.Watcher {
	private static final Logger LOG = LoggerFactory.getLogger(Runners.class);

	private final Workshop shop;
	private final Offers offers;
	private final News news;
	private final Deployed deployed;
	private final Map<String, Runner> byModel = new ConcurrentHashMap<>();
	private final ReentrantLock changing = new ReentrantLock();
	private volatile boolean closed;

	Runners(Workshop shop, Offers offers, News news, Deployed deployed) {
		this.shop = shop;
		this.offers = offers;
		this.news = news;
		this.deployed = deployed;
	}

	Optional<Runner> find(String id) {
		return Optional.ofNullable(byModel.get(id));
	}

	/** Begins, after the one that runs now has ended. */
	void deploy(Launch launch) {
		String id = launch.model().id();
		changing.lock();
		try {
			if (closed) {
				throw new ConflictException("The gateway is shutting down.");
			}
			Optional<Runner> before = find(id);
			before.ifPresent(this::end);
			Runner runner = new Runner(launch, shop, before, this);
			byModel.put(id, runner);
			deployed.mark(id);
			runner.start();
			offers.update(runner);
		} finally {
			changing.unlock();
		}
	}

	private void end(Runner runner) {
		runner.end();
		offers.update(runner);
	}

	@Override
	public void callable(Runner runner) {
		offers.update(runner);
	}

	@Override
	public void changed(Runner runner) {
		String id = runner.launch().model().id();
		Deployment now = runner.deployment();
		changing.lock();
		try {
			if (byModel.get(id) != runner) {
				return; // another one has taken its place, and tells for itself
			}
			if (!closed && (now.state() == Deployment.State.STOPPED || now.state() == Deployment.State.FAILED)) {
				deployed.unmark(id);
			}
		} finally {
			changing.unlock();
		}
		news.changed(runner.launch().model(), now);
	}

	/** Ends one and waits until its process is gone, the time between asking and killing at most. */
	void stop(String id) {
		deployed.unmark(id);
		find(id).ifPresent(runner -> {
			end(runner);
			await(runner);
		});
	}

	void forget(String id) {
		byModel.remove(id);
	}

	/** Ends all at the same time. They stay marked as deployed. */
	void close() {
		changing.lock();
		try {
			closed = true;
		} finally {
			changing.unlock();
		}
		List<Runner> all = new ArrayList<>(byModel.values());
		all.forEach(this::end);
		all.forEach(Runners::await);
	}

	private static void await(Runner runner) {
		try {
			runner.awaitEnd();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			LOG.warn("Waiting for the end of {} was interrupted", runner.launch().gatewayModel());
		}
	}
}
