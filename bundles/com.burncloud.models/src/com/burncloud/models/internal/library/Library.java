package com.burncloud.models.internal.library;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.ModelService.Leftover;

/** What lies in the folder of the models. Any thread; reading does not block. */
public interface Library {

	/** The folder; absolute, exists. */
	Path folder();

	List<Shelved> all();

	Optional<Shelved> find(String id);

	/** Of a model or a projector that holds a file with this hash. */
	Optional<Shelved> holding(String sha256);

	/**
	 * Takes in what was downloaded: the files are whole and verified and lie in a folder on the same disk; they are moved, all or none. A projector
	 * ({@code mmproj}) is no model of its own: it appears beside all models of its origin.
	 *
	 * @param origin {@code hub:owner/repository}
	 * @param files by their names in the repository
	 * @param sha256 of each file
	 * @throws com.burncloud.api.error.ConflictException when the first file is there already
	 */
	Shelved add(String origin, String title, String quantization, List<Path> files, List<String> sha256);

	/** As {@link com.burncloud.api.model.ModelService#adopt}. */
	List<Shelved> adopt(Path path);

	/** Removes it; adopted files stay. */
	void delete(String id);

	/** Remembers how it was deployed. */
	Shelved remember(String id, DeployOptions options);

	/** As {@link com.burncloud.api.model.ModelService#leftovers}. Blocks for the disk. */
	List<Leftover> leftovers();

	/** As {@link com.burncloud.api.model.ModelService#removeLeftover}. */
	void removeLeftover(String name);
}
