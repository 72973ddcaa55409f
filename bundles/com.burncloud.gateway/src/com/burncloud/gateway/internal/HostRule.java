package com.burncloud.gateway.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/**
 * Against DNS rebinding: a web page whose name was turned to 127.0.0.1 could use the demo token from its visitor's browser. So the {@code Host} must be
 * {@code localhost}, an address, or a name that the operator has listed.
 */
final class HostRule {
	private final Set<String> allowed;

	HostRule(Settings settings) {
		allowed = Arrays.stream(settings.value(SettingKey.ALLOWED_HOSTS).split(",")).map(name -> name.trim().toLowerCase(Locale.ROOT)).filter(name -> !name.isEmpty())
				.collect(Collectors.toUnmodifiableSet());
	}

	void check(String hostHeader) throws RefusedException {
		String host = hostHeader.toLowerCase(Locale.ROOT);
		if (host.startsWith("[")) {
			return;
		}
		int colon = host.indexOf(':');
		String name = colon < 0 ? host : host.substring(0, colon);
		if (!name.equals("localhost") && !isAddress(name) && !allowed.contains(name)) {
			throw new RefusedException(RefusalCode.HOST_NOT_ALLOWED, "The host name '" + Judge.shortened(name)
					+ "' is not known here. Call by localhost or by address, or let the operator add the name to BURNCLOUD_ALLOWED_HOSTS.");
		}
	}

	private static boolean isAddress(String name) {
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if ((c < '0' || c > '9') && c != '.') {
				return false;
			}
		}
		return !name.isEmpty();
	}
}
