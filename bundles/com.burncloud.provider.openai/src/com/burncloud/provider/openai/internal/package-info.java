/**
 * The vendors that speak OpenAI's chat dialect. They differ in an address, so they are rows of a table ({@link com.burncloud.provider.openai.internal.VendorRow})
 * and one class ({@link com.burncloud.provider.openai.internal.OpenAiProvider}); each row becomes a service of its own.
 * <p>
 * Where an operation lives, decided by {@link com.burncloud.provider.openai.internal.ApiRoot}: people enter a base address with the version, without it, or paste
 * a whole endpoint. A version segment ({@code v1}, {@code v3}, {@code v4}, {@code v1beta}) anywhere in the path means that the address is complete, for some
 * put more behind it ({@code /v1beta/openai}). A path that is the beginning of the vendor's own is completed to it ({@code https://open.bigmodel.cn} gets
 * {@code /api/paas/v4}), any other path is somebody's reverse proxy and gets the vendor's version segment.
 * <p>
 * Which operations a vendor has is not in the table: such lists rot, and the upstream's own 404 says it better.
 */
package com.burncloud.provider.openai.internal;
