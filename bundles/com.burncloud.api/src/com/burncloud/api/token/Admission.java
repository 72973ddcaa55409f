package com.burncloud.api.token;

import org.osgi.annotation.versioning.ProviderType;

import com.burncloud.api.usage.UsageRecord;

/** A reservation. Any thread; does not block. */
@ProviderType
public interface Admission {

	/**
	 * Books what was really used and gives back the rest. The first call counts, every further one answers the same and changes nothing.
	 *
	 * @param exchange what happened; its cost is not looked at but worked out here. A request counts against a quota of requests when its status is below 400
	 * @return the record with its cost, which is on its way to the journal
	 */
	UsageRecord settle(UsageRecord exchange);
}
