/**
 * 渠道: the operator's upstream accounts, who of them serves a request, how each is doing, and the types that are installed.
 * <p>
 * <b>Routing.</b> All that a request needs stands in one immutable {@link com.burncloud.channels.internal.Snapshot}, made anew when a channel changes or a type
 * comes or goes. An {@link com.burncloud.channels.internal.Index} leads from a model to the channels that list, redirect or match it; for the token's groups these
 * form a {@link com.burncloud.channels.internal.Plan} of priorities, each a {@link com.burncloud.channels.internal.Rotation} that hands out turns by one atomic
 * increment. The {@link com.burncloud.channels.internal.Order} that a request gets finds its first candidate at once and the others when it fails: so a request
 * costs the same with three channels as with a thousand, and only who is really tried takes a trial.
 * <p>
 * <b>Health</b>, for each channel and upstream model ({@link com.burncloud.channels.internal.Breaker}); it is a matter of what happened, never of the words of
 * a message, and never lasts: what cools is still tried when nobody else is left.
 * <pre>
 * failure                                 cools                           first   then doubling to   concerns
 * CONNECT                                 at once                           1 s   60 s               the model
 * TIMEOUT, SERVER_ERROR, BROKEN_ANSWER    at the third in a row in 30 s     1 s   60 s               the model
 * RATE_LIMITED                            at once    Retry-After up to 10 min, else 5 s (no doubling) the model
 * UNAUTHORIZED                            at once                          30 s   10 min             the whole channel
 * MODEL_MISSING                           at once                          60 s   (no doubling)      the model
 * </pre>
 * A cooling channel goes behind all others, those that end sooner first. When the time is over, one request at a time has it in its normal place, the trial: an
 * answer heals, a failure cools for the next longer time, a client that went away or a trial that nobody reports within the channel's first-byte limit lets the
 * next one try. What fails while it cools was sent before or as a last resort and prolongs nothing, except that an upstream may ask for more time; an answer to
 * what was sent before the cooling began heals nothing. A change of the channel starts anew.
 * <p>
 * <b>Keys</b> lie sealed in the database and open in memory only, within {@code Account} and {@code Endpoint}, whose texts do not show them. One that cannot be
 * unsealed disables its channel and no other.
 * <p>
 * <b>Types</b> come as services. {@link com.burncloud.channels.internal.Installer} writes jars into a folder, Felix File Install makes bundles of them.
 */
package com.burncloud.channels.internal;
