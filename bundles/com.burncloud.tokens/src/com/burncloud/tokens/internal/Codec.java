package com.burncloud.tokens.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.tokens.internal.Balance.Charge;

/**
 * The bytes of a line. The first byte is the format; within a format fields are only ever added at the end, so what follows the known ones is left unread and an
 * older program reads a newer one's lines. Numbers are var-ints (zigzag), texts UTF-8 behind their length.
 */
final class Codec {
	private static final byte FORMAT = 1;
	private static final int STREAM = 1;
	private static final int ESTIMATED = 2;

	private Codec() {
	}

	static byte[] encode(Booked line) {
		Writer out = new Writer();
		UsageRecord r = line.exchange();
		out.bytes[out.size++] = FORMAT;
		out.fixed(line.process());
		out.number(line.sequence());
		out.text(line.accountId());
		out.number(line.charge().nanos());
		out.number(line.charge().count());
		out.text(r.requestId());
		out.text(r.clientRequestId());
		out.number(r.at().toEpochMilli());
		out.text(r.tokenId().equals(line.accountId()) ? "" : r.tokenId());
		out.text(r.token());
		out.text(r.model());
		out.text(r.upstreamModel().equals(r.model()) ? "" : r.upstreamModel());
		out.number(r.upstreamModel().equals(r.model()) ? 1 : 0);
		out.text(r.channelId());
		out.text(r.channel());
		out.text(r.dialectIn());
		out.text(r.dialectOut());
		out.number((r.stream() ? STREAM : 0) | (r.usage().estimated() ? ESTIMATED : 0));
		out.number(r.status());
		out.text(r.code());
		out.text(r.error());
		out.number(r.attempts().size());
		for (Attempt attempt : r.attempts()) {
			out.text(attempt.channel());
			out.number(attempt.status());
			out.text(attempt.reason());
			out.number(attempt.millis());
		}
		out.number(r.ttfbMillis());
		out.number(r.millis());
		out.number(r.usage().promptTokens());
		out.number(r.usage().completionTokens());
		out.number(r.usage().cacheReadTokens());
		out.number(r.usage().cacheWriteTokens());
		out.number(r.usage().reasoningTokens());
		out.number(r.costNanos());
		out.number(r.fidelity().size());
		for (String text : r.fidelity()) {
			out.text(text);
		}
		return Arrays.copyOf(out.bytes, out.size);
	}

	/** @throws IllegalArgumentException when these are not the bytes of a line */
	static Booked decode(byte[] payload) {
		try {
			return decode(ByteBuffer.wrap(payload));
		} catch (BufferUnderflowException | DateTimeException | ArithmeticException broken) {
			throw new IllegalArgumentException("It is cut short or damaged: " + broken, broken);
		}
	}

	private static Booked decode(ByteBuffer in) {
		byte format = in.get();
		if (format != FORMAT) {
			throw new IllegalArgumentException("It is of format " + format + ", and this program reads format " + FORMAT + ".");
		}
		long process = in.getLong();
		long sequence = number(in);
		String accountId = text(in);
		Charge charge = new Charge(number(in), Math.toIntExact(number(in)));
		if (charge.nanos() < 0 || charge.nanos() > Money.MOST || charge.count() < 0 || charge.count() > 1) {
			throw new IllegalArgumentException("It charges what no request can cost: " + charge + ".");
		}
		String requestId = text(in);
		String clientRequestId = text(in);
		Instant at = Instant.ofEpochMilli(number(in));
		String tokenId = text(in);
		String token = text(in);
		String model = text(in);
		String upstreamModel = text(in);
		boolean sameModel = number(in) == 1;
		String channelId = text(in);
		String channel = text(in);
		String dialectIn = text(in);
		String dialectOut = text(in);
		long flags = number(in);
		int status = Math.toIntExact(number(in));
		String code = text(in);
		String error = text(in);
		List<Attempt> attempts = new ArrayList<>();
		for (long left = number(in); left > 0; left--) {
			attempts.add(new Attempt(text(in), Math.toIntExact(number(in)), text(in), number(in)));
		}
		long ttfbMillis = number(in);
		long millis = number(in);
		Usage usage = new Usage(number(in), number(in), number(in), number(in), number(in), (flags & ESTIMATED) != 0);
		long costNanos = number(in);
		if (costNanos < 0 || costNanos > Money.MOST) {
			throw new IllegalArgumentException("It costs what no request can cost: " + costNanos + ".");
		}
		List<String> fidelity = new ArrayList<>();
		for (long left = number(in); left > 0; left--) {
			fidelity.add(text(in));
		}
		return new Booked(process, sequence, accountId, charge, new UsageRecord(requestId, clientRequestId, at, tokenId.isEmpty() ? accountId : tokenId, token, model,
				sameModel ? model : upstreamModel, channelId, channel, dialectIn, dialectOut, (flags & STREAM) != 0, status, code, error, attempts, ttfbMillis, millis,
				usage, costNanos, fidelity));
	}

	private static long number(ByteBuffer in) {
		long value = 0;
		for (int shift = 0; shift < 64; shift += 7) {
			byte next = in.get();
			value |= (next & 0x7FL) << shift;
			if (next >= 0) {
				return value >>> 1 ^ -(value & 1);
			}
		}
		throw new IllegalArgumentException("A number in it has no end.");
	}

	private static String text(ByteBuffer in) {
		long length = number(in);
		if (length < 0 || length > in.remaining()) {
			throw new BufferUnderflowException();
		}
		String text = new String(in.array(), in.position(), (int) length, StandardCharsets.UTF_8);
		in.position(in.position() + (int) length);
		return text;
	}

	/** A growing array; ByteArrayOutputStream would lock for each byte. */
	private static final class Writer {
		private byte[] bytes = new byte[512];
		private int size;

		void number(long value) {
			room(10);
			long left = value << 1 ^ value >> 63;
			while ((left & ~0x7FL) != 0) {
				bytes[size++] = (byte) (left | 0x80);
				left >>>= 7;
			}
			bytes[size++] = (byte) left;
		}

		void fixed(long value) {
			room(8);
			ByteBuffer.wrap(bytes).putLong(size, value);
			size += 8;
		}

		void text(String text) {
			byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
			number(utf8.length);
			room(utf8.length);
			System.arraycopy(utf8, 0, bytes, size, utf8.length);
			size += utf8.length;
		}

		private void room(int more) {
			if (bytes.length - size < more) {
				bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
			}
		}
	}
}
