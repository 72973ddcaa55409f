package com.burncloud.models.internal.library;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds models in somebody's folders, shards as one: a file, a folder of them, a Hugging Face cache. */
final class Finder {
	private static final int DEPTH_AT_MOST = 12;
	private static final int ENTRIES_AT_MOST = 100_000;
	private static final Pattern CACHED = Pattern.compile("models--(.+?)--(.+)");
	private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
	private static final Pattern QUANTIZATION = Pattern.compile(
			"(?i)(?<=[-._ ])(?:UD-)?(?:I?Q[1-9](?:_[A-Z0-9]+)*|TQ[12]_0|BF16|FP?16|FP?32|MXFP4(?:_MOE)?)(?=[-._ ]|$)");

	/** @param sha256 of each file; empty where it is not known without reading all of it */
	record Found(String title, String quantization, List<Path> files, List<String> sha256) {
	}

	private Finder() {
	}

	/** @throws IOException when the path itself cannot be read */
	static List<Found> find(Path path) throws IOException {
		var files = new ArrayList<Path>();
		if (Files.isDirectory(path)) {
			walk(path, files);
		} else if (isModel(path)) {
			files.addAll(ShardName.of(path.getFileName().toString()).map(shard -> siblings(path, shard)).orElse(List.of(path)));
		}
		var groups = new LinkedHashMap<String, List<Path>>();
		files.stream().sorted().forEach(file -> groups.computeIfAbsent(group(file), key -> new ArrayList<>()).add(file));
		return groups.values().stream().map(Finder::found).toList();
	}

	private static void walk(Path root, List<Path> files) throws IOException {
		Files.walkFileTree(root, EnumSet.of(FileVisitOption.FOLLOW_LINKS), DEPTH_AT_MOST, new SimpleFileVisitor<>() {
			private int entries;

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
				return outdated(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				if (attributes.isRegularFile() && isModel(file)) {
					files.add(file);
				}
				return ++entries > ENTRIES_AT_MOST ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFileFailed(Path file, IOException failure) {
				return FileVisitResult.CONTINUE; // a loop of links, a folder of somebody else's
			}

			@Override
			public FileVisitResult postVisitDirectory(Path folder, IOException failure) {
				return FileVisitResult.CONTINUE;
			}
		});
	}

	/** Whether it is a snapshot of a cache, and not the one that {@code refs/main} names. */
	private static boolean outdated(Path folder) {
		Path snapshots = folder.getParent();
		if (snapshots == null || snapshots.getFileName() == null || !snapshots.getFileName().toString().equals("snapshots")) {
			return false;
		}
		try {
			String main = Files.readString(snapshots.resolveSibling("refs").resolve("main")).strip();
			return Files.isDirectory(snapshots.resolve(main)) && !folder.getFileName().toString().equals(main);
		} catch (IOException | java.io.UncheckedIOException | java.nio.file.InvalidPathException e) {
			return false;
		}
	}

	private static boolean isModel(Path file) {
		return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gguf") && !Glance.isProjector(file);
	}

	private static List<Path> siblings(Path path, ShardName shard) {
		var siblings = new ArrayList<Path>();
		for (int number = 1; number <= shard.count(); number++) {
			Path sibling = path.resolveSibling(shard.text(number));
			if (Files.isRegularFile(sibling)) {
				siblings.add(sibling);
			}
		}
		return siblings.isEmpty() ? List.of(path) : siblings;
	}

	private static String group(Path file) {
		return ShardName.of(file.toString()).map(shard -> shard.prefix() + "\n" + shard.count()).orElse(file.toString());
	}

	private static Found found(List<Path> files) {
		String name = files.getFirst().getFileName().toString();
		String bare = ShardName.of(name).map(ShardName::prefix).orElse(name.replaceFirst("(?i)\\.gguf$", ""));
		return new Found(repository(files.getFirst()).orElse(bare), quantization(bare), files, files.stream().map(Finder::hash).toList());
	}

	/** {@code org/name} when the file lies in a cache of Hugging Face's. */
	private static Optional<String> repository(Path file) {
		for (Path folder = file.getParent(); folder != null && folder.getFileName() != null; folder = folder.getParent()) {
			Matcher matcher = CACHED.matcher(folder.getFileName().toString());
			if (matcher.matches()) {
				return Optional.of(matcher.group(1) + "/" + matcher.group(2));
			}
		}
		return Optional.empty();
	}

	static String quantization(String bareName) {
		Matcher matcher = QUANTIZATION.matcher(bareName);
		String last = "";
		while (matcher.find()) {
			last = matcher.group().toUpperCase(Locale.ROOT);
		}
		return last;
	}

	/** A cache's blobs are named by their hash. */
	private static String hash(Path file) {
		try {
			Path blob = file.toRealPath();
			String name = blob.getFileName().toString();
			boolean inCache = blob.getParent() != null && blob.getParent().endsWith("blobs");
			return inCache && HASH.matcher(name).matches() ? name : "";
		} catch (IOException e) {
			return "";
		}
	}
}
