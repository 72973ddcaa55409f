package com.burncloud.admin.internal;

import java.util.Collections;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.log.LogEntry;
import org.osgi.service.log.LogLevel;
import org.osgi.service.log.LogListener;
import org.osgi.service.log.LogReaderService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what the framework and the component runtime complain about into the program's log: a bundle that does not resolve, a component whose constructor
 * throws. Without it they would speak to nobody.
 */
@Component
public final class FrameworkLog implements LogListener {
	private static final Logger LOG = LoggerFactory.getLogger(FrameworkLog.class);

	private final LogReaderService framework;

	@Activate
	public FrameworkLog(@Reference LogReaderService framework) {
		this.framework = framework;
		List<LogEntry> early = Collections.list(framework.getLog());
		Collections.reverse(early);
		early.forEach(this::logged);
		framework.addLogListener(this);
	}

	@Deactivate
	void deactivate() {
		framework.removeLogListener(this);
	}

	@Override
	public void logged(LogEntry entry) {
		String bundle = entry.getBundle() == null ? "the framework" : entry.getBundle().getSymbolicName();
		if (entry.getLogLevel() == LogLevel.ERROR) {
			LOG.error("{}: {}", bundle, entry.getMessage(), entry.getException());
		} else if (entry.getLogLevel() == LogLevel.WARN) {
			LOG.warn("{}: {}", bundle, entry.getMessage(), entry.getException());
		}
	}
}
