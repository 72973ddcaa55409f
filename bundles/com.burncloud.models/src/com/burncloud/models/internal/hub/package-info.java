/**
 * Hugging Face, its mirrors, ModelScope, and the one client that asks them.
 * <ul>
 * <li>A {@link com.burncloud.api.model.ModelHub} describes requests and reads answers; {@code HubSet} knows those that are there now.</li>
 * <li>{@code Wire} owns the sockets. Nothing follows a redirect there: {@code Hops} does it by hand, because who may see the token is decided anew at each
 * address ({@code Tokens}): only the hub itself, never a mirror, never a CDN.</li>
 * <li>{@code HubClient} asks for lists: retries, patience ({@code Patience}), half a minute at most. {@code HubContents} opens files, each time on one
 * connection that the caller owns; where the CDN's link is remembered ({@code Links}), all pieces of a file cost the hub one request.</li>
 * <li>{@code Repositories} lists a repository at a commit, {@code Hubs} is the service that others see.</li>
 * </ul>
 */
package com.burncloud.models.internal.hub;
