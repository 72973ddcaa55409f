package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubRequest;

/** Follows redirects by hand, because each address decides anew what may be sent to it. */
final class Hops {
	private static final int MAX = 10;
	/** Addresses of the original that mirrors repeat in their answers. */
	private static final Set<String> HOME_HOSTS = Set.of("huggingface.co", "www.huggingface.co", "hf.co");
	private static final Set<String> SECRETS = Set.of("authorization", "cookie");

	private final Wire wire;
	private final Tokens tokens;
	private final Patience patience;

	Hops(Wire wire, Tokens tokens, Patience patience) {
		this.patience = patience;
		this.wire = wire;
		this.tokens = tokens;
	}

	/**
	 * Where the redirects ended.
	 *
	 * @param sha256 of the file, as the hub itself told on the way
	 * @param linkedBytes of the file, as the hub itself told on the way
	 */
	record Arrival(Received received, Optional<String> sha256, OptionalLong linkedBytes) {
	}

	/**
	 * Asks, and goes where the answers send it. The caller closes what it got.
	 *
	 * @param more headers, sent to every address
	 * @throws com.burncloud.api.model.HubException when the redirects lead nowhere, or a server has asked for more patience than there is
	 */
	Arrival follow(HubInfo hub, Patience.Kind kind, HubRequest request, Map<String, String> more, Deadline deadline) throws IOException {
		String method = request.method();
		String body = request.body();
		URI uri = request.uri();
		Optional<String> sha256 = Optional.empty();
		OptionalLong linkedBytes = OptionalLong.empty();
		for (int hop = 0; hop <= MAX; hop++) {
			Received received = send(hub, kind, method, uri, headers(hub, request, more, uri), body, deadline);
			if (ofHub(hub, uri)) {
				Optional<String> etag = received.header("x-linked-etag").or(() -> received.header("etag")).map(Hops::unquoted).flatMap(Answers::sha256);
				sha256 = etag.isPresent() ? etag : sha256;
				Optional<String> size = received.header("x-linked-size").filter(text -> text.matches("\\d{1,18}"));
				linkedBytes = size.isPresent() ? OptionalLong.of(Long.parseLong(size.get())) : linkedBytes;
			}
			Optional<String> location = received.redirect();
			if (location.isEmpty()) {
				return new Arrival(received, sha256, linkedBytes);
			}
			received.discard();
			uri = next(hub, uri, location.get());
			if (received.status() <= 303 && !method.equals("HEAD")) {
				method = "GET";
				body = "";
			}
		}
		throw Problems.other(hub.name("en") + " redirects in a circle: more than " + MAX + " times, last to " + Uris.shown(uri) + "; choose another hub.");
	}

	/** Asks a single address where nothing is secret. */
	Received get(HubInfo hub, Patience.Kind kind, URI uri, Map<String, String> headers, Deadline deadline) throws IOException {
		return send(hub, kind, "GET", uri, headers, "", deadline);
	}

	private Received send(HubInfo hub, Patience.Kind kind, String method, URI uri, Map<String, String> headers, String body, Deadline deadline) throws IOException {
		patience.await(kind, uri, ofHub(hub, uri) ? hub.name("en") : Uris.host(uri), deadline);
		Received received = wire.send(method, uri, headers, body, deadline.left());
		patience.note(kind, received);
		return received;
	}

	private static boolean ofHub(HubInfo hub, URI uri) {
		return Uris.origin(uri).equals(Uris.origin(hub.endpoint())) || hub.mirror() && HOME_HOSTS.contains(Uris.host(uri));
	}

	private Map<String, String> headers(HubInfo hub, HubRequest request, Map<String, String> more, URI uri) {
		Map<String, String> headers = new HashMap<>(request.headers());
		if (!Uris.origin(uri).equals(Uris.origin(request.uri()))) {
			headers.keySet().removeIf(name -> SECRETS.contains(name.toLowerCase(Locale.ROOT)));
		}
		headers.putAll(more);
		tokens.of(hub, uri).ifPresent(token -> headers.put("Authorization", "Bearer " + token));
		return headers;
	}

	/** A mirror that names its original means itself, unless it sends to the very address that was asked: then it means it. */
	private static URI next(HubInfo hub, URI from, String location) {
		URI to;
		try {
			to = from.resolve(Uris.lenient(location));
		} catch (IllegalArgumentException e) {
			throw Problems.other(hub.name("en") + " redirects to something that is no address: " + location);
		}
		if (hub.mirror() && HOME_HOSTS.contains(Uris.host(to))) {
			URI here = Uris.at(hub.endpoint(), to);
			to = here.equals(from) ? to : here;
		}
		if (!Uris.scheme(to).matches("https?") || Uris.host(to).isEmpty()) {
			throw Problems.other(hub.name("en") + " redirects to something that is no web address: " + Uris.shown(to));
		}
		if (Uris.scheme(from).equals("https") && Uris.scheme(to).equals("http")) {
			throw Problems.other(hub.name("en") + " redirects from TLS to plain HTTP (" + Uris.shown(to) + "), which is not followed; choose another hub.");
		}
		return to;
	}

	private static String unquoted(String etag) {
		return etag.replaceFirst("^W/", "").replace("\"", "").strip();
	}
}
