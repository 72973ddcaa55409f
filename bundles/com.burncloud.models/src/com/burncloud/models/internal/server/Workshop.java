package com.burncloud.models.internal.server;

import java.nio.file.Path;

/**
 * What all runners share.
 *
 * @param run folder for pid and key files
 */
record Workshop(Ports ports, Room room, PidFiles pidFiles, Loopback loopback, Limits limits, Path run) {
}
