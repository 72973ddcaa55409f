/**
 * 模型: GGUF models from a hub to a running llama-server.
 * <p>
 * {@link com.burncloud.api.model.HubService} finds, {@link com.burncloud.api.model.DownloadService} fetches, {@link com.burncloud.api.model.ModelService} keeps
 * what is on this machine and runs it. A running model is a channel as long as it runs ({@link com.burncloud.api.channel.OfferedChannel}).
 * A {@link com.burncloud.api.model.ModelHub} describes requests and reads answers; who owns sockets, tokens, redirects and patience is the caller.
 */
@Version("1.0.0")
package com.burncloud.api.model;

import org.osgi.annotation.versioning.Version;
