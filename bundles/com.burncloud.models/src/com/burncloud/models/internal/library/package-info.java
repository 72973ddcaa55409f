/**
 * What lies in the folder of the models: {@code models/ID/} with its files and {@code model.json}, which of adopted models tells only where they lie.
 * <p>
 * Names on the disk are ASCII, whatever the model's name ({@link com.burncloud.models.internal.library.Names}): llama-server cannot open others on Windows. A model
 * appears by the renaming of a whole folder ({@link com.burncloud.models.internal.library.Arrival}) and goes by the removal of its {@code model.json}; what is
 * without one is nobody's, and listed as such ({@link com.burncloud.models.internal.library.Leftovers}). Deleting removes what the card names and nothing else.
 */
package com.burncloud.models.internal.library;
