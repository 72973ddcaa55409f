package com.burncloud.gateway.internal;

/** Searching in bytes, for what passes through and is not worth decoding. */
final class Bytes {

	private Bytes() {
	}

	/** First place of {@code wanted} that lies wholly in {@code [from, to)}, or -1. */
	static int indexOf(byte[] bytes, byte[] wanted, int from, int to) {
		byte first = wanted[0];
		int last = to - wanted.length;
		for (int i = from; i <= last; i++) {
			if (bytes[i] == first && matches(bytes, wanted, i)) {
				return i;
			}
		}
		return -1;
	}

	/** Last place of {@code wanted} that lies wholly in {@code [from, to)}, or -1. */
	static int lastIndexOf(byte[] bytes, byte[] wanted, int from, int to) {
		for (int i = to - wanted.length; i >= from; i--) {
			if (bytes[i] == wanted[0] && matches(bytes, wanted, i)) {
				return i;
			}
		}
		return -1;
	}

	private static boolean matches(byte[] bytes, byte[] wanted, int at) {
		for (int k = 1; k < wanted.length; k++) {
			if (bytes[at + k] != wanted[k]) {
				return false;
			}
		}
		return true;
	}
}
