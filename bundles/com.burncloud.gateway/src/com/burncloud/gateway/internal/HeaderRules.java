package com.burncloud.gateway.internal;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Which headers pass. Upstream only what a model's API may need: the client's credentials, cookies and addresses stay here. To the client all but hop-by-hop
 * headers (RFC 9110, section 7.6.1), those of the connection and those that speak for the upstream's site.
 */
final class HeaderRules {
	private static final Set<String> UPSTREAM = Set.of("accept", "accept-language", "user-agent", "idempotency-key", "http-referer", "x-title");
	private static final List<String> UPSTREAM_PREFIXES = List.of("openai-", "anthropic-", "x-stainless-");
	/** They name an account, which is the operator's to choose. */
	private static final Set<String> NOT_UPSTREAM = Set.of("openai-organization", "openai-project");
	private static final Set<String> NOT_DOWNSTREAM = Set.of("connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te",
			"trailer", "transfer-encoding", "upgrade", "content-length", "content-encoding", "content-md5", "set-cookie", "set-cookie2", "server", "date", "via",
			"alt-svc", "strict-transport-security", "x-request-id", "openai-organization", "openai-project", "www-authenticate");

	private HeaderRules() {
	}

	static List<Header> upstream(HttpServletRequest request) {
		List<Header> kept = new ArrayList<>(8);
		for (Enumeration<String> names = request.getHeaderNames(); names.hasMoreElements();) {
			String name = names.nextElement();
			if (goesUpstream(name.toLowerCase(Locale.ROOT))) {
				kept.add(new BasicHeader(name, request.getHeader(name)));
			}
		}
		return kept;
	}

	private static boolean goesUpstream(String name) {
		if (UPSTREAM.contains(name)) {
			return true;
		}
		for (String prefix : UPSTREAM_PREFIXES) {
			if (name.startsWith(prefix)) {
				return !NOT_UPSTREAM.contains(name);
			}
		}
		return false;
	}

	/** Whether a header is made from the body and must not be set beside it. */
	static boolean belongsToBody(String name) {
		return name.equalsIgnoreCase("content-type") || name.equalsIgnoreCase("content-length") || name.equalsIgnoreCase("transfer-encoding")
				|| name.equalsIgnoreCase("host");
	}

	static void downstream(Head head, HttpServletResponse response) {
		for (Header header : head.headers()) {
			String name = header.getName().toLowerCase(Locale.ROOT);
			if (name.equals("x-request-id")) {
				response.setHeader("x-upstream-request-id", header.getValue());
			} else if (!NOT_DOWNSTREAM.contains(name) && !name.startsWith("access-control-") && !name.startsWith("x-burncloud-")) {
				response.addHeader(header.getName(), header.getValue());
			}
		}
	}
}
