package com.burncloud.models.internal.library;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.ModelService.Leftover;

/** What lies in the folder of the models and belongs to no model and no download. A download's folder is one that holds {@link #DOWNLOAD}. */
public final class Leftovers {
	public static final String DOWNLOADS = ".downloads";
	public static final String DOWNLOAD = "download.json";

	private final Path models;

	Leftovers(Path models) {
		this.models = models;
	}

	/** @param adopted files of models that may lie below */
	List<Leftover> list(Collection<Card> cards, Set<Path> adopted) {
		var paths = new ArrayList<Path>();
		for (Path child : children(models)) {
			String name = child.getFileName().toString();
			if (name.equals(DOWNLOADS)) {
				children(child).stream().filter(folder -> Files.isDirectory(folder) && !Files.exists(folder.resolve(DOWNLOAD))).forEach(paths::add);
			} else if (name.equals(Arrival.FOLDER)) {
				paths.addAll(children(child));
			} else {
				cards.stream().filter(card -> card.id().equals(name)).findFirst().ifPresentOrElse(card -> paths.addAll(strangers(card, child)), () -> paths.add(child));
			}
		}
		return paths.stream().filter(path -> adopted.stream().noneMatch(file -> file.startsWith(path)))
				.map(path -> new Leftover(models.relativize(path).toString().replace('\\', '/'), size(path))).toList();
	}

	private static List<Path> strangers(Card card, Path folder) {
		Set<String> own = card.files().stream().map(Card.Entry::path).collect(Collectors.toSet());
		return children(folder).stream().filter(file -> !file.getFileName().toString().equals(Card.NAME) && !own.contains(file.getFileName().toString())
				&& !Glance.isProjector(file)).toList();
	}

	/** Only what is on the list: no name leads out of the folder. */
	void remove(String name, List<Leftover> list) throws IOException {
		if (list.stream().noneMatch(leftover -> leftover.name().equals(name))) {
			throw new UnknownIdException("leftover", name);
		}
		Durable.deleteAll(models.resolve(name));
	}

	private static List<Path> children(Path folder) {
		try (Stream<Path> children = Files.list(folder)) {
			return children.sorted().toList();
		} catch (IOException | java.io.UncheckedIOException e) {
			return List.of();
		}
	}

	private static long size(Path root) {
		var bytes = new AtomicLong();
		try {
			Files.walkFileTree(root, new SimpleFileVisitor<>() {

				@Override
				public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
					bytes.addAndGet(attributes.size());
					return FileVisitResult.CONTINUE;
				}

				@Override
				public FileVisitResult visitFileFailed(Path file, IOException failure) {
					return FileVisitResult.CONTINUE;
				}
			});
		} catch (IOException e) {
			// what could be counted was
		}
		return bytes.get();
	}
}
