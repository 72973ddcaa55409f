package com.burncloud.provider.openai.internal;

import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/** The address below which a vendor's operations live, made out of what people enter; the rule stands in the package-info. */
final class ApiRoot {
	private static final Pattern VERSION = Pattern.compile("/v\\d+(?:(?:alpha|beta)\\d*)?(?=/|$)");
	private static final List<String> PASTED = List.of("/chat/completions", "/completions", "/embeddings", "/models");

	private final String vendorPath;
	private final String vendorVersion;

	/** @param vendorUrl the vendor's own complete address */
	ApiRoot(URI vendorUrl) {
		vendorPath = trimmed(vendorUrl.getRawPath());
		var version = VERSION.matcher(vendorPath);
		vendorVersion = version.find() ? vendorPath.substring(version.start()) : "";
	}

	/** @return the root, without a slash at its end */
	String of(URI baseUrl) {
		String path = withoutEndpoint(trimmed(baseUrl.getRawPath()));
		return baseUrl.getScheme() + "://" + baseUrl.getRawAuthority() + complete(path);
	}

	private String complete(String path) {
		if (vendorVersion.isEmpty() && path.equals("/v1")) {
			return ""; // a vendor without versions; people add what they know from others
		}
		if (VERSION.matcher(path).find()) {
			return path;
		}
		boolean begun = vendorPath.startsWith(path + "/");
		return begun || path.isEmpty() ? vendorPath : path + vendorVersion;
	}

	private static String withoutEndpoint(String path) {
		for (String endpoint : PASTED) {
			if (path.endsWith(endpoint)) {
				return path.substring(0, path.length() - endpoint.length());
			}
		}
		return path;
	}

	private static String trimmed(String path) {
		String rest = path == null ? "" : path;
		while (rest.endsWith("/")) {
			rest = rest.substring(0, rest.length() - 1);
		}
		return rest;
	}
}
