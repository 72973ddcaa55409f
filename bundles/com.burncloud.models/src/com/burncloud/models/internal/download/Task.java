package com.burncloud.models.internal.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.Download.State;
import com.burncloud.models.internal.library.Durable;
import com.burncloud.models.internal.library.Leftovers;
import com.burncloud.models.internal.library.Names;

/** One download: what it is, how it stands, and who is working on it. Any thread. */
final class Task {
	private static final Logger LOG = LoggerFactory.getLogger(Task.class);
	private static final long NEWS_EVERY_NANOS = 500_000_000;

	private final Workshop shop;
	private final Path folder;
	private final long place;
	private final Speed speed = new Speed();
	// under this object's lock
	private Recipe recipe;
	private State state;
	private Optional<String> error = Optional.empty();
	private Optional<Instant> retryAt = Optional.empty();
	private Optional<String> modelId = Optional.empty();
	private long[] done;
	private Run run;
	private Thread thread;
	private long toldNanos = System.nanoTime() - NEWS_EVERY_NANOS;
	private boolean untold;

	/** @param place in the queue */
	Task(Workshop shop, Path folder, long place, Recipe recipe) {
		this.shop = shop;
		this.folder = folder;
		this.place = place;
		this.recipe = recipe;
		done = recipe.files().stream().mapToLong(item -> Files.exists(folder.resolve(Names.file(item.path()))) && !item.reckoned().isEmpty() ? item.sizeBytes()
				: PartFile.bytesDone(folder.resolve(Names.file(item.path())), item.sizeBytes())).toArray();
		state = !recipe.error().isEmpty() ? State.FAILED : recipe.paused() ? State.PAUSED : State.QUEUED;
		error = recipe.error().isEmpty() ? Optional.empty() : Optional.of(recipe.error());
	}

	synchronized Recipe recipe() {
		return recipe;
	}

	synchronized State state() {
		return state;
	}

	Path folder() {
		return folder;
	}

	Path part(int file) {
		return folder.resolve(Names.file(recipe().files().get(file).path()));
	}

	synchronized Download show() {
		long bytesDone = bytesDone();
		long rate = state == State.RUNNING ? speed.bytesPerSecond() : 0;
		OptionalLong left = rate > 0 ? OptionalLong.of((recipe.bytesTotal() - bytesDone) * 1000 / rate) : OptionalLong.empty();
		return new Download(recipe.id(), recipe.hub(), recipe.repository(), recipe.revision(), recipe.files().getFirst().path(),
				recipe.files().stream().map(Recipe.Item::path).toList(), state, bytesDone, recipe.bytesTotal(), rate, left, error, retryAt, modelId, recipe.created());
	}

	private synchronized long bytesDone() {
		long bytes = 0;
		for (long file : done) {
			bytes += file;
		}
		return bytes + (run == null ? 0 : run.bytesDone());
	}

	synchronized long leftBytes() {
		return recipe.bytesTotal() - bytesDone();
	}

	/** Begins or goes on; when another run is still coming to its end, after that. */
	synchronized void launch() {
		Thread before = thread;
		Run next = new Run(this, shop, place);
		run = next;
		change(next, State.QUEUED, Optional.empty(), Optional.empty());
		recipe = recipe.withState(false, "", recipe.outdated());
		keep();
		shop.room().claim(recipe.id(), this::leftBytes);
		shop.slots().queue(place);
		thread = Thread.ofVirtual().name("download-" + recipe.id()).start(() -> {
			join(before);
			next.run();
		});
	}

	/** Ends the run, if there is one, in a while; what is there is kept. */
	synchronized void halt() {
		if (run != null) {
			run.halt();
			settle(run);
		}
	}

	synchronized void pause() {
		halt();
		shop.room().giveUp(recipe.id());
		state = State.PAUSED;
		error = Optional.empty();
		retryAt = Optional.empty();
		recipe = recipe.withState(true, "", recipe.outdated());
		keep();
		tell();
	}

