package com.burncloud.remote.internal;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Optional;

import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.SentRequests;

/** {@code /api/logs/{requestId}/request}. */
final class RemoteSentRequests implements SentRequests {
	private final ManagementApi api;

	RemoteSentRequests(ManagementApi api) {
		this.api = api;
	}

	@Override
	public Optional<SentRequest> find(String requestId) {
		Item request = new Item(api, "request", "/api/logs", requestId);
		try {
			HttpResponse<byte[]> sent = request.known(() -> api.raw(api.request(request.path("/request"), "GET", BodyPublishers.noBody()).setHeader("Accept", "*/*")));
			return Optional.of(new SentRequest(sent.headers().firstValue("x-burncloud-path").orElse(""), sent.headers().firstValue("content-type").orElse(""),
					sent.body()));
		} catch (UnknownIdException notKept) {
			return Optional.empty();
		}
	}
}
