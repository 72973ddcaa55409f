/**
 * GGUF, from a name to a verdict: what a file's name says ({@link com.burncloud.models.internal.gguf.FileName}), what its header says
 * ({@link com.burncloud.models.internal.gguf.GgufReader}, over any {@link com.burncloud.models.internal.gguf.Source}), what memory it needs
 * ({@link com.burncloud.models.internal.gguf.FitReckoner}) and what this machine has ({@link com.burncloud.models.internal.gguf.MachineProbe}).
 * <p>
 * Headers come from strangers: everything read is bounded, and nothing but {@link com.burncloud.models.internal.gguf.GgufException} comes of a bad one.
 * An estimate errs on the side of too much; where the memory of an architecture is not known, the answer is that it is not known.
 */
package com.burncloud.models.internal.gguf;
