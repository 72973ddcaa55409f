package com.burncloud.models.internal.server;

import java.nio.file.Path;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.model.Machine;
import com.burncloud.models.internal.gguf.MachineProbe;
import com.burncloud.models.internal.gguf.Machines;

/** This machine, its graphics cards as its llama-server sees them. */
@Component
public final class LocalMachine implements Machines {
	private final MachineProbe probe;

	@Activate
	public LocalMachine(@Reference Executables executables) {
		probe = new MachineProbe(() -> executables.look().path().map(Path::of));
	}

	@Override
	public Machine machine() {
		return probe.machine();
	}
}
