package com.burncloud.api.dashboard;

import java.util.List;
import java.util.function.Consumer;

import org.osgi.annotation.versioning.ProviderType;

import com.burncloud.api.usage.UsageRecord;

/** The exchanges as they end. */
@ProviderType
public interface LiveLog {

	/** The last exchanges, newest last. Any thread; does not block. */
	List<UsageRecord> recent(int limit);

	/**
	 * Follows the log: first a batch of what is recent, then batches of what is new, at most ten a second, each in order.
	 *
	 * @param history how many recent ones to begin with, from 0
	 * @param listener called on a thread of its own, so that a slow one holds up nobody; when it falls behind, the oldest rows of its own queue are dropped
	 *        and the log says so
	 * @return close it to stop
	 */
	Subscription subscribe(int history, Consumer<List<UsageRecord>> listener);

	/** An ongoing subscription. Closing twice is harmless. */
	interface Subscription extends AutoCloseable {
		@Override
		void close();
	}
}
