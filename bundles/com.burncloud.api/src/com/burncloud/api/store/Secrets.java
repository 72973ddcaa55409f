package com.burncloud.api.store;

import org.osgi.annotation.versioning.ProviderType;

/** Seals what must not lie open in the database: AES-256-GCM under the master key. Any thread; microseconds. */
@ProviderType
public interface Secrets {

	/**
	 * Encrypts a secret.
	 *
	 * @param context what the secret belongs to, such as {@code channel:7}; opening needs the same, so that a sealed value cannot be moved to another row
	 * @return text that can be stored
	 */
	String seal(String plaintext, String context);

	/**
	 * Decrypts.
	 *
	 * @throws IllegalStateException when the master key or the context is another one, or the value was changed; the message holds no part of it
	 */
	String unseal(String sealed, String context);
}
