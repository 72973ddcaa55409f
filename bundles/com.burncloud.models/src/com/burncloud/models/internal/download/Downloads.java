package com.burncloud.models.internal.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.Download.State;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.DownloadService;
import com.burncloud.api.model.HubService;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.models.internal.hub.Contents;
import com.burncloud.models.internal.library.Leftovers;
import com.burncloud.models.internal.library.Library;

/** The queue of the downloads. Writers take turns. */
@Component(service = DownloadService.class, immediate = true)
public final class Downloads implements DownloadService {
	private static final Logger LOG = LoggerFactory.getLogger(Downloads.class);
	private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

	private final Workshop shop;
	private final Path folder;
	private final Optional<FileChannel> lock;
	private final Stop stop = new Stop();
	private final SecureRandom random = new SecureRandom();
	private final ReentrantLock writing = new ReentrantLock();
	private final List<Task> tasks = new CopyOnWriteArrayList<>();
	private long places;

	@Activate
	public Downloads(@Reference Settings settings, @Reference HubService hubs, @Reference Contents contents, @Reference Library library,
			@Reference EventAdmin events) {
		this(library, hubs, contents, events, Disk.real(), Tuning.usual((int) settings.number(SettingKey.DOWNLOAD_CONNECTIONS)),
				(int) settings.number(SettingKey.DOWNLOADS_AT_ONCE), settings.number(SettingKey.DOWNLOAD_BYTES_PER_SECOND));
	}

	Downloads(Library library, HubService hubs, Contents contents, EventAdmin events, Disk disk, Tuning tuning, int atOnce, long bytesPerSecond) {
		folder = library.folder().resolve(Leftovers.DOWNLOADS);
		shop = new Workshop(hubs, contents, library, disk, tuning, new Throttle(bytesPerSecond), new Room(library.folder(), disk, tuning.spareBytes()),
				new Slots(atOnce), new News(events), InstantSource.system());
		lock = lock();
		if (lock.isPresent()) {
			load();
		}
		Thread.ofVirtual().name("downloads").start(this::tick);
	}

	/** Two programs that write one file would spoil it. */
	private Optional<FileChannel> lock() {
		try {
			Files.createDirectories(folder);
			FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
			FileLock got = channel.tryLock();
			if (got != null) {
				return Optional.of(channel);
			}
			channel.close();
			LOG.warn("Another program downloads into '{}'; this one does not", folder);
		} catch (IOException | OverlappingFileLockException e) {
			LOG.warn("Nothing can be downloaded into '{}': {}", folder, e.toString());
		}
		return Optional.empty();
	}

	private void load() {
		var found = new ArrayList<Recipe>();
		try (Stream<Path> children = Files.list(folder)) {
			children.filter(child -> Files.exists(child.resolve(Leftovers.DOWNLOAD))).forEach(child -> {
				try {
					found.add(Recipe.read(child));
				} catch (IOException e) {
					LOG.warn("A download was passed over: {}", e.getMessage());
					disown(child);
				}
			});
		} catch (IOException | UncheckedIOException e) {
			LOG.warn("The folder of the downloads '{}' cannot be read: {}", folder, e.toString());
		}
		found.sort(Comparator.comparing(Recipe::created));
		found.forEach(recipe -> tasks.add(new Task(shop, folder.resolve(recipe.id()), places++, recipe)));
		tasks.stream().filter(task -> task.state() == State.QUEUED).forEach(Task::launch);
	}

	/** So that it is listed as a leftover. */
	private static void disown(Path child) {
		try {
			Path recipe = child.resolve(Leftovers.DOWNLOAD);
			Files.move(recipe, child.resolve(Leftovers.DOWNLOAD + ".broken"), StandardCopyOption.REPLACE_EXISTING);
		} catch (IOException e) {
			LOG.debug("'{}' stays as it is", child, e);
		}
	}

	@Deactivate
	void stop() {
		stop.stop();
		tasks.forEach(Task::halt);
		tasks.forEach(Task::await);
		lock.ifPresent(channel -> {
			try {
				channel.close();
			} catch (IOException e) {
				LOG.debug("The lock of '{}' was not given back", folder, e);
			}
		});
	}

