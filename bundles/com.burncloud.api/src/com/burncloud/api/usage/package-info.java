/**
 * What was used, by whom, at what price: the log's rows, their sums, and the price table.
 */
@Version("1.0.0")
package com.burncloud.api.usage;

import org.osgi.annotation.versioning.Version;
