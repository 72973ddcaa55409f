package com.burncloud.admin.internal;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether a request was meant for this server. A web page can make a name of its own point to 127.0.0.1 and so call us from a visitor's browser; its
 * {@code Host} is then that name. So only names that the operator knows are let in: {@code localhost}, addresses, and those that he listed.
 */
final class HostCheck {
	private static final Pattern IPV4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
	private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-fA-F:.]{2,45}(%25[A-Za-z0-9._~-]+)?]");
	private static final Pattern PORT = Pattern.compile(":\\d{1,5}");

	private final Set<String> allowed;

	/** @param allowedHosts names, comma separated */
	HostCheck(String allowedHosts) {
		allowed = Stream.of(allowedHosts.split(",")).map(name -> name.strip().toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty())
				.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * @param host the {@code Host} header, or null
	 * @param origin the {@code Origin} header, or null when there is none
	 * @return the reason to refuse, or empty
	 */
	String refusal(String host, String origin) {
		if (host == null || host.isBlank()) {
			return "The request names no host.";
		}
		if (!hostAllowed(name(host))) {
			return "The host '" + host + "' is not known here: call by localhost or by an address, or add the name to the setting allowed_hosts.";
		}
		if (origin != null && !sameHost(origin, host)) {
			return "A page of '" + origin + "' may not call this server.";
		}
		return "";
	}

	private boolean hostAllowed(String name) {
		return name.equals("localhost") || name.endsWith(".localhost") || allowed.contains(name) || ipv4(name) || IPV6.matcher(name).matches();
	}

	private static boolean ipv4(String name) {
		var matcher = IPV4.matcher(name);
		return matcher.matches() && Stream.of(1, 2, 3, 4).allMatch(group -> Integer.parseInt(matcher.group(group)) <= 255);
	}

	/** Without the port, lower case; anything odd stays as it is and so matches nothing. */
	private static String name(String host) {
		int colon = host.lastIndexOf(':');
		boolean port = colon > host.lastIndexOf(']') && PORT.matcher(host.substring(colon)).matches();
		String name = (port ? host.substring(0, colon) : host).toLowerCase(Locale.ROOT);
		return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
	}

	private static boolean sameHost(String origin, String host) {
		try {
			URI uri = URI.create(origin);
			String scheme = uri.getScheme();
			if (scheme == null || uri.getRawAuthority() == null || !uri.getRawPath().isEmpty()) {
				return false;
			}
			return switch (scheme) {
			case "http" -> withPort(uri.getRawAuthority(), ":80").equalsIgnoreCase(withPort(host, ":80"));
			// Behind a proxy that ends TLS, the host may come without a port.
			case "https" -> withPort(uri.getRawAuthority(), ":443").equalsIgnoreCase(withPort(host, ":443"));
			default -> false;
			};
		} catch (IllegalArgumentException broken) {
			return false;
		}
	}

	private static String withPort(String authority, String defaultPort) {
		int colon = authority.lastIndexOf(':');
		return colon > authority.lastIndexOf(']') ? authority : authority + defaultPort;
	}
}
