package com.burncloud.api.token;

import org.osgi.annotation.versioning.ProviderType;

import com.burncloud.api.error.RefusedException;

/** The gate. Any thread, no database, no global lock, microseconds: it is on the path of every request. */
@ProviderType
public interface Admissions {

	/**
	 * Says who it is, without reserving anything.
	 *
	 * @throws RefusedException {@code invalid_api_key} (unknown, disabled, expired, or the demo token from afar), {@code ip_not_allowed}
	 */
	Caller authenticate(Credentials credentials) throws RefusedException;

	/**
	 * Checks the caller's limits and reserves the upper bound of what the request may cost. Whoever gets an admission must settle it, on every path.
	 *
	 * @param caller as {@link #authenticate} gave it, a moment ago
	 * @throws RefusedException {@code model_not_allowed}, {@code model_not_priced}, {@code insufficient_quota}, {@code rate_limit_exceeded}
	 */
	Admission admit(Caller caller, String model, Estimate estimate) throws RefusedException;
}
