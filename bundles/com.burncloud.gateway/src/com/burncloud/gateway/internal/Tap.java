package com.burncloud.gateway.internal;

import java.nio.ByteBuffer;
import java.util.Optional;

import com.burncloud.api.usage.Usage;

/** Reads along while an answer is relayed. Called by one thread at a time. */
interface Tap {

	/** Takes what the upstream sent and gives what the client shall get of it now. */
	byte[] take(ByteBuffer bytes);

	/** Gives what is left when the upstream has ended. */
	byte[] finish();

	/** The usage that the upstream told, so far. */
	Optional<Usage> usage();

	/** What the model wrote, for counting. */
	AnswerText text();

	/** Whether the answer came to its own end, rather than being cut. */
	boolean isComplete();

	/** An error that the upstream told in mid-stream. */
	Optional<String> error();
}
