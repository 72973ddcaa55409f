package com.burncloud.store.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.token.TokenService;

/**
 * The gateway does not start on an address that others reach while the token that everybody knows is enabled. Whoever saves such an address in a form would
 * be left with a server that is gone after its restart, so it is refused before.
 */
final class DemoRule {

	private DemoRule() {
	}

	/** @param next what will apply of a setting */
	static void check(Function<SettingKey, String> next, TokenService tokens) {
		String host = next.apply(SettingKey.HOST);
		if (loopback(host) || Boolean.parseBoolean(next.apply(SettingKey.ALLOW_DEMO_TOKEN)) || !tokens.demoEnabled()) {
			return;
		}
		throw new InvalidFieldException(SettingKey.HOST.key(), "The next start would not listen on '" + host + "' while the well-known token "
				+ TokenService.DEMO_SECRET + " is enabled. Disable that token first, or set " + SettingKey.ALLOW_DEMO_TOKEN.key() + " to true.");
	}

	private static boolean loopback(String host) {
		try {
			return InetAddress.getByName(host).isLoopbackAddress();
		} catch (UnknownHostException unknown) {
			throw new InvalidFieldException(SettingKey.HOST.key(), "The host '" + host + "' is not known; expected an address of this machine, such as 127.0.0.1 or 0.0.0.0.");
		}
	}
}
