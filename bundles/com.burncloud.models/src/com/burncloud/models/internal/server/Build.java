package com.burncloud.models.internal.server;

import java.nio.file.Path;

/**
 * A llama-server that can be run.
 *
 * @param version as it prints it, in one line
 */
record Build(Path path, String version, Flags flags) {
}
