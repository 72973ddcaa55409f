package com.burncloud.gateway.internal;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalLong;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.gateway.internal.RequestHead.UsageEdit;

/** Finds the fields {@code model} and {@code stream} in a {@code multipart/form-data} body (RFC 7578), and where the model's bytes stand. */
final class MultipartHead {
	private static final long FILE_TOKENS = 16_384;
	private static final int MAX_FIELD_BYTES = 1_024;

	private MultipartHead() {
	}

	/** @throws RefusedException {@code invalid_request} or {@code missing_model} */
	static RequestHead read(byte[] body, String contentType) throws RefusedException {
		byte[] delimiter = ("--" + boundary(contentType)).getBytes(StandardCharsets.ISO_8859_1);
		String model = "";
		int modelFrom = 0;
		int modelTo = 0;
		boolean stream = false;
		long choices = 1;
		int part = Bytes.indexOf(body, delimiter, 0, body.length);
		while (part >= 0) {
			int headFrom = part + delimiter.length;
			int next = Bytes.indexOf(body, delimiter, headFrom, body.length);
			int headTo = next < 0 ? -1 : Bytes.indexOf(body, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), headFrom, next);
			if (headTo < 0) {
				break;
			}
			int from = headTo + 4;
			int to = Math.max(from, next - 2);
			String name = fieldName(new String(body, headFrom, headTo - headFrom, StandardCharsets.UTF_8));
			if (name.equals("model") && to - from <= MAX_FIELD_BYTES) {
				if (!model.isEmpty()) {
					throw new RefusedException(RefusalCode.INVALID_REQUEST, "The form has more than one field 'model'.");
				}
				model = new String(body, from, to - from, StandardCharsets.UTF_8);
				modelFrom = from;
				modelTo = to;
			} else if (name.equals("stream") && to - from <= MAX_FIELD_BYTES) {
				stream = new String(body, from, to - from, StandardCharsets.UTF_8).equals("true");
			} else if (name.equals("n") && to - from <= MAX_FIELD_BYTES) {
				choices = count(new String(body, from, to - from, StandardCharsets.UTF_8).trim());
			}
			part = next;
		}
		if (model.isEmpty()) {
			throw new RefusedException(RefusalCode.MISSING_MODEL, "The form has no field 'model'. Name one of those that GET /v1/models lists.");
		}
		// Streams of multipart operations bring their usage unasked, so there is nothing to insert.
		return new RequestHead(model, modelFrom, modelTo, false, stream, true, UsageEdit.NONE, FILE_TOKENS, OptionalLong.empty(), choices);
	}

	private static long count(String n) throws RefusedException {
		try {
			return Math.max(1, Integer.parseInt(n));
		} catch (NumberFormatException noNumber) {
			throw new RefusedException(RefusalCode.INVALID_REQUEST, "The form's field 'n' must be a whole number.");
		}
	}

	private static String boundary(String contentType) throws RefusedException {
		int at = contentType.toLowerCase(Locale.ROOT).indexOf("boundary=");
		String boundary = at < 0 ? "" : contentType.substring(at + "boundary=".length()).trim();
		if (boundary.startsWith("\"")) {
			int end = boundary.indexOf('"', 1);
			boundary = end < 0 ? "" : boundary.substring(1, end);
		} else if (boundary.indexOf(';') >= 0) {
			boundary = boundary.substring(0, boundary.indexOf(';')).trim();
		}
		if (boundary.isEmpty() || boundary.length() > 70) {
			throw new RefusedException(RefusalCode.INVALID_REQUEST, "The content type of a form must name its boundary of 1 to 70 characters.");
		}
		return boundary;
	}

	private static String fieldName(String head) {
		for (String line : head.split("\r\n")) {
			if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
				int at = line.indexOf("name=\"");
				while (at > 0 && line.charAt(at - 1) != ' ' && line.charAt(at - 1) != ';') {
					at = line.indexOf("name=\"", at + 1);
				}
				int end = at < 0 ? -1 : line.indexOf('"', at + 6);
				return end < 0 ? "" : line.substring(at + 6, end);
			}
		}
		return "";
	}
}
