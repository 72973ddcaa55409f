/**
 * The command line client: a caller of the management API like any other, on the same machine or far away. It starts no framework, holds no state and knows
 * nothing of the server but the names in its JSON, so an older client shows what a newer server answers.
 * <p>
 * Exit codes: 0 done, 1 the server refused, 2 wrong usage, 3 no server there.
 */
package com.burncloud.launcher.internal.client;
