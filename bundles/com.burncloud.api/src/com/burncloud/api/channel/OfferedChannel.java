package com.burncloud.api.channel;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;

import com.burncloud.api.error.RefusedException;
import com.burncloud.api.provider.Endpoint;

/**
 * A channel that is not in the database but offered as a service, and gone with it: a model that runs on this machine. It is routed to like any other; who may
 * change it is the one that offers it. When its channel changes, the service is registered anew.
 */
@ConsumerType
public interface OfferedChannel {
	/** With which the id of every offered channel begins, and of no other. What such a channel answers costs nothing. */
	String ID_PREFIX = "local-";

	/** The channel. Any thread, the same on every call. */
	Channel channel();

	/**
	 * Begins to use the upstream; it stays up until the use is closed. Called on a virtual thread before each attempt. Microseconds when the upstream runs; when
	 * it must be started first, it waits for that, minutes at most.
	 *
	 * @throws RefusedException {@code no_available_channel} when it does not come up, or too many wait for it
	 */
	Use begin() throws RefusedException;

	/**
	 * Counts exactly the tokens that the upstream would make of a text. Waits for the upstream, milliseconds.
	 *
	 * @throws IOException when it does not answer
	 */
	int countTokens(String text) throws IOException;

	/** One use of the upstream. Closing twice is harmless. */
	interface Use extends AutoCloseable {

		Endpoint endpoint();

		@Override
		void close();
	}
}
