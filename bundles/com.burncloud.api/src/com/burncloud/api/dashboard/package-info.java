/**
 * 仪表盘: what happens right now. Made out of events, so it costs a request nothing and may miss one under overload; the log of
 * {@code com.burncloud.api.usage} misses none.
 */
@Version("1.0.0")
package com.burncloud.api.dashboard;

import org.osgi.annotation.versioning.Version;
