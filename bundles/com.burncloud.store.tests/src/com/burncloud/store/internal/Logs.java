package com.burncloud.store.internal;

import java.util.List;

import org.slf4j.LoggerFactory;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

/** What this bundle logs while a test runs. */
final class Logs implements AutoCloseable {

	private final Logger logger = (Logger) LoggerFactory.getLogger("com.burncloud.store");
	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	Logs() {
		logger.setLevel(Level.INFO);
		events.start();
		logger.addAppender(events);
		// The lines are expected: the test's console stays clean.
		logger.setAdditive(false);
	}

	List<String> lines(Level level) {
		return List.copyOf(events.list).stream().filter(e -> e.getLevel() == level).map(ILoggingEvent::getFormattedMessage).toList();
	}

	@Override
	public void close() {
		logger.detachAppender(events);
		logger.setAdditive(true);
		logger.setLevel(null);
	}
}
