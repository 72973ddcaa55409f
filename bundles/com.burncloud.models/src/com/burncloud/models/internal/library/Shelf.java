package com.burncloud.models.internal.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.ModelService.Leftover;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/**
 * The library on the disk: a folder a model, with its {@code model.json}. Writers take turns; what is read is always one whole picture, made anew when something
 * changes, and every few seconds, for files may vanish at any time.
 */
@Component(service = Library.class)
public final class Shelf implements Library {
	private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);
	private static final long LOOK_EVERY_MILLIS = 5_000;

	private final Path folder;
	private final Glance glance;
	private final Arrival arrival;
	private final Leftovers leftovers;
	private final InstantSource clock;
	private final ReentrantLock writing = new ReentrantLock();
	private final Map<String, Card> cards = new TreeMap<>();
	private final CountDownLatch stopped = new CountDownLatch(1);
	private volatile Map<String, Shelved> models = Map.of();
	private volatile List<Shelved> projectors = List.of();

	@Activate
	public Shelf(@Reference Settings settings) {
		this(folder(settings), new HeaderFacts(), InstantSource.system());
		Thread.ofVirtual().name("library").start(this::watch);
	}

	Shelf(Path folder, FactsReader reader, InstantSource clock) {
		this.folder = folder.toAbsolutePath().normalize();
		this.clock = clock;
		glance = new Glance(reader);
		arrival = new Arrival(this.folder);
		leftovers = new Leftovers(this.folder);
		try {
			Files.createDirectories(this.folder);
		} catch (IOException e) {
			throw new UncheckedIOException("The folder of the models '" + folder + "' cannot be made; set 'models' to one that can", e);
		}
		arrival.recover();
		scan();
	}

	private static Path folder(Settings settings) {
		String set = settings.value(SettingKey.MODELS);
		return set.isBlank() ? settings.home().resolve("models") : Path.of(set.strip());
	}

	@Deactivate
	void stop() {
		stopped.countDown();
	}

	private void watch() {
		try {
			while (!stopped.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
				look();
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void scan() {
		try (Stream<Path> children = Files.list(folder)) {
			children.filter(child -> Files.isRegularFile(child.resolve(Card.NAME))).forEach(child -> {
				try {
					Card card = Card.read(child);
					if (card.id().equals(child.getFileName().toString())) {
						cards.put(card.id(), card);
					} else {
						LOG.warn("'{}' says that its model is '{}'; give the folder that name again", child, card.id());
					}
				} catch (IOException | RuntimeException e) {
					LOG.warn("A model was passed over: {}", e.getMessage());
				}
			});
		} catch (IOException | UncheckedIOException e) {
			LOG.warn("The folder of the models '{}' cannot be read: {}", folder, e.toString());
		}
		look();
	}

	/** Looks at all files and makes the picture anew. */
	void look() {
		writing.lock();
		try {
			List<Shelved> apart = cards.values().stream().filter(Card::projector).map(card -> glance.look(card, folder.resolve(card.id()), List.of())).toList();
			var seen = new TreeMap<String, Shelved>();
			cards.values().stream().filter(card -> !card.projector()).forEach(card -> seen.put(card.id(), glance.look(card, folder.resolve(card.id()),
					apart.stream().filter(projector -> projector.error().isEmpty() && projector.origin().equals(card.origin())).map(Shelved::file).toList())));
			projectors = apart;
			models = seen;
		} finally {
			writing.unlock();
		}
	}

	@Override
	public Path folder() {
		return folder;
	}

	@Override
	public List<Shelved> all() {
		return List.copyOf(models.values());
	}

	@Override
	public Optional<Shelved> find(String id) {
		return Optional.ofNullable(models.get(id));
	}

	@Override
	public Optional<Shelved> holding(String sha256) {
		return sha256.isEmpty() ? Optional.empty()
				: Stream.concat(models.values().stream(), projectors.stream()).filter(model -> model.sha256().equals(sha256) && model.error().isEmpty()).findFirst();
	}

	@Override
	public Shelved add(String origin, String title, String quantization, List<Path> files, List<String> sha256) {
		writing.lock();
		try {
			holding(sha256.getFirst()).ifPresent(model -> {
				throw new ConflictException("The file is there already, as model '" + model.id() + "'.");
			});
			boolean projector = Glance.isProjector(files.getFirst());
			String id = Names.free(projector ? title + "-mmproj" : title, quantization, this::taken);
			var entries = new ArrayList<Card.Entry>();
			for (int i = 0; i < files.size(); i++) {
				entries.add(new Card.Entry(Names.file(files.get(i).getFileName().toString()), Files.size(files.get(i)), sha256.get(i)));
			}
			Card card = new Card(id, title, quantization, origin, false, projector, entries, clock.instant().toString(), null);
			arrival.take(card, files);
			cards.put(id, card);
			look();
			return projector ? projectors.stream().filter(model -> model.id().equals(id)).findFirst().orElseThrow() : models.get(id);
		} catch (IOException e) {
			throw new UncheckedIOException("The files of '" + title + "' cannot be moved into '" + folder + "': " + e.getMessage(), e);
		} finally {
			writing.unlock();
		}
	}

	private boolean taken(String id) {
		return cards.keySet().stream().anyMatch(other -> other.equalsIgnoreCase(id)) || Files.exists(folder.resolve(id)) || id.toLowerCase(Locale.ROOT).isEmpty();
	}

	@Override
	public List<Shelved> adopt(Path path) {
		if (!path.isAbsolute()) {
			throw new InvalidFieldException("path", "'" + path + "' is no absolute path.");
		}
		try {
			List<Finder.Found> all = Finder.find(path.toRealPath(java.nio.file.LinkOption.NOFOLLOW_LINKS));
			if (all.isEmpty()) {
				throw new InvalidFieldException("path", "There is no GGUF model in '" + path + "'; name a .gguf file or a folder that holds some.");
			}
			return adopt(all);
		} catch (IOException e) {
			throw new InvalidFieldException("path", "'" + path + "' is not there or cannot be read (" + e.getClass().getSimpleName() + ").");
		}
	}

	private List<Shelved> adopt(List<Finder.Found> all) throws IOException {
		writing.lock();
		try {
			var known = cards.values().stream().flatMap(card -> card.paths(folder.resolve(card.id())).stream()).map(Shelf::real).collect(Collectors.toSet());
			var ids = new ArrayList<String>();
			for (Finder.Found found : all) {
				if (known.add(real(found.files().getFirst()))) {
					ids.add(adopt(found));
				}
			}
			look();
			return ids.stream().map(models::get).toList();
		} finally {
			writing.unlock();
		}
	}

	private String adopt(Finder.Found found) throws IOException {
		String id = Names.free(found.title(), found.quantization(), this::taken);
		var entries = new ArrayList<Card.Entry>();
		for (int i = 0; i < found.files().size(); i++) {
			entries.add(new Card.Entry(found.files().get(i).toString(), Files.size(found.files().get(i)), found.sha256().get(i)));
		}
		Card card = new Card(id, found.title(), found.quantization(), "", true, false, entries, clock.instant().toString(), null);
		Files.createDirectories(folder.resolve(id));
		card.write(folder.resolve(id));
		cards.put(id, card);
		return id;
	}

	/** Two ways to one file are one file. */
	private static Path real(Path file) {
		try {
			return file.toRealPath();
		} catch (IOException e) {
			return file;
		}
	}

	@Override
	public void delete(String id) {
		writing.lock();
		try {
			Card card = existing(id);
			Path place = folder.resolve(id);
			Files.delete(place.resolve(Card.NAME)); // first: without it, what is left is nobody's, and no half model
			cards.remove(id);
			if (!card.adopted()) {
				for (Path file : card.paths(place)) {
					Files.deleteIfExists(file);
				}
			}
			try (Stream<Path> strangers = Files.list(place)) {
				if (strangers.findAny().isEmpty()) {
					Files.delete(place);
				}
			}
		} catch (IOException e) {
			throw new UncheckedIOException("Model '" + id + "' cannot be removed: " + e.getMessage(), e);
		} finally {
			look();
			writing.unlock();
		}
	}

	@Override
	public Shelved remember(String id, DeployOptions options) {
		writing.lock();
		try {
			Card card = existing(id).with(Card.Options.of(options));
			card.write(folder.resolve(id));
			cards.put(id, card);
			look();
			return models.get(id);
		} catch (IOException e) {
			throw new UncheckedIOException("How model '" + id + "' is run cannot be written: " + e.getMessage(), e);
		} finally {
			writing.unlock();
		}
	}

	private Card existing(String id) {
		return Optional.ofNullable(cards.get(id)).filter(card -> !card.projector()).orElseThrow(() -> new UnknownIdException("model", id));
	}

	@Override
	public List<Leftover> leftovers() {
		writing.lock();
		try {
			Set<Path> adopted = cards.values().stream().filter(Card::adopted).flatMap(card -> card.paths(folder).stream()).collect(Collectors.toSet());
			Set<String> origins = models.values().stream().map(Shelved::origin).collect(Collectors.toSet());
			return leftovers.list(cards.values().stream().filter(card -> !card.projector() || origins.contains(card.origin())).toList(), adopted);
		} finally {
			writing.unlock();
		}
	}

	@Override
	public void removeLeftover(String name) {
		writing.lock();
		try {
			leftovers.remove(name, leftovers());
			cards.values().removeIf(card -> card.projector() && !Files.exists(folder.resolve(card.id()).resolve(Card.NAME)));
			look();
		} catch (IOException e) {
			throw new UncheckedIOException("'" + name + "' cannot be removed: " + e.getMessage(), e);
		} finally {
			writing.unlock();
		}
	}
}
