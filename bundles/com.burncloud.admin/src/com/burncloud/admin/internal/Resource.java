package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;

/** A part of the management API; a component that is there while the services are that it stands on. */
interface Resource {

	List<Route> routes();

	/** What a route does. Runs on the request's thread, may block. */
	@FunctionalInterface
	interface Handler {
		void handle(Call call) throws IOException;
	}
}
