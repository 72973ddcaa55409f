/**
 * From a hub into the library: whatever goes wrong on the way, a file that is there is the hub's file.
 * <p>
 * {@link com.burncloud.models.internal.download.Downloads} is the queue, a {@link com.burncloud.models.internal.download.Task} one download of one or more files
 * (shards), a {@link com.burncloud.models.internal.download.Run} somebody working on it. A {@link com.burncloud.models.internal.download.FileFetch} brings one file:
 * a {@link com.burncloud.models.internal.download.Crew} of connections fetches pieces, lowest first; a
 * {@link com.burncloud.models.internal.download.PrefixHash} follows behind them and reads what they wrote out of memory; when the hash is wrong in the end, a
 * {@link com.burncloud.models.internal.download.Repair} fetches pieces anew, those first whose fetching went wrong, and replaces what differs.
 * <p>
 * <b>On the disk</b>, in {@code models/.downloads/ID}: {@code download.json}, what is to be fetched and how it stands; each file under the name that it will have;
 * beside it its {@code .map}, which is written after the bytes it tells of were forced, so that it is true after any crash. Nothing else is trusted: the hash is
 * reckoned anew over all of it when a download goes on. A folder without {@code download.json} is a leftover.
 * <p>
 * <b>Patience.</b> A connection that fails tries again while others get on. When none does, the download waits, longer each time, until bytes come again; every
 * third time in a row without a byte it looks for a file with the same hash on another hub, and it does so at once when the hub refuses. While it waits, others have
 * its place in the queue. A full disk is waited for without end.
 * <p>
 * <b>Another file under the same name</b> is found by its length, hash or version in the head of each answer, and at the latest by the hash of the whole. A single
 * such answer may be a mishap of the hub's; the third in a row is believed. No file is ever a mix of two, but where the hub tells neither hash nor version.
 */
package com.burncloud.models.internal.download;
