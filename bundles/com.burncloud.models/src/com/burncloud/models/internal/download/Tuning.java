package com.burncloud.models.internal.download;

import java.time.Duration;

/**
 * How patient downloads are; tests are less so.
 *
 * @param connections of one file
 * @param smallestPiece bytes; pieces grow with the file up to eight times as many
 * @param stalled without a byte, until a connection is opened anew
 * @param slow over which a connection is compared with the others
 * @param sync between two points that a crash cannot undo
 * @param firstWait after a failure; doubles up to {@code longestWait} until bytes come again
 * @param tries in a row without a byte, until it is given up
 * @param tick between two looks at speed and stalls
 * @param spareBytes of the disk that are left to others
 */
record Tuning(int connections, int smallestPiece, Duration stalled, Duration slow, Duration sync, Duration firstWait, Duration longestWait, int tries, Duration tick,
		long spareBytes) {
	private static final int PIECES = 128;

	/** 200 tries of at most 5 minutes are a night and a morning. */
	static Tuning usual(int connections) {
		return new Tuning(connections, 8 << 20, Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofMinutes(5),
				200, Duration.ofMillis(500), 64L << 20);
	}

	int pieceBytes(long fileBytes) {
		long piece = Long.highestOneBit(Math.max(1, fileBytes / PIECES));
		return (int) Math.clamp(piece, (long) smallestPiece, smallestPiece * 8L);
	}

	/** @param failures in a row, 1 after the first */
	Duration wait(int failures) {
		Duration doubled = firstWait.multipliedBy(1L << Math.clamp(failures - 1, 0, 20));
		return doubled.compareTo(longestWait) > 0 ? longestWait : doubled;
	}
}
