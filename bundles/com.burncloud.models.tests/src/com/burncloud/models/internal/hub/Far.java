package com.burncloud.models.internal.hub;

import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.burncloud.api.model.HubService;

/** The hubs of a hub server, for tests of other packages. */
public final class Far implements AutoCloseable {
	private final Wire wire = new Wire(new Proxies(Map.of(), ProxySelector.of(null)));
	private final HubService service;
	private final Contents contents;

	public Far(URI huggingFace, URI mirror, URI modelScope) {
		var settings = new HfSettings(huggingFace, Optional.empty(), Set.of());
		var client = new HubClient(wire, settings);
		var hubs = new HubSet();
		hubs.add(0, 1, new HuggingFaceHub(settings));
		hubs.add(0, 2, House.mirror(mirror));
		hubs.add(0, 3, new ModelScope(modelScope));
		contents = new HubContents(hubs, client);
		service = new Hubs(hubs, client, new Repositories(hubs, client), contents, () -> House.MACHINE, "huggingface", new Choice(hubs, client, Duration.ofMinutes(10), Duration.ofSeconds(10)));
	}

	public HubService service() {
		return service;
	}

	public Contents contents() {
		return contents;
	}

	@Override
	public void close() {
		wire.deactivate();
	}
}
