package com.burncloud.remote.internal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerAwayException;
import com.burncloud.api.server.ServerConnector;

/** Makes connections, and closes those that are left when the bundle stops. */
@Component(service = ServerConnector.class)
public final class Connector implements ServerConnector {
	/** What an HTTP header can carry. */
	private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]+");

	private final Pace pace;
	private final Set<RemoteServer> open = ConcurrentHashMap.newKeySet();

	@Activate
	public Connector() {
		this(Pace.USUAL);
	}

	Connector(Pace pace) {
		this.pace = pace;
	}

	@Deactivate
	void deactivate() {
		open.forEach(RemoteServer::close);
	}

	@Override
	public Server connect(URI address, String adminKey) {
		URI origin = origin(address);
		String key = adminKey.strip();
		if (!KEY.matcher(key).matches()) {
			throw new InvalidFieldException("adminKey", key.isEmpty() ? "The admin key must be given: it stands in admin.key of the server's data folder."
					: "The admin key holds a character that no key has; copy it again from admin.key of the server's data folder.");
		}
		RemoteServer server = new RemoteServer(new ManagementApi(origin, key, pace), pace, open::remove);
		open.add(server);
		try {
			server.open();
			return server;
		} catch (RuntimeException failure) {
			server.close();
			if (failure instanceof ServerAwayException && failure.getCause() instanceof KeyRefused) {
				throw new InvalidFieldException("adminKey", failure.getMessage());
			}
			throw failure;
		}
	}

	/** Scheme, host and port: people copy what they gave to their clients, with {@code /v1} behind it. */
	private static URI origin(URI address) {
		String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
		if (!Set.of("http", "https").contains(scheme) || address.getHost() == null) {
			throw wrong("The address must be like http://gateway.example:3000.");
		}
		if (address.getUserInfo() != null) {
			throw wrong("The address must hold no name and no password; the admin key is given by itself.");
		}
		if (address.getPort() == 0 || address.getPort() > 65535) {
			throw wrong("The port must be from 1 to 65535.");
		}
		try {
			return new URI(scheme, null, address.getHost(), address.getPort(), null, null, null);
		} catch (URISyntaxException broken) {
			throw wrong("The address must be like http://gateway.example:3000.");
		}
	}

	private static InvalidFieldException wrong(String message) {
		return new InvalidFieldException("address", message);
	}
}
