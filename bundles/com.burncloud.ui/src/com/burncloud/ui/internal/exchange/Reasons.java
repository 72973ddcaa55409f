package com.burncloud.ui.internal.exchange;

import java.util.LinkedHashMap;
import java.util.Map;

import com.burncloud.ui.internal.Texts;

/** Why an attempt failed, in the person's language. The gateway writes English into the log; what is not known here stays as it is. */
final class Reasons {
	/** How the gateway's sentence begins, and the key of ours; what follows in the sentence is kept. */
	private static final Map<String, String> KNOWN = new LinkedHashMap<>();
	static {
		KNOWN.put("the upstream refused the channel's key", "reason.key");
		KNOWN.put("the upstream gave up waiting", "reason.waiting");
		KNOWN.put("the upstream's rate limit is reached", "reason.rate");
		KNOWN.put("the upstream failed", "reason.failed");
		KNOWN.put("the upstream redirects", "reason.redirects");
		KNOWN.put("the upstream does not have the model", "reason.model");
		KNOWN.put("the upstream does not accept connections", "reason.connect");
		KNOWN.put("the upstream's host name is unknown", "reason.host");
		KNOWN.put("the upstream closed the connection before it had answered", "reason.closed");
		KNOWN.put("the upstream closed the connection in mid-answer", "reason.cut");
		KNOWN.put("the upstream ended the stream before its answer was complete", "reason.cut");
		KNOWN.put("the upstream closed the stream before its first event", "reason.closed");
		KNOWN.put("the upstream's stream begins with an error", "reason.error");
		KNOWN.put("the upstream's stream begins with what is not JSON", "reason.garbled");
		KNOWN.put("the upstream answered 200 with an error", "reason.error");
		KNOWN.put("the upstream answered 200 with nothing", "reason.empty");
		KNOWN.put("the upstream answered 200 with what is not JSON", "reason.garbled");
		KNOWN.put("the upstream declined the request", "reason.declined");
	}

	private final Texts texts = Texts.of(Reasons.class);

	String of(String reason) {
		for (Map.Entry<String, String> known : KNOWN.entrySet()) {
			if (reason.startsWith(known.getKey()) && texts.has(known.getValue())) {
				return texts.get(known.getValue()) + reason.substring(known.getKey().length());
			}
		}
		return reason;
	}
}
