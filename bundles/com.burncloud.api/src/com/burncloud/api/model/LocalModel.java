package com.burncloud.api.model;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model on this machine.
 *
 * @param id ASCII; {@code local-} and this is the name by which clients ask for it
 * @param title what people read: the repository's or the file's name, any script
 * @param file the path of the first file, absolute
 * @param quantization as in the file's name or header, such as {@code Q4_K_M}; empty where neither tells
 * @param sha256 of the first file; empty where it was adopted and has not been reckoned
 * @param origin {@code hub:owner/repository}; empty where it was adopted
 * @param adopted whether the file lies in a folder of somebody else's: deleting the model leaves it there
 * @param projectors paths of {@code mmproj} files that lie beside it
 * @param error why it cannot be run, such as a header that is broken or a file that is gone; one English sentence
 * @param options as last deployed, else the defaults
 */
public record LocalModel(String id, String title, String file, long sizeBytes, Optional<ModelFacts> facts, String quantization, String sha256, String origin,
		boolean adopted, List<String> projectors, Optional<String> error, Instant addedAt, DeployOptions options, Deployment deployment) {

	public LocalModel {
		Objects.requireNonNull(id);
		Objects.requireNonNull(title);
		Objects.requireNonNull(file);
		Objects.requireNonNull(facts);
		Objects.requireNonNull(quantization);
		Objects.requireNonNull(sha256);
		Objects.requireNonNull(origin);
		projectors = List.copyOf(projectors);
		Objects.requireNonNull(error);
		Objects.requireNonNull(addedAt);
		Objects.requireNonNull(options);
		Objects.requireNonNull(deployment);
	}

	/** The name by which clients ask for it. */
	public String gatewayModel() {
		return "local-" + id;
	}
}
