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
		Path file = model.file().toAbsolutePath();
		boolean windows = Surroundings.own().windows();
		List<String> arguments = Arguments.of(build, named(file, windows), gatewayModel(model), options);
		return new Launch(model, options, build, arguments, Arguments.keyBy(build), needBytes);
	}

	/** llama.cpp for Windows opens only ASCII paths. The folder that it starts in may have any name, and then the file needs none but its own. */
	static Path named(Path file, boolean windows) {
		return windows && !file.toString().chars().allMatch(letter -> letter < 128) ? file.getFileName() : file;
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

	/** Where it starts. */
	Path folder() {
		return model.file().toAbsolutePath().getParent();
	}
}
