package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.ModelService.Leftover;
import com.burncloud.models.internal.library.Library;
import com.burncloud.models.internal.library.Shelved;

/** The component over a library, a framework and an event bus that are played, with whatever program is llama-server. Closing it must leave no process. */
final class Bench implements AutoCloseable {
	static final long GB = 1_000_000_000L;
	static final Duration SOON = Duration.ofSeconds(20);
	/** With times that a test can wait for. */
	static final Limits QUICK = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(5), List.of(Duration.ofMillis(20), Duration.ofMillis(20), Duration.ofMillis(20)),
			Duration.ofMinutes(5), Duration.ofSeconds(20), 64, Duration.ofSeconds(20), Duration.ofMinutes(1));
	static final DeployOptions ANY_PORT = options(0);

	final Path folder;
	final Map<String, Shelved> shelf = new ConcurrentHashMap<>();
	final List<Event> events = new CopyOnWriteArrayList<>();
	final List<OfferedChannel> offers = new CopyOnWriteArrayList<>();
	final Set<Long> pids = ConcurrentHashMap.newKeySet();
	Limits limits = QUICK;
	Memory memory = memory(64 * GB, 64 * GB);
	MemoryNeed need = MemoryNeed.FILES;
	Path executable;
	private Models models;

	Bench(Path folder) {
		this.folder = folder;
		executable = folder.resolve("no-llama-server");
	}

	static DeployOptions options(int port) {
		return new DeployOptions(port, 512, 0, OptionalInt.of(1), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Set.of("default"), 0, List.of(), 0,
				false);
	}

	static DeployOptions asleep(int idleMinutes) {
		return new DeployOptions(0, 512, 0, OptionalInt.of(1), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Set.of("default"), 0, List.of(),
				idleMinutes, true);
	}

	static Memory memory(long total, long free) {
		return new Memory() {
			@Override
			public long totalBytes() {
				return total;
			}

			@Override
			public long freeBytes() {
				return free;
			}
		};
	}

	Path run() {
		return folder.resolve("run");
	}

	Models models() {
		if (models == null) {
			models = new Models(context(), library(), executables(), () -> new Machine(16L << 30, 12L << 30, List.of()), run(), admin(), limits, memory, need);
		}
		return models;
	}

	Executables executables() {
		return new Executables(new Places(Surroundings.own(), executable.toString()), new Interrogation(Duration.ofSeconds(10)));
	}

	Shelved shelve(String id, Path file) {
		try {
			Shelved model = new Shelved(id, id, List.of(file), Files.exists(file) ? Files.size(file) : 0, Optional.empty(), "Q4_K_M", "", "", true, List.of(),
					Optional.empty(), Instant.now(), DeployOptions.DEFAULT);
			shelf.put(id, model);
			return model;
		} catch (IOException e) {
			throw new java.io.UncheckedIOException(e);
		}
	}

	/** A model that a played llama-server does not read. */
	Shelved shelve(String id) throws IOException {
		return shelve(id, Files.writeString(folder.resolve(id + ".gguf"), "anything"));
	}

	/** A program in the place of llama-server: it answers --help and --version, and does what the lines of shell say. */
	void play(String help, String... lines) throws IOException {
		Path words = Files.writeString(folder.resolve("help.txt"), help);
		Path script = folder.resolve("llama-server");
		Files.writeString(script, "#!/bin/bash\ncase \"$1\" in\n--help) cat '" + words + "'; exit 0;;\n--version) echo 'version: 4711 (played)'; exit 0;;\nesac\ncd '" + folder
				+ "'\n" + String.join("\n", lines) + "\n");
		Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
		executable = script;
	}

	/** The shell word that starts {@link PlayedLlama}. */
	String played(String how) throws IOException {
		String name = PlayedLlama.class.getName().replace('.', '/') + ".class";
		Path target = folder.resolve("classes").resolve(name);
		if (!Files.exists(target)) {
			Files.createDirectories(target.getParent());
			try (InputStream in = PlayedLlama.class.getClassLoader().getResourceAsStream(name)) {
				Files.copy(in, target);
			}
		}
		return "exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx64m -cp '" + folder.resolve("classes") + "' "
				+ PlayedLlama.class.getName() + " '" + how + "' \"$@\"";
	}

	LocalModel model(String id) {
		return models().find(id).orElseThrow();
	}

	Deployment deployment(String id) {
		return model(id).deployment();
	}

	Deployment await(String id, Deployment.State state) {
		until(() -> id + " should be " + state + " and is " + deployment(id) + "\n" + String.join("\n", models().output(id)), () -> deployment(id).state() == state);
		return deployment(id);
	}

	OfferedChannel offer(String id) {
		return offers.stream().filter(offer -> offer.channel().id().equals("local-" + id)).findFirst()
				.orElseThrow(() -> new NoSuchElementException(id + " is not among " + offers.stream().map(offer -> offer.channel().id()).toList()));
	}

	/** Topics and states of a model's events, each once in a row. */
	List<String> told(String id) {
		List<String> told = new ArrayList<>();
		for (Event event : events) {
			String line = event.getTopic().substring("com/burncloud/model/".length()) + " " + event.getProperty("state");
			if (id.equals(event.getProperty("id")) && (told.isEmpty() || !told.getLast().equals(line))) {
				told.add(line);
			}
		}
		return told;
	}

	static void until(Supplier<String> complaint, BooleanSupplier condition) {
		long deadline = System.nanoTime() + SOON.toNanos();
		while (!condition.getAsBoolean()) {
			if (System.nanoTime() > deadline) {
				fail(complaint.get());
			}
			try {
				TimeUnit.MILLISECONDS.sleep(5);
			} catch (InterruptedException e) {
				throw new AssertionError(e);
			}
		}
	}

	static boolean alive(long pid) {
		return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
	}

	@Override
	public void close() throws IOException {
		if (models != null) {
			models.close();
			models = null;
		}
		for (long pid : new HashSet<>(pids)) {
			assertTrue(!alive(pid), "the process " + pid + " was left behind");
		}
		assertTrue(offers.isEmpty(), "a channel was left behind");
	}

	private EventAdmin admin() {
		return new EventAdmin() {
			@Override
			public void postEvent(Event event) {
				events.add(event);
				if (event.getProperty("pid") instanceof Long pid) {
					pids.add(pid);
				}
			}

			@Override
			public void sendEvent(Event event) {
				throw new AssertionError("news must not wait for its handlers");
			}
		};
	}

	private BundleContext context() {
		return (BundleContext) Proxy.newProxyInstance(Bench.class.getClassLoader(), new Class<?>[] { BundleContext.class }, (proxy, method, arguments) -> {
			if (!method.getName().equals("registerService")) {
				throw new AssertionError(method.toString());
			}
			OfferedChannel offer = (OfferedChannel) arguments[1];
			String id = offer.channel().id();
			assertTrue(offers.stream().noneMatch(each -> each.channel().id().equals(id)), id + " is offered twice");
			offers.add(offer);
			return Proxy.newProxyInstance(Bench.class.getClassLoader(), new Class<?>[] { ServiceRegistration.class }, (registration, call, nothing) -> {
				assertTrue(call.getName().equals("unregister") && offers.remove(offer), "unregistered twice");
				return null;
			});
		});
	}

	private Library library() {
		return new Library() {
			@Override
			public Path folder() {
				return folder;
			}

			@Override
			public Optional<Shelved> holding(String sha256) {
				return Optional.empty();
			}

			@Override
			public List<Shelved> all() {
				return List.copyOf(shelf.values());
			}

			@Override
			public Optional<Shelved> find(String id) {
				return Optional.ofNullable(shelf.get(id));
			}

			@Override
			public Shelved add(String origin, String title, String quantization, List<Path> files, List<String> sha256) {
				throw new AssertionError();
			}

			@Override
			public List<Shelved> adopt(Path path) {
				return List.of(shelve("adopted", path));
			}

			@Override
			public void delete(String id) {
				shelf.remove(id);
			}

			@Override
			public Shelved remember(String id, DeployOptions options) {
				return Optional.ofNullable(shelf.computeIfPresent(id,
						(same, model) -> new Shelved(model.id(), model.title(), model.files(), model.sizeBytes(), model.facts(), model.quantization(), model.sha256(),
								model.origin(), model.adopted(), model.projectors(), model.error(), model.addedAt(), options)))
						.orElseThrow(() -> new UnknownIdException("model", id));
			}

			@Override
			public List<Leftover> leftovers() {
				return List.of(new Leftover("part", 1));
			}

			@Override
			public void removeLeftover(String name) {
				throw new UnknownIdException("leftover", name);
			}
		};
	}
}
