package com.burncloud.models.internal.hub;

import java.io.IOException;

/**
 * Reads small parts of a file on a hub, such as its header. Read failures are tried again a few times. Blocks; one thread at a time.
 *
 * @param sizeBytes of the file, as it was listed
 */
record RemoteFile(Contents contents, FileAddress address, long sizeBytes) {
	private static final int TRIES = 3;

	/**
	 * Reads from a place on.
	 *
	 * @return as many bytes as asked for, fewer only at the end of the file, none behind it
	 * @throws com.burncloud.api.model.HubException when the hub will not
	 */
	byte[] read(long from, int atMost) throws IOException {
		long to = Math.min(sizeBytes, from + atMost);
		if (to <= from) {
			return new byte[0];
		}
		for (int attempt = 1;; attempt++) {
			try (Content content = contents.open(address, from, to)) {
				content.body().skipNBytes(from - content.fromByte());
				byte[] bytes = content.body().readNBytes((int) (to - from));
				if (bytes.length < to - from) {
					throw new IOException(address.path() + " ended after " + (from + bytes.length) + " bytes, although it should have " + sizeBytes);
				}
				return bytes;
			} catch (IOException e) {
				if (attempt == TRIES) {
					throw e;
				}
			}
		}
	}
}
