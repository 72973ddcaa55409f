package com.burncloud.gateway.internal;

import java.util.OptionalLong;

import com.burncloud.api.token.Estimate;

/**
 * What the gateway needs to know of a request's body, and where in its bytes it stands. Everything else in the body is the upstream's business.
 *
 * @param model as the client asked
 * @param modelFrom offset of the model's value, quotes included where there are quotes; {@code modelTo} just behind it
 * @param quoted whether the model's value is a JSON string
 * @param usageAsked whether the client itself asked for usage in the stream
 * @param usageEdit how to ask for it where the client did not
 * @param promptTokensMax an upper bound of the prompt
 * @param completionTokensMax the client's own limit for one choice
 * @param choices how many answers it wants
 */
record RequestHead(String model, int modelFrom, int modelTo, boolean quoted, boolean stream, boolean usageAsked, UsageEdit usageEdit, long promptTokensMax,
		OptionalLong completionTokensMax, long choices) {

	/** Replaces {@code [from, to)} by a text. */
	record UsageEdit(int from, int to, String text) {
		static final UsageEdit NONE = new UsageEdit(0, 0, "");
	}

	Estimate estimate() {
		return new Estimate(promptTokensMax, completionTokensMax, choices);
	}

	/** The body for an upstream: the model renamed where it must be, usage asked for in a stream. */
	byte[] body(byte[] original, String upstreamModel, boolean askForUsage) {
		Edits edits = new Edits();
		if (!upstreamModel.equals(model)) {
			edits.replace(modelFrom, modelTo, quoted ? Json.quote(upstreamModel) : upstreamModel);
		}
		if (askForUsage && stream && !usageAsked) {
			edits.replace(usageEdit.from(), usageEdit.to(), usageEdit.text());
		}
		return edits.apply(original);
	}
}
