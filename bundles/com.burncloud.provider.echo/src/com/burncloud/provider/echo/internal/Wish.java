package com.burncloud.provider.echo.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the first line of a message asks for; the grammar stands in the package-info.
 *
 * @param errorAfter pieces before an error event
 * @param cutAfter pieces before the connection is cut
 * @param text the rest of the message, or the help
 */
record Wish(int delayMillis, int chunkDelayMillis, int repeat, OptionalInt tokens, OptionalInt status, OptionalInt retryAfter, OptionalInt errorAfter,
		OptionalInt cutAfter, String text) {
	private static final String MARK = "echo:";
	private static final int LONGEST_DELAY = 600_000;
	private static final int LONGEST_ANSWER = 200_000; // pieces

	static final String HELP = """
			The first line of a message may hold options: echo: delay=500 chunk-delay=20 repeat=10
			delay=MILLIS        wait before the first byte
			chunk-delay=MILLIS  wait before each piece of a stream
			repeat=COUNT        say the text so many times
			tokens=COUNT        make the answer exactly so many tokens long
			status=400..599     answer with this status and an error
			retry-after=SECONDS put this header on the answer with status=
			error=after-COUNT   send an error event after so many pieces of a stream
			error=cut-COUNT     cut the connection after so many pieces
			A token is one CJK character, or up to four other characters in a row.""";

	/** @throws IllegalArgumentException for an option that is not in the grammar; the message tells the client */
	static Wish of(String message) {
		int end = message.indexOf('\n');
		String line = (end < 0 ? message : message.substring(0, end)).strip();
		if (!line.startsWith(MARK)) {
			return plain(message);
		}
		String text = end < 0 ? "" : message.substring(end + 1);
		Wish wish = plain(text);
		for (String option : line.substring(MARK.length()).strip().split("\\s+")) {
			wish = option.isEmpty() ? wish : wish.with(option);
		}
		return wish;
	}

	private static Wish plain(String text) {
		OptionalInt none = OptionalInt.empty();
		return new Wish(0, 0, 1, none, none, none, none, none, text);
	}

	private Wish with(String option) {
		if (option.equals("help")) {
			return plain(HELP);
		}
		int equals = option.indexOf('=');
		String name = equals < 0 ? option : option.substring(0, equals);
		String value = equals < 0 ? "" : option.substring(equals + 1);
		return switch (name) {
		case "delay" -> new Wish(number(option, value, 0, LONGEST_DELAY), chunkDelayMillis, repeat, tokens, status, retryAfter, errorAfter, cutAfter, text);
		case "chunk-delay" -> new Wish(delayMillis, number(option, value, 0, LONGEST_DELAY), repeat, tokens, status, retryAfter, errorAfter, cutAfter, text);
		case "repeat" -> new Wish(delayMillis, chunkDelayMillis, number(option, value, 1, LONGEST_ANSWER), tokens, status, retryAfter, errorAfter, cutAfter, text);
		case "tokens" -> new Wish(delayMillis, chunkDelayMillis, repeat, some(option, value, 1, LONGEST_ANSWER), status, retryAfter, errorAfter, cutAfter, text);
		case "status" -> new Wish(delayMillis, chunkDelayMillis, repeat, tokens, some(option, value, 400, 599), retryAfter, errorAfter, cutAfter, text);
		case "retry-after" -> new Wish(delayMillis, chunkDelayMillis, repeat, tokens, status, some(option, value, 0, 86_400), errorAfter, cutAfter, text);
		case "error" -> error(option, value);
		default -> throw unknown(option);
		};
	}

	private Wish error(String option, String value) {
		if (value.startsWith("after-")) {
			OptionalInt after = some(option, value.substring(6), 0, LONGEST_ANSWER);
			return new Wish(delayMillis, chunkDelayMillis, repeat, tokens, status, retryAfter, after, OptionalInt.empty(), text);
		}
		if (value.startsWith("cut-")) {
			OptionalInt after = some(option, value.substring(4), 0, LONGEST_ANSWER);
			return new Wish(delayMillis, chunkDelayMillis, repeat, tokens, status, retryAfter, OptionalInt.empty(), after, text);
		}
		throw unknown(option);
	}

	/**
	 * The answer in pieces.
	 *
	 * @param limit the client's own, in tokens
	 */
	Answer answer(int limit) {
		List<String> once = Pieces.of(text.isEmpty() && tokens.isPresent() ? "echo " : text);
		var pieces = new ArrayList<String>();
		int wanted = Math.min(tokens.orElse(LONGEST_ANSWER), limit == Integer.MAX_VALUE ? limit : limit + 1); // one more shows that it was cut
		for (int i = 0; (i < repeat || tokens.isPresent()) && pieces.size() < wanted && !once.isEmpty(); i++) {
			if (i > 0 && !once.getLast().endsWith(" ")) {
				pieces.add(" ");
			}
			pieces.addAll(once);
		}
		boolean cut = pieces.size() > limit && (tokens.isEmpty() || tokens.getAsInt() > limit);
		return new Answer(List.copyOf(pieces.subList(0, Math.min(pieces.size(), Math.min(tokens.orElse(LONGEST_ANSWER), limit)))), cut);
	}

	/** @param cut whether the client's limit ended it */
	record Answer(List<String> pieces, boolean cut) {
	}

	private static OptionalInt some(String option, String value, int least, int most) {
		return OptionalInt.of(number(option, value, least, most));
	}

	private static int number(String option, String value, int least, int most) {
		try {
			int number = Integer.parseInt(value);
			if (number >= least && number <= most) {
				return number;
			}
		} catch (NumberFormatException e) {
			// told below
		}
		throw new IllegalArgumentException("The echo option '" + option + "' needs a number from " + least + " to " + most + ".");
	}

	private static IllegalArgumentException unknown(String option) {
		return new IllegalArgumentException("The echo option '" + option + "' is unknown; 'echo: help' lists them.");
	}
}
