package com.burncloud.models.internal.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a llama-server may lie, the likeliest first: the setting alone where it is set, else {@code PATH}, else where packages and people put it. */
final class Places {
	private final Surroundings surroundings;
	private final String setting;

	Places(Surroundings surroundings, String setting) {
		this.surroundings = surroundings;
		this.setting = setting.strip();
	}

	boolean set() {
		return !setting.isEmpty();
	}

	String fileName() {
		return surroundings.windows() ? "llama-server.exe" : "llama-server";
	}

	/** Files, whether they are there or not. */
	List<Path> candidates() {
		Set<Path> found = new LinkedHashSet<>();
		if (set()) {
			path(setting).ifPresent(given -> found.add(Files.isDirectory(given) ? given.resolve(fileName()) : given));
			return List.copyOf(found);
		}
		for (String folder : surroundings.path()) {
			path(folder).ifPresent(given -> found.add(given.resolve(fileName())));
		}
		usual().forEach(folder -> found.add(folder.resolve(fileName())));
		found.addAll(built());
		return List.copyOf(found);
	}

	private List<Path> usual() {
		Path home = surroundings.userHome();
		List<Path> folders = new ArrayList<>();
		if (surroundings.windows()) {
			surroundings.variable("LOCALAPPDATA").flatMap(Places::path).ifPresent(local -> {
				folders.add(local.resolve("Microsoft").resolve("WinGet").resolve("Links"));
				folders.add(local.resolve("Programs").resolve("llama.cpp"));
			});
			surroundings.variable("ProgramFiles").flatMap(Places::path).ifPresent(programs -> folders.add(programs.resolve("llama.cpp")));
			surroundings.variable("SystemDrive").flatMap(drive -> path(drive + "\\llama.cpp")).ifPresent(folders::add);
			folders.add(home.resolve("scoop").resolve("shims"));
		} else {
			if (surroundings.mac()) {
				folders.add(Path.of("/opt/homebrew/bin"));
				folders.add(Path.of("/opt/local/bin"));
			}
			folders.addAll(List.of(Path.of("/usr/local/bin"), Path.of("/usr/bin"), Path.of("/opt/llama.cpp"), Path.of("/opt/llama.cpp/bin"),
					Path.of("/usr/local/opt/llama.cpp/bin"), Path.of("/home/linuxbrew/.linuxbrew/bin"), Path.of("/snap/bin"), home.resolve(".local/bin")));
		}
		folders.add(home.resolve("llama.cpp"));
		folders.add(home.resolve("llama.cpp").resolve("build").resolve("bin"));
		return folders;
	}

	/** What {@code releng/llama-server/get} made, the newest version first. */
	private List<Path> built() {
		Path cache = surroundings.variable("BURNCLOUD_CACHE").flatMap(Places::path)
				.orElseGet(() -> surroundings.variable("XDG_CACHE_HOME").flatMap(Places::path).orElse(surroundings.userHome().resolve(".cache")).resolve("burncloud"));
		Path folder = cache.resolve("llama-server");
		try (Stream<Path> versions = Files.list(folder)) {
			return versions.filter(Files::isDirectory).map(version -> version.resolve(fileName())).sorted(Comparator.reverseOrder()).toList();
		} catch (IOException notThere) {
			return List.of(folder.resolve("*").resolve(fileName()));
		}
	}

	/** An entry of {@code PATH} may be anything; what is no path is no place. */
	private static Optional<Path> path(String text) {
		try {
			return Optional.of(Path.of(text).toAbsolutePath().normalize());
		} catch (InvalidPathException e) {
			return Optional.empty();
		}
	}
}
