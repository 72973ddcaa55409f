package com.burncloud.provider.openai.internal;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.Provider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;

/** One vendor: the body goes as it is, the key as a bearer. */
final class OpenAiProvider implements Provider {
	static final String DIALECT = "openai-chat";
	private static final byte[] NOTHING = {};
	private static final int MOST_PLACES = 1000;

	private final ProviderInfo info;
	private final ApiRoot root;
	/** Taking an address apart and putting it together costs more than all the rest of a request here. */
	private final Map<Place, URI> places = new ConcurrentHashMap<>();

	private record Place(URI baseUrl, Operation operation) {
	}

	OpenAiProvider(VendorRow row) {
		var key = new ProviderInfo.Field("apiKey", Map.of("en", "API key", "zh", "密钥"), true, row.keyed());
		info = new ProviderInfo(row.type(), Map.of("en", row.english(), "zh", row.chinese()), row.baseUrl(), List.of(DIALECT), List.of(key));
		root = new ApiRoot(row.baseUrl());
	}

	@Override
	public ProviderInfo info() {
		return info;
	}

	@Override
	public UpstreamRequest prepare(UpstreamCall call, Endpoint endpoint) {
		if (!call.dialect().equals(DIALECT)) {
			throw new UnsupportedOperationException("The type '" + info.type() + "' speaks " + DIALECT + ", not " + call.dialect() + ".");
		}
		Map<String, String> headers = new HashMap<>();
		headers.put("Accept", accept(call));
		if (!endpoint.apiKey().isEmpty()) {
			headers.put("Authorization", "Bearer " + endpoint.apiKey());
		}
		URI uri = uri(new Place(endpoint.baseUrl(), call.operation()));
		if (call.operation() == Operation.MODELS) {
			return new UpstreamRequest("GET", uri, headers, NOTHING);
		}
		if (!call.contentType().isEmpty()) {
			headers.put("Content-Type", call.contentType()); // as it came: the boundary of a multipart body stands in it
		}
		return new UpstreamRequest("POST", uri, headers, call.body());
	}

	private URI uri(Place place) {
		URI known = places.get(place);
		if (known != null) {
			return known;
		}
		if (places.size() >= MOST_PLACES) {
			places.clear(); // addresses of channels that were changed
		}
		URI uri = URI.create(root.of(place.baseUrl()) + path(place.operation()));
		places.put(place, uri);
		return uri;
	}

	private static String accept(UpstreamCall call) {
		if (call.stream()) {
			return "text/event-stream";
		}
		return switch (call.operation()) {
		case SPEECH, TRANSCRIPTION, TRANSLATION -> "*/*"; // audio, or subtitles
		default -> "application/json";
		};
	}

	private static String path(Operation operation) {
		return switch (operation) {
		case CHAT -> "/chat/completions";
		case COMPLETION -> "/completions";
		case EMBEDDING -> "/embeddings";
		case IMAGE_GENERATION -> "/images/generations";
		case IMAGE_EDIT -> "/images/edits";
		case SPEECH -> "/audio/speech";
		case TRANSCRIPTION -> "/audio/transcriptions";
		case TRANSLATION -> "/audio/translations";
		case MODERATION -> "/moderations";
		case RERANK -> "/rerank";
		case MODELS -> "/models";
		};
	}
}
