package com.burncloud.tokens.internal;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** An address, or all that share its first bits: {@code 10.0.0.0/8}, {@code 2001:db8::/32}, {@code 192.168.1.7}. */
record AddressBlock(byte[] network, int bits) {
	private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
	private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
	private static final Pattern DIGITS = Pattern.compile("\\d{1,3}");

	/** @throws IllegalArgumentException with a sentence that says what is wrong; names are never looked up */
	static AddressBlock parse(String text) {
		int slash = text.indexOf('/');
		byte[] address = address(slash < 0 ? text : text.substring(0, slash), text);
		if (slash < 0) {
			return new AddressBlock(address, address.length * 8);
		}
		String length = text.substring(slash + 1);
		if (!DIGITS.matcher(length).matches() || Integer.parseInt(length) > address.length * 8) {
			throw new IllegalArgumentException("'" + text + "' has no prefix length from 0 to " + address.length * 8 + " behind its slash.");
		}
		int bits = Integer.parseInt(length);
		for (int bit = bits; bit < address.length * 8; bit++) {
			if ((address[bit / 8] & 0x80 >> bit % 8) != 0) {
				throw new IllegalArgumentException("'" + text + "' has bits set behind its prefix of " + bits
						+ " bits; write the first address of the block, or leave '/" + bits + "' out for this one address.");
			}
		}
		return new AddressBlock(address, bits);
	}

	private static byte[] address(String address, String whole) {
		boolean four = IPV4.matcher(address).matches();
		if (!four && !IPV6.matcher(address).matches()) {
			throw new IllegalArgumentException(problem(whole));
		}
		try {
			if (four) {
				for (String part : address.split("\\.")) {
					if (Integer.parseInt(part) > 255 || part.length() > 1 && part.charAt(0) == '0') {
						throw new IllegalArgumentException(problem(whole));
					}
				}
				return InetAddress.getByName(address).getAddress();
			}
			// In brackets only a literal is accepted: no name can be asked for. An IPv4 address in IPv6's dress comes out as IPv4, as it does from a socket.
			return InetAddress.getByName("[" + address + "]").getAddress();
		} catch (UnknownHostException notOne) {
			throw new IllegalArgumentException(problem(whole), notOne);
		}
	}

	private static String problem(String text) {
		return "'" + text + "' is neither an address nor a block of addresses such as 192.168.1.7, 10.0.0.0/8 or 2001:db8::/32.";
	}

	boolean contains(InetAddress address) {
		byte[] other = address.getAddress();
		if (other.length != network.length) {
			return false;
		}
		int whole = bits / 8;
		for (int i = 0; i < whole; i++) {
			if (other[i] != network[i]) {
				return false;
			}
		}
		int rest = bits % 8;
		return rest == 0 || (other[whole] ^ network[whole]) >> 8 - rest == 0;
	}
}
