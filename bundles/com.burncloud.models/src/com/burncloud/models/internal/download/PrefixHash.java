package com.burncloud.models.internal.download;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The SHA-256 of a file as it grows: follows the part that has no gaps, a little behind those who write, so that it reads from memory. Keeps its state at the end
 * of each piece: when a piece is replaced, it goes on from there. One thread at a time.
 */
final class PrefixHash {
	private static final int CHUNK_BYTES = 512 * 1024;

	private final PartFile part;
	private final ByteBuffer buffer = ByteBuffer.allocate(CHUNK_BYTES);
	private final List<MessageDigest> marks = new ArrayList<>();
	private MessageDigest digest = sha256();
	private long position;

	PrefixHash(PartFile part) {
		this.part = part;
	}

	/** Reckons on until the gap, or a good while. Answers whether there is more to do at once. */
	boolean advance(Stop stop) throws Trouble, Stop.Stopped {
		long upTo = part.map().contiguous();
		if (upTo < position) {
			rewind(0); // it was begun anew
		}
		while (position < upTo) {
			stop.check();
			int piece = part.map().pieceAt(position);
			long pieceEnd = part.map().end(piece);
			buffer.clear().limit((int) Math.min(CHUNK_BYTES, Math.min(upTo, pieceEnd) - position));
			part.read(buffer, position);
			digest.update(buffer.flip());
			position += buffer.limit();
			if (position == pieceEnd) {
				marks.add(copy(digest));
			}
		}
		return part.map().contiguous() > position;
	}

	/** A piece is another now. */
	void rewind(int piece) {
		if (part.map().start(piece) < position) {
			while (marks.size() > piece) {
				marks.removeLast();
			}
			digest = marks.isEmpty() ? sha256() : copy(marks.getLast());
			position = part.map().start(marks.size());
		}
	}

	long position() {
		return position;
	}

	/** 64 hexadecimal digits, of what has been reckoned. */
	String hex() {
		return HexFormat.of().formatHex(copy(digest).digest());
	}

	private static MessageDigest copy(MessageDigest digest) {
		try {
			return (MessageDigest) digest.clone();
		} catch (CloneNotSupportedException e) {
			throw new IllegalStateException(e); // that of the JDK can
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e); // every Java has it
		}
	}
}
