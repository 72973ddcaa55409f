package com.burncloud.models.internal.server;

import java.nio.file.Path;
import java.util.List;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.models.internal.library.Shelved;

/**
 * A model and how it is to be run.
 *
 * @param arguments all but the port
 */
record Launch(Shelved model, DeployOptions options, Build build, List<String> arguments, Arguments.KeyBy keyBy, long needBytes) {

	static Launch of(Shelved model, DeployOptions options, Build build, long needBytes) {
		return new Launch(model, options, build, Arguments.of(build, model.file(), gatewayModel(model), options), Arguments.keyBy(build), needBytes);
	}

	static String gatewayModel(Shelved model) {
		return "local-" + model.id();
	}

	String gatewayModel() {
		return gatewayModel(model);
	}

	String fileName() {
		return model.file().getFileName().toString();
	}

	/** Old builds for Windows read only ASCII paths; the folder of the models has none but those, and this one is any. */
	Path folder() {
		return model.file().toAbsolutePath().getParent();
	}
}
