package com.burncloud.channels.internal;

import java.util.Hashtable;
import java.util.function.Supplier;

import org.osgi.framework.BundleContext;

/** Tells the launcher, which waits for a service of this kind, why the bundle cannot start. */
final class StartupFailure {

	private StartupFailure() {
	}

	static <T> T told(BundleContext context, Supplier<T> start) {
		try {
			return start.get();
		} catch (RuntimeException e) {
			var properties = new Hashtable<String, Object>();
			properties.put("burncloud.startup", "failed");
			context.registerService(Exception.class, e, properties);
			throw e;
		}
	}
}
