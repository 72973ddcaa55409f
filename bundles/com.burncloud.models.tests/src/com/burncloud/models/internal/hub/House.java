package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.Machine;
import com.burncloud.models.hubserver.HubServer;
import com.burncloud.models.hubserver.Repository;

/** The package on a hub server of the tests, whose Hugging Face may see the token. */
final class House implements AutoCloseable {
	static final String QWEN = "Qwen/Qwen2.5-7B-Instruct-GGUF";
	static final String FILE = "qwen2.5-7b-instruct-q4_k_m.gguf";
	static final String TOKEN = "hf_secret";

	final HubServer server = HubServer.start();
	final byte[] bytes = new byte[3_000_000];
	final Repository qwen = new Repository(QWEN).counts(1000, 10).describe("apache-2.0", 7_615_616_512L, Instant.parse("2026-05-01T00:00:00Z"));
	final Wire wire = new Wire(new Proxies(Map.of(), ProxySelector.of(null)));
	final HubSet hubs = new HubSet();
	final HubClient client;
	static final Machine MACHINE = new Machine(16L << 30, 12L << 30, List.of());

	final HubContents contents;
	final Repositories repositories;

	House() {
		this(Optional.of(TOKEN));
	}

	House(Optional<String> token) {
		new Random(1).nextBytes(bytes);
		server.add(qwen.file(FILE, bytes).file("README.md", "hello".getBytes(StandardCharsets.UTF_8)).file("deep/er/notes.txt", new byte[7]));
		server.token(TOKEN, true);
		HfSettings settings = new HfSettings(server.huggingFace(), token, Set.of("127.0.0.1:" + server.huggingFace().getPort()));
		client = new HubClient(wire, settings);
		hubs.add(0, 1, new HuggingFaceHub(settings));
		hubs.add(0, 2, mirror(server.mirror()));
		hubs.add(0, 3, new ModelScope(server.modelScope()));
		contents = new HubContents(hubs, client);
		repositories = new Repositories(hubs, client);
	}

	static HuggingFace mirror(URI endpoint) {
		return new HuggingFace(new HubInfo("hf-mirror", Map.of("en", "HF-Mirror"), endpoint, true));
	}

	Hubs service(String preferred) {
		return new Hubs(hubs, client, repositories, contents, () -> MACHINE, preferred, new Choice(hubs, client, Duration.ofMinutes(10), Duration.ofSeconds(10)));
	}

	FileAddress address(String hub) {
		return new FileAddress(hub, QWEN, "", FILE);
	}

	/** All bytes of a part, which must be as many as were asked for. */
	byte[] read(FileAddress address, long from, long to) throws IOException {
		try (Content content = contents.open(address, from, to)) {
			return content.body().readAllBytes();
		}
	}

	@Override
	public void close() {
		wire.deactivate();
		server.close();
	}
}
