package com.burncloud.gateway.internal;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.servlet.http.HttpServletRequest;

/**
 * The requests under way. When the framework is about to stop, before any bundle does, it lets no more in and waits for those that are in.
 */
@Component(service = Traffic.class)
public final class Traffic implements SynchronousBundleListener {
	private static final Logger LOG = LoggerFactory.getLogger(Traffic.class);
	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Set<HttpServletRequest> running = ConcurrentHashMap.newKeySet();
	private final BundleContext context;
	private volatile boolean closed;

	@Activate
	public Traffic(BundleContext context) {
		this.context = context;
		context.addBundleListener(this);
	}

	@Deactivate
	void deactivate() {
		context.removeBundleListener(this);
	}

	/** @return whether the request may go on; if so, {@link #leave} must follow */
	boolean enter(HttpServletRequest request) {
		running.add(request);
		if (closed) {
			running.remove(request);
			return false;
		}
		return true;
	}

	void leave(HttpServletRequest request) {
		running.remove(request);
	}

	@Override
	public void bundleChanged(BundleEvent event) {
		if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
			drain();
		}
	}

	private void drain() {
		closed = true;
		LOG.info("Stopping ({}), with {} requests running", System.getProperty("burncloud.stop.reason", "asked for by the program itself"), running.size());
		running.stream().findAny().ifPresent(JettyAccess::stopAccepting);
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		if (!running.isEmpty()) {
			LOG.info("Waiting for {} running requests, {} s at most", running.size(), PATIENCE.toSeconds());
		}
		while (!running.isEmpty() && System.nanoTime() < deadline) {
			LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
		}
		if (!running.isEmpty()) {
			LOG.warn("{} requests did not end within {} s and are cut off", running.size(), PATIENCE.toSeconds());
		}
	}
}
