package com.burncloud.models.internal.download;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;

/** Which bytes of a file are there: of each piece so many from its beginning. Any thread. */
final class PieceMap {
	private static final Gson GSON = new Gson();
	private static final int NOBODY = -1;

	/** What is written down; arrays by piece. */
	private record Saved(long sizeBytes, int pieceBytes, List<String> versions, long[] done, int[] version, boolean[] suspect) {
	}

	private final long sizeBytes;
	private final int pieceBytes;
	private final long[] done;
	private final int[] version;
	private final boolean[] suspect;
	private final boolean[] taken;
	private final List<String> versions = new ArrayList<>();
	private long bytesDone;
	private int firstGap;

	PieceMap(long sizeBytes, int pieceBytes) {
		this.sizeBytes = sizeBytes;
		this.pieceBytes = pieceBytes;
		int pieces = Math.toIntExact((sizeBytes + pieceBytes - 1) / pieceBytes);
		done = new long[pieces];
		version = new int[pieces];
		Arrays.fill(version, NOBODY);
		suspect = new boolean[pieces];
		taken = new boolean[pieces];
	}

	/**
	 * What was written down, when it is of such a file; else nothing is there.
	 *
	 * @param onDiskBytes length of the part file: what lies behind it cannot be there
	 */
	static PieceMap read(String json, long sizeBytes, int pieceBytes, long onDiskBytes) {
		var empty = new PieceMap(sizeBytes, pieceBytes);
		try {
			Saved saved = GSON.fromJson(json, Saved.class);
			if (saved == null || saved.sizeBytes != sizeBytes || saved.pieceBytes <= 0 || saved.versions == null || saved.done == null) {
				return empty;
			}
			var map = new PieceMap(sizeBytes, saved.pieceBytes);
			int pieces = map.pieces();
			if (saved.done.length != pieces || saved.version.length != pieces || saved.suspect.length != pieces) {
				return empty;
			}
			map.versions.addAll(saved.versions);
			for (int piece = 0; piece < pieces; piece++) {
				long there = saved.done[piece];
				if (there < 0 || there > map.length(piece) || there > 0 && map.start(piece) + there > onDiskBytes) {
					return empty;
				}
				map.done[piece] = there;
				map.version[piece] = saved.version[piece];
				// the connection that fetched it ended in the middle
				map.suspect[piece] = saved.suspect[piece] || there > 0 && there < map.length(piece);
				map.bytesDone += there;
			}
			map.moveGap();
			return map;
		} catch (JsonParseException | NullPointerException | ArithmeticException e) {
			return empty;
		}
	}

	synchronized String json() {
		return GSON.toJson(new Saved(sizeBytes, pieceBytes, List.copyOf(versions), done.clone(), version.clone(), suspect.clone()));
	}

	int pieces() {
		return done.length;
	}

	long start(int piece) {
		return (long) piece * pieceBytes;
	}

	long end(int piece) {
		return Math.min(sizeBytes, start(piece) + pieceBytes);
	}

	int pieceAt(long position) {
		return (int) (position / pieceBytes);
	}

	private long length(int piece) {
		return end(piece) - start(piece);
	}

	/** The first byte of a piece that is not there. */
	synchronized long next(int piece) {
		return start(piece) + done[piece];
	}

	/** The first piece that lacks something and that nobody is fetching. */
	synchronized OptionalInt take() {
		for (int piece = firstGap; piece < pieces(); piece++) {
			if (!taken[piece] && done[piece] < length(piece)) {
				taken[piece] = true;
				return OptionalInt.of(piece);
			}
		}
		return OptionalInt.empty();
	}

	synchronized void giveBack(int piece) {
		taken[piece] = false;
	}

	/** More of a piece is in the file now. */
	synchronized void wrote(int piece, int bytes) {
		done[piece] += bytes;
		bytesDone += bytes;
		if (piece == firstGap) {
			moveGap();
			notifyAll();
		}
	}

	/** Who gives a piece: a piece of two versions is suspect. */
	synchronized void from(int piece, String tag) {
		int index = versions.indexOf(tag);
		if (index < 0) {
			index = versions.size();
			versions.add(tag);
		}
		if (version[piece] != NOBODY && version[piece] != index) {
			suspect[piece] = true;
		}
		version[piece] = index;
	}

	synchronized List<String> versions() {
		return List.copyOf(versions);
	}

	synchronized void suspect(int piece) {
		suspect[piece] = true;
	}

	/** Nothing is there. */
	synchronized void clear() {
		Arrays.fill(done, 0);
		Arrays.fill(version, NOBODY);
		Arrays.fill(suspect, false);
		versions.clear();
		bytesDone = 0;
		firstGap = 0;
		notifyAll();
	}

	/** All pieces: first those whose fetching went wrong, then those of a version that few have, then the others. */
	synchronized List<Integer> bySuspicion() {
		Map<Integer, Integer> count = new HashMap<>();
		for (int each : version) {
			count.merge(each, 1, Integer::sum);
		}
		var order = new ArrayList<Integer>();
		for (int piece = 0; piece < pieces(); piece++) {
			order.add(piece);
		}
		order.sort((a, b) -> suspect[a] != suspect[b] ? suspect[a] ? -1 : 1 : Integer.compare(count.get(version[a]), count.get(version[b])));
		return order;
	}

	synchronized long bytesDone() {
		return bytesDone;
	}

	synchronized boolean complete() {
		return bytesDone == sizeBytes;
	}

	/** All bytes before this one are there. */
	synchronized long contiguous() {
		return firstGap == pieces() ? sizeBytes : start(firstGap) + done[firstGap];
	}

	/** Waits a little for the contiguous part to grow. */
	synchronized void awaitMore(long beyond, long millis) throws InterruptedException {
		if (contiguous() <= beyond) {
			wait(millis);
		}
	}

	private void moveGap() {
		while (firstGap < pieces() && done[firstGap] == length(firstGap)) {
			firstGap++;
		}
	}
}
