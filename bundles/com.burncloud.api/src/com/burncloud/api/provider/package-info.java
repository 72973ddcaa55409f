/**
 * Kinds of channel (类型), each a service that a bundle brings: hot-installed, replaced and removed while requests run.
 * <p>
 * A provider describes the request that its upstream wants and owns nothing: no socket, no thread, no retry, no state. That is why it may vanish in
 * mid-stream: the exchange needs it no more once the request is on its way. It is a consumer of this contract in the terms of OSGi: a new method here comes
 * with a default, and the package's minor version grows.
 */
@Version("1.0.0")
package com.burncloud.api.provider;

import org.osgi.annotation.versioning.Version;
