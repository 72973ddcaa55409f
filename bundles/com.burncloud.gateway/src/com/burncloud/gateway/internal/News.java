package com.burncloud.gateway.internal;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.event.RequestEvents;
import com.burncloud.api.event.Topics;
import com.burncloud.api.usage.UsageRecord;

/**
 * Takes the news of exchanges to the EventAdmin, in bursts of 50 ms: posting from the exchange itself would wake the EventAdmin's thread twice a request, which
 * costs more than the exchange. Events may be lost under overload, requests may not wait for them.
 */
final class News implements AutoCloseable {
	private static final Logger LOG = LoggerFactory.getLogger(News.class);
	private static final Duration BURST = Duration.ofMillis(50);
	private static final int MOST_WAITING = 50_000;

	private record Item(String topic, Supplier<Map<String, Object>> properties) {
	}

	private final EventAdmin events;
	private final Queue<Item> waiting = new ConcurrentLinkedQueue<>();
	private final AtomicInteger count = new AtomicInteger();
	private final AtomicBoolean asleep = new AtomicBoolean();
	private final Thread messenger;
	private volatile boolean closed;

	News(EventAdmin events) {
		this.events = events;
		messenger = Thread.ofPlatform().daemon().name("burncloud-news").start(this::work);
	}

	void started(String requestId, String token, String model, boolean stream) {
		post(Topics.REQUEST_STARTED, () -> RequestEvents.started(requestId, token, model, stream));
	}

	void ended(UsageRecord exchange) {
		post(exchange.status() < 400 ? Topics.REQUEST_COMPLETED : Topics.REQUEST_FAILED, () -> RequestEvents.ended(exchange));
	}

	private void post(String topic, Supplier<Map<String, Object>> properties) {
		if (count.incrementAndGet() > MOST_WAITING) {
			count.decrementAndGet();
			return;
		}
		waiting.add(new Item(topic, properties));
		if (asleep.get() && asleep.compareAndSet(true, false)) {
			LockSupport.unpark(messenger);
		}
	}

	private void work() {
		while (!closed) {
			deliver();
			asleep.set(true);
			while (waiting.isEmpty() && asleep.get() && !closed) {
				LockSupport.park(this);
			}
			asleep.set(false);
			if (!closed) {
				LockSupport.parkNanos(BURST.toNanos());
			}
		}
		deliver();
	}

	private void deliver() {
		for (Item item = waiting.poll(); item != null; item = waiting.poll()) {
			count.decrementAndGet();
			try {
				events.postEvent(new Event(item.topic, item.properties.get()));
			} catch (RuntimeException unexpected) {
				LOG.warn("An event of {} could not be posted", item.topic, unexpected);
			}
		}
	}

	@Override
	public void close() {
		closed = true;
		LockSupport.unpark(messenger);
	}
}
