package com.burncloud.gateway.internal;

import java.util.Optional;

import com.burncloud.api.channel.Outcome;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.usage.Usage;

/** What an attempt came to, as far as the client's answer is concerned. */
sealed interface Verdict {

	/**
	 * The answer goes to the client.
	 *
	 * @param usage where the whole answer is there and names it
	 */
	record Good(Head head, Optional<Usage> usage) implements Verdict {
	}

	/** The upstream found fault with the request itself: no other channel would help, the client gets the upstream's words. */
	record Declined(Head head) implements Verdict {
	}

	/**
	 * Another channel may do better.
	 *
	 * @param head the upstream's answer; empty when there was none
	 */
	record Failed(Outcome.Failed outcome, Optional<Head> head) implements Verdict {
	}

	/** An offered channel did not come up. */
	record Absent(RefusedException why) implements Verdict {
	}

	/** The channel's type has no such operation; that says nothing about its health. */
	record Unsupported(String reason) implements Verdict {
	}

	/** The client went away before there was an answer; that says nothing about the channel. */
	record Left() implements Verdict {
	}
}
