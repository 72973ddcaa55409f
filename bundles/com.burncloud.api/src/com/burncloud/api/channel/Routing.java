package com.burncloud.api.channel;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.annotation.versioning.ProviderType;

import com.burncloud.api.error.RefusedException;

/** Who serves a request, and what became of it. Any thread, no lock, microseconds: it is on the path of every request. */
@ProviderType
public interface Routing {

	/**
	 * The channels to try, in order.
	 *
	 * @param groups of the token
	 * @return at least one
	 * @throws RefusedException {@code model_not_found} when no channel of these groups knows the model; {@code no_available_channel} when those that know it
	 *         are disabled or their type is not installed
	 */
	List<Candidate> candidates(String model, Set<String> groups) throws RefusedException;

	/**
	 * One channel, whatever its health, for a test by hand.
	 *
	 * @param model empty: the first that the channel lists
	 * @throws RefusedException {@code no_available_channel} when its type is not installed, {@code model_not_found} when it lists no model
	 */
	Candidate candidate(String channelId, Optional<String> model) throws RefusedException;

	/**
	 * A channel that is not saved, or not as it is here, for a question by hand. Its name may be missing.
	 *
	 * @param channelId whose stored key is used where the draft brings none
	 * @throws com.burncloud.api.error.InvalidFieldException for a field that cannot be
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such channel
	 * @throws RefusedException {@code no_available_channel} when its type is not installed or the stored key cannot be opened
	 */
	Candidate candidate(ChannelDraft draft, Optional<String> channelId) throws RefusedException;

	/** What a client with these groups may ask for, sorted; wildcards are not listed. */
	List<ModelListing> models(Set<String> groups);

	/**
	 * Tells how an attempt ended: one call for each attempt that was begun, as soon as it is decided. An answer that was good at first and broke off later is
	 * reported once more, as failed.
	 */
	void report(Candidate candidate, Outcome outcome);

	/**
	 * A callable model.
	 *
	 * @param ownedBy type of the first channel that has it
	 * @param createdEpochSeconds when that channel was created
	 */
	record ModelListing(String id, String ownedBy, long createdEpochSeconds) {
	}
}
