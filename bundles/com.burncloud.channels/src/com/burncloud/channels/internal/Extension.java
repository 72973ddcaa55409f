package com.burncloud.channels.internal;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.burncloud.api.model.ModelHub;
import com.burncloud.api.provider.Provider;

/**
 * A service by which a jar in the folder extends the gateway. Whoever uses it finds it in the service registry; here it is only told from others, and named.
 *
 * @param kind its word in the API
 * @param id what a service calls itself; a stranger's code, which may throw
 */
record Extension(String kind, Class<?> service, Function<Object, String> id) {
	static final Extension PROVIDER = new Extension("provider", Provider.class, each -> ((Provider) each).info().type());
	/** Types of channel have a registry of their own. */
	static final List<Extension> OTHERS = List.of(new Extension("hub", ModelHub.class, each -> ((ModelHub) each).info().id()));

	static Stream<Extension> all() {
		return Stream.concat(Stream.of(PROVIDER), OTHERS.stream());
	}

	String interfaceName() {
		return service.getName();
	}
}
