package com.burncloud.models.internal.hub;

import java.io.IOException;

import com.burncloud.api.model.HubException;

/** Gives files' bytes: redirects are followed, links that expired are asked for anew, tokens go to nobody but their hub. */
public interface Contents {

	/**
	 * Opens a file from a byte on. Blocks for the answer's head, 30 s at most.
	 *
	 * @param toByte exclusive
	 * @throws HubException when the hub will not; its kind says whether patience helps
	 * @throws IOException when the network does not; another try may help
	 */
	Content open(FileAddress address, long fromByte, long toByte) throws IOException, HubException;
}
