package com.burncloud.remote.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A path with a query. */
final class Query {
	private final StringBuilder text;
	private char separator = '?';

	Query(String path) {
		text = new StringBuilder(path);
	}

	Query with(String name, Object value) {
		text.append(separator).append(name).append('=').append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
		separator = '&';
		return this;
	}

	Query with(String name, Optional<?> value) {
		value.ifPresent(given -> with(name, given));
		return this;
	}

	@Override
	public String toString() {
		return text.toString();
	}
}