	private void tick() {
		try {
			while (true) {
				stop.sleep(shop.tuning().tick());
				tasks.forEach(Task::tick);
			}
		} catch (Stop.Stopped e) {
			// the end
		}
	}

	@Override
	public List<Download> list() {
		return tasks.stream().map(Task::show).toList();
	}

	@Override
	public Optional<Download> find(String id) {
		return tasks.stream().filter(task -> task.recipe().id().equals(id)).findFirst().map(Task::show);
	}

	@Override
	public Download start(DownloadRequest request) {
		if (lock.isEmpty()) {
			throw new ConflictException("Another program downloads into '" + folder + "', or it cannot be written; see the log.");
		}
		Recipe recipe = Survey.recipe(newId(), shop.clock().instant().toString(), request, shop.hubs(), shop.contents());
		writing.lock();
		try {
			checkNew(recipe);
			checkRoom(recipe);
			Path place = folder.resolve(recipe.id());
			Files.createDirectories(place);
			recipe.write(place);
			Task task = new Task(shop, place, places++, recipe);
			tasks.add(task);
			task.launch();
			return task.show();
		} catch (IOException e) {
			throw new UncheckedIOException("The download cannot be begun: '" + folder + "' cannot be written (" + e.getMessage() + ")", e);
		} finally {
			writing.unlock();
		}
	}

	private void checkNew(Recipe recipe) {
		Recipe.Item first = recipe.files().getFirst();
		shop.library().holding(first.sha256()).ifPresent(model -> {
			throw new ConflictException("'" + first.path() + "' is there already, as model '" + model.id() + "'.");
		});
		tasks.stream().filter(task -> task.state() != State.COMPLETED).map(Task::recipe).filter(other -> same(other, recipe)).findFirst().ifPresent(other -> {
			throw new ConflictException("'" + first.path() + "' is being downloaded already, as '" + other.id() + "'; resume or remove that one.");
		});
	}

	private static boolean same(Recipe a, Recipe b) {
		Recipe.Item first = a.files().getFirst();
		Recipe.Item other = b.files().getFirst();
		return !first.sha256().isEmpty() ? first.sha256().equals(other.sha256()) : a.origin().equals(b.origin()) && first.path().equals(other.path());
	}

	private void checkRoom(Recipe recipe) throws IOException {
		long missing = shop.room().missing(recipe.id(), recipe.bytesTotal());
		if (missing > 0) {
			throw new InvalidFieldException("file", "The disk of '" + shop.library().folder() + "' has not the room: '" + recipe.files().getFirst().path()
					+ "' needs " + Room.text(recipe.bytesTotal()) + ", " + Room.text(missing) + " are missing"
					+ " when all other downloads are finished; make room, or set 'models' to a folder on another disk.");
		}
	}

	@Override
	public Download pause(String id) {
		return changed(id, task -> {
			if (task.state() != State.COMPLETED && task.state() != State.FAILED) {
				task.pause();
			}
		});
	}

	@Override
	public Download resume(String id) {
		return changed(id, task -> {
			switch (task.state()) {
			case COMPLETED -> throw new ConflictException("The download '" + id + "' is completed.");
			case PAUSED, FAILED -> task.launch();
			case WAITING -> {
				task.halt();
				task.launch();
			}
			case QUEUED, RUNNING, VERIFYING -> {
				// it goes on anyway
			}
			}
		});
	}

	@Override
	public void remove(String id) {
		changed(id, task -> {
			tasks.remove(task);
			if (task.state() != State.COMPLETED) {
				task.remove();
			}
		});
	}

	private Download changed(String id, java.util.function.Consumer<Task> change) {
		writing.lock();
		try {
			Task task = tasks.stream().filter(each -> each.recipe().id().equals(id)).findFirst().orElseThrow(() -> new UnknownIdException("download", id));
			change.accept(task);
			return task.show();
		} finally {
			writing.unlock();
		}
	}

	private String newId() {
		var id = new StringBuilder("dl_");
		random.ints(12, 0, LETTERS.length()).forEach(letter -> id.append(LETTERS.charAt(letter)));
		return id.toString();
	}
}
