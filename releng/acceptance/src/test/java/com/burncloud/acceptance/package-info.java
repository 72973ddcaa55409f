/**
 * The promises of the user guide, each tried from outside on the built product: its own start script, an empty data folder, a free port, HTTP.
 * <p>
 * {@link com.burncloud.acceptance.Product} is one installation and its process, {@link com.burncloud.acceptance.Upstream} an AI service that does what a test
 * tells it to, {@link com.burncloud.acceptance.Api} and {@link com.burncloud.acceptance.Client} are the two sides of the gateway. Since a start costs seconds,
 * most classes share one product and keep apart by names of their own; those that stop, kill or break it have one for themselves.
 * <p>
 * What cannot be tried on a machine is skipped loudly ({@link com.burncloud.acceptance.Loud}), and is a failure with BURNCLOUD_TESTS_REQUIRE_ALL=1. Measured
 * figures are printed as lines that begin with {@code MEASURED}.
 */
package com.burncloud.acceptance;
