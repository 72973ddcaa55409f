/**
 * 网关: the data plane. One exchange goes from request to settlement through these classes, in this order:
 * <ol>
 * <li>{@link com.burncloud.gateway.internal.GatewayServlet} is where Jetty hands over a request, on a virtual thread;
 * <li>{@link com.burncloud.gateway.internal.Exchange} is the straight code: read, admit, route, attempt;
 * <li>{@link com.burncloud.gateway.internal.Upstream} sends an attempt, {@link com.burncloud.gateway.internal.UpstreamAnswer} holds what comes back until its
 * first good bytes allow a {@link com.burncloud.gateway.internal.Verdict};
 * <li>{@link com.burncloud.gateway.internal.Relay} moves the bytes of a stream from HttpClient's reactor to Jetty, without a thread;
 * <li>{@link com.burncloud.gateway.internal.Transcript} knows what happened and settles it, once.
 * </ol>
 * Decisions worth keeping:
 * <ul>
 * <li>Control is straight code on a virtual thread, bytes are event-driven: a thousand streams cost no thread and no wake-ups (measured: a third less CPU an
 * event than blocking relays).
 * <li>A body is never parsed into a tree. Jackson's streaming parser finds the byte offsets of the few members that matter; the rest of what the client wrote
 * goes upstream as it is. (Gson's reader knows no byte offsets.)
 * <li>Nothing is sent to the client before the upstream's first complete event or a sizeable piece of a whole answer: until then the next channel can be
 * tried. After it, a failure is told in the stream, never hidden and never repeated elsewhere.
 * <li>An upstream's 401 and 403 speak of the operator's key, not of the client's token: the client gets a 502 that names the channel.
 * </ul>
 */
package com.burncloud.gateway.internal;
