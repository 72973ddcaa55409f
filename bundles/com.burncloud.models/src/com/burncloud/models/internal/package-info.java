/**
 * The models of this machine: hubs, downloads, GGUF headers, llama-server processes. One package a subject, each knowing only those before it:
 * <ul>
 * <li>{@code gguf}: reads headers, from a file or over HTTP, and reckons the memory;</li>
 * <li>{@code hub}: Hugging Face, its mirrors, ModelScope, and the one client that asks them;</li>
 * <li>{@code library}: what lies in the folder of the models;</li>
 * <li>{@code download}: from a hub into the library;</li>
 * <li>{@code server}: llama-server, from the executable to the channel it is offered as.</li>
 * </ul>
 */
package com.burncloud.models.internal;
