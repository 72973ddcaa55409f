package com.burncloud.gateway.internal;

import java.io.IOException;
import java.util.function.ToLongFunction;

import com.burncloud.api.channel.Candidate;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts tokens where an upstream does not. The table (some 20 MB) is loaded by the first count, for most installations never need it. Any thread. */
final class TokenCount {
	private volatile Encoding encoding;

	/** Who counts for a candidate: a model that runs here itself, exactly, as long as it answers; else the estimate. */
	ToLongFunction<String> of(Candidate candidate) {
		return candidate.offer().<ToLongFunction<String>>map(offer -> text -> {
			try {
				return offer.countTokens(text);
			} catch (IOException stopped) {
				return tokens(text);
			}
		}).orElse(this::tokens);
	}

	/** Tokens of a text by the encoding cl100k_base, which is near enough to mark the result as estimated. */
	long tokens(String text) {
		Encoding loaded = encoding;
		if (loaded == null) {
			synchronized (this) {
				if (encoding == null) {
					encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);
				}
				loaded = encoding;
			}
		}
		return loaded.countTokensOrdinary(text);
	}
}
