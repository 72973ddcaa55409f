package com.burncloud.api.store;

/**
 * A place in the journal. Positions grow with every record, over restarts too.
 *
 * @param segment number of the segment file, from 1; 0 is before everything
 * @param offsetBytes in that file
 */
public record JournalPosition(long segment, long offsetBytes) implements Comparable<JournalPosition> {

	/** Before the first record. */
	public static final JournalPosition START = new JournalPosition(0, 0);

	@Override
	public int compareTo(JournalPosition other) {
		int bySegment = Long.compare(segment, other.segment);
		return bySegment != 0 ? bySegment : Long.compare(offsetBytes, other.offsetBytes);
	}
}
