package com.burncloud.models.internal.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Fit;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelReport;
import com.burncloud.models.internal.gguf.FitReckoner;
import com.burncloud.models.internal.gguf.GgufException;
import com.burncloud.models.internal.gguf.GgufReader;
import com.burncloud.models.internal.gguf.Machines;
import com.burncloud.models.internal.gguf.Manner;
import com.burncloud.models.internal.gguf.Shards;
import com.burncloud.models.internal.library.Shelved;

/** Reads the header of a model of this machine, and reckons what it needs. */
final class Inspection implements MemoryNeed {
	private final Machines machines;

	Inspection(Machines machines) {
		this.machines = machines;
	}

	/** @throws InvalidFieldException when the header cannot be read */
	ModelReport report(Shelved model, FitQuestion question) {
		try {
			Shards shards = new Shards(List.of(GgufReader.read(model.file())));
			Machine machine = machines.machine();
			return new ModelReport(shards.facts(), FitReckoner.fit(shards, model.sizeBytes(), question, machine), machine);
		} catch (GgufException | IOException unreadable) {
			throw new InvalidFieldException("id", "The header of '" + model.file() + "' cannot be read: " + unreadable.getMessage());
		}
	}

	/** What does not lie on a graphics card; where nobody can tell, the files' size. */
	@Override
	public long bytes(Shelved model, DeployOptions options) {
		try {
			Shards shards = new Shards(List.of(GgufReader.read(model.file())));
			long files = model.sizeBytes() + (options.projector().isPresent() ? Files.size(Path.of(options.projector().get())) : 0);
			Fit fit = FitReckoner.fit(shards, files, new FitQuestion(options.contextTokens(), options.gpuLayers()), Manner.of(options), machines.machine());
			return fit.ramBytes() > 0 ? fit.ramBytes() : files;
		} catch (GgufException | IOException unreadable) {
			return FILES.bytes(model, options);
		}
	}
}
