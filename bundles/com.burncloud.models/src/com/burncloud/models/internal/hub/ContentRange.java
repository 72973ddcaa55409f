package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which bytes an answer holds.
 *
 * @param toByte exclusive
 */
record ContentRange(long fromByte, long toByte, OptionalLong totalBytes) {
	private static final Pattern FORM = Pattern.compile("bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

	/** @throws IOException when it is none */
	static ContentRange parse(String header) throws IOException {
		Matcher matcher = FORM.matcher(header.strip());
		if (!matcher.matches()) {
			throw new IOException("The server names the bytes that it sends in a way that cannot be read: Content-Range '" + header + "'");
		}
		OptionalLong total = matcher.group(3).equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(matcher.group(3)));
		return new ContentRange(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)) + 1, total);
	}

	/** What is sent for a range that may be open at its end. */
	static String asked(long fromByte, long toByte) {
		return "bytes=" + fromByte + "-" + (toByte == Long.MAX_VALUE ? "" : Long.toString(toByte - 1));
	}
}
