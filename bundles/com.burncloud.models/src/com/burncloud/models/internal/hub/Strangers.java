package com.burncloud.models.internal.hub;

import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubFormatException;
import com.burncloud.api.model.ModelHub;

/** Calls what a jar brought: whatever it throws ends as a sentence. */
final class Strangers {

	/** What is asked of a hub. */
	interface Call<T> {
		T get() throws HubFormatException;
	}

	private Strangers() {
	}

	/** @throws HubException when the answer cannot be read, or the hub's class is broken */
	static <T> T call(ModelHub hub, Call<T> call) {
		try {
			return call.get();
		} catch (HubFormatException e) {
			throw Problems.unavailable(hub.info().name("en") + " answers otherwise than it used to. " + e.getMessage());
		} catch (HubException e) {
			throw e;
		} catch (RuntimeException | LinkageError e) {
			throw Problems.other("The hub '" + hub.info().id() + "' cannot be used, because its bundle fails: " + e);
		}
	}
}
