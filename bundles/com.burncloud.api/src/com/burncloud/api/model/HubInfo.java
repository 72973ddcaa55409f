package com.burncloud.api.model;

import java.net.URI;
import java.util.Map;
import java.util.Objects;

/**
 * A hub.
 *
 * @param id the word in the API, lower case, such as {@code huggingface}
 * @param names by language tag, {@code en} at least
 * @param endpoint without a trailing slash
 * @param mirror whether it repeats another hub: it never sees a token
 */
public record HubInfo(String id, Map<String, String> names, URI endpoint, boolean mirror) {

	public HubInfo {
		Objects.requireNonNull(id);
		names = Map.copyOf(names);
		Objects.requireNonNull(endpoint);
	}

	/** The name in a language, else the English one, else the id. */
	public String name(String languageTag) {
		return names.getOrDefault(languageTag, names.getOrDefault("en", id));
	}
}
