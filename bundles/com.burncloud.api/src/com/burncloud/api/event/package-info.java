/**
 * News over the OSGi EventAdmin: topics and their properties, which are flat, immutable scalars named as in the management API.
 * <p>
 * Events may be lost and are never on the path of a request. A handler only enqueues.
 */
@Version("1.0.0")
package com.burncloud.api.event;

import org.osgi.annotation.versioning.Version;
