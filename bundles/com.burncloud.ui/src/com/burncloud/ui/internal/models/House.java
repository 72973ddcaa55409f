package com.burncloud.ui.internal.models;

import java.util.List;

import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelService.Leftover;
import com.burncloud.api.server.Server;

/** What a gateway's machine has to run models with, and what lies about there. */
record House(LlamaServer llama, Machine machine, List<Leftover> leftovers, List<HubInfo> hubs) {

	/** Asks the server, which may look for programs; not for the UI thread. */
	static House of(Server server) {
		return new House(server.models().llamaServer(), server.models().machine(), server.models().leftovers(), server.hubs().hubs());
	}

	boolean canRun() {
		return llama.path().isPresent() && llama.error().isEmpty();
	}

	/** As people call a hub; its id where it is not known. */
	String hub(String id, String language) {
		return hubs.stream().filter(each -> each.id().equals(id)).findFirst().map(each -> each.name(language)).orElse(id);
	}

	/** {@code b6890} of what llama-server prints. */
	String version() {
		return llama.version().lines().findFirst().map(line -> line.replaceFirst("\\s*\\(.*", "").strip()).orElse("");
	}
}
