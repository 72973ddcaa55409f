package com.burncloud.provider.echo.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What the provider shows and the servlet demands: invented at each start, never stored. */
@Component(service = EchoKey.class)
public final class EchoKey {
	private final byte[] authorization;

	@Activate
	public EchoKey() {
		byte[] random = new byte[24];
		new SecureRandom().nextBytes(random);
		authorization = ("Bearer echo-" + HexFormat.of().formatHex(random)).getBytes(StandardCharsets.US_ASCII);
	}

	/** The value of the {@code Authorization} header. */
	String authorization() {
		return new String(authorization, StandardCharsets.US_ASCII);
	}

	/** Compares in constant time. */
	boolean opens(String given) {
		return MessageDigest.isEqual(authorization, given.getBytes(StandardCharsets.UTF_8));
	}

	/** Without the key. */
	@Override
	public String toString() {
		return "EchoKey";
	}
}
