package com.burncloud.gateway.internal;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/** Counts tokens where an upstream does not. The table (some 20 MB) is loaded by the first count, for most installations never need it. Any thread. */
final class TokenCount {
	private volatile Encoding encoding;

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