	/** Ends it for good; its files go when nobody writes them any more. */
	synchronized void remove() {
		halt();
		shop.room().giveUp(recipe.id());
		Thread last = thread;
		try {
			Files.deleteIfExists(folder.resolve(Leftovers.DOWNLOAD)); // after a crash now it is a leftover, and no download
		} catch (IOException e) {
			throw new UncheckedIOException("The download '" + recipe.id() + "' cannot be removed: " + e.getMessage(), e);
		}
		Runnable sweep = () -> {
			join(last);
			discard();
		};
		if (last == null || !last.isAlive()) {
			sweep.run();
		} else {
			Thread.ofVirtual().name("download-remove").start(sweep);
		}
	}

	void await() {
		Thread last;
		synchronized (this) {
			last = thread;
		}
		join(last);
	}

	private static void join(Thread thread) {
		try {
			if (thread != null) {
				thread.join();
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private void discard() {
		try {
			Durable.deleteAll(folder);
		} catch (IOException e) {
			LOG.warn("The folder '{}' of a download that ended cannot be removed: {}", folder, e.toString());
		}
	}

	/** From time to time: speed, stalls, news. */
	void tick() {
		Run now;
		synchronized (this) {
			boolean working = state == State.RUNNING || state == State.VERIFYING;
			if (untold || working) {
				tell();
			}
			if (!working) {
				return;
			}
			speed.at(System.nanoTime(), bytesDone());
			now = run;
		}
		now.watch();
	}

	/** Progress at most twice a second; the end always. */
	synchronized void tell() {
		long now = System.nanoTime();
		boolean end = state == State.COMPLETED || state == State.FAILED;
		untold = !end && now - toldNanos < NEWS_EVERY_NANOS;
		if (!untold) {
			toldNanos = now;
			shop.news().tell(show());
		}
	}

	/** A run that was replaced meanwhile has nothing to say. */
	synchronized boolean change(Run teller, State newState, Optional<String> why, Optional<Instant> until) {
		if (run != teller) {
			return false;
		}
		if (newState != state) {
			speed.clear();
		}
		state = newState;
		error = why;
		retryAt = until;
		return true;
	}

	/** A file is whole and verified. */
	synchronized void verified(int file, Optional<String> told, String sha256) {
		var items = new java.util.ArrayList<>(recipe.files());
		Recipe.Item item = items.get(file);
		items.set(file, new Recipe.Item(item.path(), item.sizeBytes(), told.orElse(""), sha256));
		recipe = recipe.withFiles(items);
		keep();
	}

	/** What the run counted is counted here from now on. */
	synchronized void settle(Run teller) {
		int file = teller.file();
		if (run == teller && file >= 0) {
			done[file] = teller.bytesDone();
			teller.uncount();
		}
	}

	synchronized void counted(Run teller, int file) {
		if (run == teller) {
			done[file] = 0; // the run counts it
		}
	}

	/** There is another file on the hub: all begins anew. */
	synchronized void renew(Recipe fresh) throws IOException {
		for (Recipe.Item item : recipe.files()) {
			Path part = folder.resolve(Names.file(item.path()));
			Files.deleteIfExists(part.resolveSibling(part.getFileName() + ".map"));
			Files.deleteIfExists(part);
		}
		recipe = recipe.renewed(fresh);
		done = new long[recipe.files().size()];
		keep();
	}

	synchronized void completed(Run teller, String id, Optional<String> remark) {
		if (change(teller, State.COMPLETED, remark, Optional.empty())) {
			modelId = Optional.of(id);
			done = recipe.files().stream().mapToLong(Recipe.Item::sizeBytes).toArray();
			shop.room().giveUp(recipe.id());
			discard();
			tell();
		}
	}

	synchronized void failed(Run teller, String why, boolean outdated) {
		if (change(teller, State.FAILED, Optional.of(why), Optional.empty())) {
			shop.room().giveUp(recipe.id());
			recipe = recipe.withState(false, why, outdated);
			keep();
			tell();
		}
	}

	private void keep() {
		try {
			recipe.write(folder);
		} catch (IOException e) {
			LOG.warn("How the download '{}' stands cannot be written: {}", recipe.id(), e.toString());
		}
	}
}
