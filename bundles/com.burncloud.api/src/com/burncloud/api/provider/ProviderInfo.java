package com.burncloud.api.provider;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A type of channel.
 *
 * @param type the word in the API, lower case, such as {@code openai}
 * @param names how people call it, by language tag; {@code en} at least: {@code {"en": "Zhipu GLM", "zh": "智谱 GLM"}}
 * @param defaultBaseUrl what the form proposes
 * @param dialects the wire languages its upstream speaks, best first, such as {@code openai-chat}
 * @param fields what the form must ask for besides the address
 */
public record ProviderInfo(String type, Map<String, String> names, URI defaultBaseUrl, List<String> dialects, List<Field> fields) {

	public ProviderInfo {
		Objects.requireNonNull(type);
		Objects.requireNonNull(defaultBaseUrl);
		names = Map.copyOf(names);
		dialects = List.copyOf(dialects);
		fields = List.copyOf(fields);
	}

	/** The name in a language, else the English one, else the type. */
	public String name(String languageTag) {
		return names.getOrDefault(languageTag, names.getOrDefault("en", type));
	}

	/**
	 * A question of the form.
	 *
	 * @param key {@code apiKey}, or the name under which the value stands in {@link Endpoint#options()}
	 * @param labels by language tag, {@code en} at least
	 */
	public record Field(String key, Map<String, String> labels, boolean secret, boolean required) {

		public Field {
			Objects.requireNonNull(key);
			labels = Map.copyOf(labels);
		}
	}
}
