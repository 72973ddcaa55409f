package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The proxy that the environment names as curl reads it ({@code https_proxy}, {@code http_proxy}, {@code all_proxy}, {@code no_proxy}), else Java's own settings. */
final class Proxies extends ProxySelector {
	private final Map<String, String> environment;
	private final ProxySelector otherwise;

	Proxies(Map<String, String> environment, ProxySelector otherwise) {
		this.environment = environment;
		this.otherwise = otherwise;
	}

	@Override
	public List<Proxy> select(URI uri) {
		if (direct(Uris.host(uri))) {
			return List.of(Proxy.NO_PROXY);
		}
		Optional<URI> named = address(Uris.scheme(uri));
		if (named.isPresent()) {
			URI proxy = named.get();
			Proxy.Type type = proxy.getScheme().startsWith("socks") ? Proxy.Type.SOCKS : Proxy.Type.HTTP;
			return List.of(new Proxy(type, InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() >= 0 ? proxy.getPort() : 1080)));
		}
		return otherwise == null ? List.of(Proxy.NO_PROXY) : otherwise.select(uri);
	}

	/** With name and password where it has them. */
	Optional<URI> address(String scheme) {
		return variable(scheme + "_proxy").or(() -> variable("all_proxy")).flatMap(text -> {
			try {
				URI uri = URI.create(text.contains("://") ? text : "http://" + text);
				return Optional.of(uri).filter(proxy -> proxy.getHost() != null);
			} catch (IllegalArgumentException noAddress) {
				return Optional.empty();
			}
		});
	}

	private boolean direct(String host) {
		if (host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]")) {
			return true;
		}
		for (String exception : variable("no_proxy").orElse("").toLowerCase(Locale.ROOT).split("[,\\s]+")) {
			String name = exception.replaceFirst("^\\*?\\.", "");
			if (exception.equals("*") || !name.isEmpty() && (host.equals(name) || host.endsWith("." + name))) {
				return true;
			}
		}
		return false;
	}

	private Optional<String> variable(String name) {
		return Optional.ofNullable(environment.get(name)).or(() -> Optional.ofNullable(environment.get(name.toUpperCase(Locale.ROOT)))).map(String::strip)
				.filter(value -> !value.isEmpty());
	}

	@Override
	public void connectFailed(URI uri, SocketAddress address, IOException cause) {
		// the request's own failure tells
	}
}
