/**
 * What the operator set: port, address, data folder, database, limits.
 * <p>
 * A setting is looked for on the command line ({@code --port}), in the environment ({@code BURNCLOUD_PORT}), in {@code burncloud.properties} of the data folder
 * ({@code port}) and last in its default. The launcher reads them once, before the framework starts, and hands each to the framework as the property
 * {@code burncloud.KEY} and its origin as {@code burncloud.KEY.source}; the service {@link com.burncloud.api.settings.Settings} shows them to the bundles.
 */
@Version("1.0.0")
package com.burncloud.api.settings;

import org.osgi.annotation.versioning.Version;
