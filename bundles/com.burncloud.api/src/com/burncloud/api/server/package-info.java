/**
 * One gateway as a workbench sees it, wherever it runs: all services of this API behind one object.
 * <p>
 * The gateway of this process and one far away are two implementations of {@link com.burncloud.api.server.Server}; a page that holds one does not know which.
 * The services of a far-away server are never registered in the framework, for the bundles of this process would take them for their own.
 */
@Version("1.0.0")
package com.burncloud.api.server;

import org.osgi.annotation.versioning.Version;
