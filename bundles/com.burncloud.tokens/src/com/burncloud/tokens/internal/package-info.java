/**
 * The ledger: tokens, the gate that every request passes, prices, and the log with its sums.
 * <p>
 * One way of money. {@link com.burncloud.tokens.internal.Gate} reserves in memory, one compare-and-set on the token's
 * {@link com.burncloud.tokens.internal.Balance}; {@link com.burncloud.tokens.internal.Reservation} books the real cost in the same place and appends one record
 * to the journal through the {@link com.burncloud.tokens.internal.Ledger}; the {@link com.burncloud.tokens.internal.Projector} carries the journal into the
 * database. Nothing on the path of a request touches the database or a lock that two tokens share.
 * <p>
 * Decisions:
 * <ul>
 * <li>A journal record says what was <em>charged</em> beside what the exchange <em>cost</em>: they differ when a request turned out dearer than its bound and the
 * quota had no more. So memory and database add up the same figures.</li>
 * <li>Two cursors walk along the journal ({@link com.burncloud.tokens.internal.Cursor}): one adds up balances and hourly sums within half a second, thousands of
 * records into a few rows; the other one, never before it, writes the log's rows, which cost a third of an exchange each. A segment goes when both have passed.</li>
 * <li>Each cursor's position stands in the same transaction as what was applied, and moves only from where this projector believes it to be. A record that the
 * database will not take is found by halving the batch and left out with an error; it never stops the rest. A record that is in the journal twice shows when its
 * row is refused: what the second one added to the sums is taken back as the position passes it.</li>
 * <li>Rows are written at once on a quiet gateway. Above 200 records a second they get a twentieth of a core, two milliseconds at a time: enough for some 1500 a
 * second, and too little for requests to feel it. Above that they fall behind, for two minutes or 16 segments (256 MiB) of the journal at most: whoever looks into
 * the log of a busy hour, and whoever starts again after a crash, must not wait longer, and the disk is not the journal's alone. Then they get half a core until
 * there are none left, or all of one when the journal still grows. Until its row is written an exchange is shown from memory, if it is one of the newest 8192, and
 * in the sums in any case.</li>
 * <li>A start waits for the sums, since balances must be right before the gate opens; the rows follow in the background.</li>
 * <li>A record carries the number of the process that settled it. One from another process (before a restart or an update of this bundle) is added to the balances
 * when it is applied; one's own are there already.</li>
 * <li>The log is ordered by arrival and request id, compared in Java: databases order text each in their own way. Two indexes only: every
 * further one costs a third of what a row costs. A filter that few rows match reads many.</li>
 * <li>Sums are kept by hour, token, channel and model. An exchange without a token is summed under no model: strangers may ask for any name, and must not fill a
 * table with them.</li>
 * <li>The projector runs on a platform thread: Derby computes for long without blocking, which on a virtual thread would hold up requests.</li>
 * <li>A crash loses the reservations of running requests, and what the journal had not written (see {@link com.burncloud.api.store.Journal}).</li>
 * </ul>
 */
package com.burncloud.tokens.internal;
