package com.burncloud.models.internal.download;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.Download.State;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.HubException;
import com.burncloud.models.internal.hub.FileAddress;
import com.burncloud.models.internal.library.Shelved;

/** Works on a download until it is completed, fails or is stopped: waits for its turn, fetches file by file, hands them to the library. */
final class Run implements FileFetch.Progress {
	private final Task task;
	private final Workshop shop;
	private final long place;
	private final Stop stop = new Stop();
	private boolean inSlot;
	private volatile FileFetch fetch;
	private volatile PieceMap map;
	private volatile int file = -1;

	Run(Task task, Workshop shop, long place) {
		this.task = task;
		this.shop = shop;
		this.place = place;
	}

	void halt() {
		stop.stop();
		FileFetch now = fetch;
		if (now != null) {
			now.interrupt();
		}
		shop.slots().wake();
	}

	void watch() {
		FileFetch now = fetch;
		if (now != null) {
			now.watch();
		}
	}

	/** Of the file that is being fetched. */
	long bytesDone() {
		PieceMap now = map;
		return now == null ? 0 : now.bytesDone();
	}

	int file() {
		return file;
	}

	void uncount() {
		map = null;
		file = -1;
	}

	void run() {
		try {
			enter();
			if (task.recipe().outdated()) {
				renew();
			}
			for (int i = 0; i < task.recipe().files().size(); i++) {
				if (!verified(i)) {
					fetch(i);
				}
			}
			publish();
		} catch (Stop.Stopped e) {
			// whoever stopped it said why
		} catch (Trouble e) {
			fail(e.getMessage(), e.kind() == Trouble.Kind.CHANGED);
		} catch (HubException | InvalidFieldException | UnknownIdException e) {
			fail(e.getMessage(), task.recipe().outdated());
		} catch (IOException | RuntimeException e) {
			fail("The download failed: " + e + ". Resume tries again.", task.recipe().outdated());
		} finally {
			leave();
		}
	}

	private void fail(String why, boolean outdated) {
		if (!stop.stopped()) {
			task.failed(this, why, outdated);
		}
	}

	private void enter() throws Stop.Stopped {
		task.change(this, State.QUEUED, Optional.empty(), Optional.empty());
		shop.slots().take(place, stop);
		inSlot = true;
		if (task.change(this, State.RUNNING, Optional.empty(), Optional.empty())) {
			task.tell();
		}
	}

	private void leave() {
		if (inSlot) {
			inSlot = false;
			shop.slots().leave();
		}
	}

	/** Whether the file was verified by a run before, or the library took it and the program ended before that was written here. */
	private boolean verified(int index) throws IOException {
		List<Recipe.Item> items = task.recipe().files();
		if (items.get(index).reckoned().isEmpty()) {
			return false;
		}
		Path part = task.part(index);
		return Files.exists(part) ? Files.size(part) == items.get(index).sizeBytes() : shop.library().holding(items.getFirst().reckoned()).isPresent();
	}

	private void renew() throws IOException {
		Recipe old = task.recipe();
		var request = new DownloadRequest(old.hub(), old.repository(), old.files().getFirst().path(), "");
		task.renew(Survey.recipe(old.id(), old.createdAt(), request, shop.hubs(), shop.contents()));
	}

	private void fetch(int index) throws IOException, Trouble, Stop.Stopped {
		Recipe recipe = task.recipe();
		Recipe.Item item = recipe.files().get(index);
		var first = new FileAddress(recipe.hub(), recipe.repository(), recipe.revision(), item.path());
		try (PartFile part = new PartFile(task.part(index), item.sizeBytes(), shop.tuning().pieceBytes(item.sizeBytes()), shop.disk())) {
			synchronized (task) {
				stop.check();
				map = part.map();
				file = index;
				task.counted(this, index);
			}
			var now = new FileFetch(part, item.hash(), new Sources(shop.hubs(), first, item), shop.contents(), shop.tuning(), shop.throttle(), stop, this);
			fetch = now;
			task.change(this, State.RUNNING, Optional.empty(), Optional.empty());
			String sha256 = now.run();
			task.verified(index, now.expected(), sha256);
		} finally {
			fetch = null;
			task.settle(this);
		}
	}

	private void publish() throws Trouble, Stop.Stopped {
		List<Recipe.Item> items = task.recipe().files();
		stop.check();
		Optional<Shelved> there = shop.library().holding(items.getFirst().reckoned());
		try {
			Shelved model = there.isPresent() ? there.get() : shop.library().add(task.recipe().origin(), task.recipe().repository(), task.recipe().quantization(),
					IntStream.range(0, items.size()).mapToObj(task::part).toList(), items.stream().map(Recipe.Item::reckoned).toList());
			boolean told = items.stream().noneMatch(item -> item.sha256().isEmpty());
			task.completed(this, model.id(),
					told ? Optional.empty() : Optional.of("The hub '" + task.recipe().hub() + "' tells no hash of this file: only its size was checked."));
		} catch (UncheckedIOException e) {
			throw new Trouble(Trouble.Kind.FATAL, e.getMessage() + ". Resume tries again.");
		}
	}

	@Override
	public void pause(String why, Duration wait) throws Stop.Stopped {
		if (task.change(this, State.WAITING, Optional.of(why), Optional.of(shop.clock().instant().plus(wait)))) {
			task.tell();
		}
		leave(); // others may have better luck
		stop.sleep(wait);
		enter();
	}

	@Override
	public void verifying() {
		if (task.change(this, State.VERIFYING, Optional.empty(), Optional.empty())) {
			task.tell();
		}
	}

	@Override
	public void room() throws Trouble {
		try {
			long left = task.leftBytes();
			long missing = shop.room().missing(task.recipe().id(), left);
			if (missing > 0) {
				throw new Trouble(Trouble.Kind.DISK, "The disk has not the room: " + Room.text(left) + " are still to come, " + Room.text(missing)
						+ " are missing; make room, and it goes on by itself.");
			}
		} catch (IOException e) {
			throw new Trouble(Trouble.Kind.DISK, "How much room the disk has cannot be read: " + e.getMessage() + ".");
		}
	}
}
