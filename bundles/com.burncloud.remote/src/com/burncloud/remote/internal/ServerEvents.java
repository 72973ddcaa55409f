package com.burncloud.remote.internal;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;

/** Hands the server's events, and whether it can be reached, to those who follow, one at a time. Their stream is opened for the first who asks. */
final class ServerEvents implements EventStream.Follower, AutoCloseable {
	private static final Logger LOG = LoggerFactory.getLogger(ServerEvents.class);
	private static final int MOST_WAITING = 10_000;

	private final Streams streams;
	private final Runnable behind;
	private final List<Listener> listeners = new CopyOnWriteArrayList<>();
	private final BlockingQueue<ServerEvent> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
	private final Thread thread = Thread.ofVirtual().name("server-events").unstarted(this::work);
	private boolean following;
	private volatile boolean slow;

	/** @param behind called when events may have been missed */
	ServerEvents(Streams streams, Runnable behind) {
		this.streams = streams;
		this.behind = behind;
	}

	/** One subscription; the same consumer may have several. */
	private record Listener(Consumer<ServerEvent> consumer, Object identity) {
	}

	Server.Subscription subscribe(Consumer<ServerEvent> consumer) {
		Listener listener = new Listener(consumer, new Object());
		listeners.add(listener);
		synchronized (this) {
			if (!following) {
				following = true;
				thread.start();
				streams.follow(this);
			}
		}
		return () -> listeners.remove(listener);
	}

	/** Never waits: who does not take the events in time loses the oldest. */
	void publish(ServerEvent event) {
		while (!waiting.offer(event)) {
			waiting.poll();
			if (!slow) {
				slow = true;
				LOG.warn("a follower of a server's events is too slow: the oldest are dropped");
			}
		}
	}

	@Override
	public String path() {
		return "/api/events";
	}

	@Override
	public void opened(boolean again) {
		if (again) {
			behind.run();
		}
	}

	@Override
	public void event(String topic, String data) {
		try {
			if (!topic.isEmpty()) {
				publish(new ServerEvent(topic, properties(data)));
			}
		} catch (JsonParseException | IllegalStateException malformed) {
			LOG.debug("an event {} that cannot be read", topic, malformed);
		}
	}

	private static Map<String, Object> properties(String data) {
		Map<String, Object> properties = new HashMap<>();
		for (Map.Entry<String, JsonElement> entry : JsonParser.parseString(data).getAsJsonObject().entrySet()) {
			if (entry.getValue() instanceof JsonPrimitive scalar) {
				properties.put(entry.getKey(), value(scalar));
			}
		}
		return properties;
	}

	/** A whole number is a {@code Long}, whatever it was where it came from. */
	private static Object value(JsonPrimitive scalar) {
		if (scalar.isBoolean()) {
			return scalar.getAsBoolean();
		}
		if (scalar.isString()) {
			return scalar.getAsString();
		}
		try {
			return new BigDecimal(scalar.getAsString()).longValueExact();
		} catch (ArithmeticException notWhole) {
			return scalar.getAsDouble();
		}
	}

	private void work() {
		try {
			while (true) {
				ServerEvent event = waiting.take();
				listeners.forEach(listener -> tell(listener, event));
				slow &= !waiting.isEmpty();
			}
		} catch (InterruptedException closing) {
			// close() was called
		}
	}

	private static void tell(Listener listener, ServerEvent event) {
		try {
			listener.consumer().accept(event);
		} catch (RuntimeException failure) {
			LOG.warn("a follower of a server's events failed at {}", event.topic(), failure);
		}
	}

	@Override
	public void close() {
		listeners.clear();
		thread.interrupt();
	}
}
