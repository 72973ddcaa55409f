package com.burncloud.api.usage;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The log and its sums. Asking may wait for the database: not for a UI thread. What the database has not got yet is answered from memory. */
@ProviderType
public interface UsageService {

	LogPage logs(LogQuery query);

	/** Does not block for an exchange of the last minutes. */
	Optional<UsageRecord> find(String requestId);

	/**
	 * @param from inclusive, to the hour; {@code to} exclusive
	 * @return the sums by key, in the order of keys for hours and days, else the costliest first
	 */
	List<UsageBucket> sums(Instant from, Instant to, By by);

	/** Books a request that was declined before it was admitted. Any thread; does not block. It costs nothing and touches no quota. */
	void declined(UsageRecord exchange);

	/** What sums are taken by. */
	enum By {
		HOUR, DAY, TOKEN, CHANNEL, MODEL
	}
}
