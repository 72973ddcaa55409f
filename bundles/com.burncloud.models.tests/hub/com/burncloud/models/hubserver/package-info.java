/**
 * A hub on loopback that behaves as the real ones are described, and misbehaves on demand. Nothing but the JDK: the tests of the bundle use it in their own
 * process, those of the product start {@link com.burncloud.models.hubserver.Main} beside it.
 * <p>
 * {@link com.burncloud.models.hubserver.HubServer} listens on four ports: Hugging Face, a mirror of it, ModelScope, and the CDN that the hubs send clients to.
 * {@link com.burncloud.models.hubserver.Faults} says which requests are answered wrongly, and how.
 */
package com.burncloud.models.hubserver;
