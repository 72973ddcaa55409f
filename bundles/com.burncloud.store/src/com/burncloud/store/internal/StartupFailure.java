package com.burncloud.store.internal;

import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the launcher that this node cannot start, by a service of a JDK type, since the launcher lives outside the framework. The stack trace goes to the log
 * at debug level only: the operator needs the one line.
 */
final class StartupFailure {

	static final String PROPERTY = "burncloud.startup";

	private static final Logger LOG = LoggerFactory.getLogger(StartupFailure.class);

	private StartupFailure() {
	}

	/** Registers the failure and answers it, to be thrown where a caller must not go on. */
	static IllegalStateException report(BundleContext context, String message, Throwable cause) {
		LOG.debug("Start failed: {}", message, cause);
		IllegalStateException failure = new IllegalStateException(message.replaceAll("\\s*[\\r\\n]+\\s*", " "));
		context.registerService(Exception.class, failure, FrameworkUtil.asDictionary(Map.of(PROPERTY, "failed")));
		return failure;
	}
}
