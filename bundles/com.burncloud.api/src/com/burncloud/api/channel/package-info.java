/**
 * 渠道: the upstream accounts that an operator has, and which of them serves a request.
 * <p>
 * The rule of routing, as the log row shows it: enabled channels that list the model (or redirect it) and share a group with the token, highest priority first;
 * within a priority smooth weighted round robin; every channel of a priority before the next one; those that are cooling after errors come last of all, so that
 * a cooling channel is skipped while another can serve and still tried when none can.
 */
@Version("1.0.0")
package com.burncloud.api.channel;

import org.osgi.annotation.versioning.Version;
