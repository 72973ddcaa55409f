package com.burncloud.models.internal.server;

import java.util.HashMap;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

import com.burncloud.api.channel.OfferedChannel;

/** One service for each model that is callable, and only as long as it is. */
final class Offers {
	private final BundleContext context;
	private final Map<Runner, ServiceRegistration<OfferedChannel>> registered = new HashMap<>();

	Offers(BundleContext context) {
		this.context = context;
	}

	/** Makes the services fit the runner's state; called after each change, by whoever made it. */
	synchronized void update(Runner runner) {
		boolean callable = runner.callable();
		if (callable && !registered.containsKey(runner)) {
			registered.put(runner, context.registerService(OfferedChannel.class, new Offer(runner), null));
		} else if (!callable && registered.containsKey(runner)) {
			withdraw(registered.remove(runner));
		}
	}

	private static void withdraw(ServiceRegistration<OfferedChannel> registration) {
		try {
			registration.unregister();
		} catch (IllegalStateException e) {
			// the bundle is being stopped, and the framework was faster
		}
	}
}
