package com.burncloud.models.internal.download;

import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.HubService;
import com.burncloud.models.internal.hub.Contents;
import com.burncloud.models.internal.library.Library;
import com.burncloud.models.internal.library.Shelves;

/** Downloads from hubs in memory into a folder, impatient. */
final class Rig implements AutoCloseable {
	static final Tuning TUNING = new Tuning(4, 64 * 1024, Duration.ofMillis(250), Duration.ofMillis(150), Duration.ofMillis(20), Duration.ofMillis(2),
			Duration.ofMillis(40), 40, Duration.ofMillis(20), 0);
	private static final Duration PATIENCE = Duration.ofSeconds(20);

	final Repositories repositories = new Repositories();
	final Wire wire = new Wire(repositories);
	final List<Event> events = new CopyOnWriteArrayList<>();
	final Path folder;
	Disk disk = Disk.real();
	Tuning tuning = TUNING;
	int atOnce = 1;
	long bytesPerSecond;
	HubService hubs = repositories;
	Contents contents = wire;
	Library library;
	Downloads downloads;

	Rig(Path folder) {
		this.folder = folder;
	}

	Rig begin() {
		library = Shelves.open(folder);
		downloads = new Downloads(library, hubs, contents, new Notes(), disk, tuning, atOnce, bytesPerSecond);
		return this;
	}

	Rig restart() {
		downloads.stop();
		return begin();
	}

	String start(String file) {
		return downloads.start(new DownloadRequest("", Repositories.NAME, file, "")).id();
	}

	Download await(String id, Download.State state) {
		return await(id, download -> download.state() == state);
	}

	/** Until it is completed or failed. */
	Download end(String id) {
		return await(id, download -> download.state() == Download.State.COMPLETED || download.state() == Download.State.FAILED);
	}

	Download await(String id, Predicate<Download> condition) {
		long until = System.nanoTime() + PATIENCE.toNanos();
		while (System.nanoTime() < until) {
			Download download = downloads.find(id).orElseThrow();
			if (condition.test(download)) {
				return download;
			}
			synchronized (events) {
				try {
					events.wait(2);
				} catch (InterruptedException e) {
					throw new IllegalStateException(e);
				}
			}
		}
		return fail("It came to nothing: " + downloads.find(id) + ", the plan still has " + wire.plan);
	}

	static byte[] gguf(long seed, int size) {
		byte[] bytes = new byte[size];
		new Random(seed).nextBytes(bytes);
		System.arraycopy("GGUF".getBytes(), 0, bytes, 0, Math.min(size, 4));
		return bytes;
	}

	@Override
	public void close() {
		downloads.stop();
	}

	private final class Notes implements EventAdmin {

		@Override
		public void postEvent(Event event) {
			synchronized (events) {
				events.add(event);
				events.notifyAll();
			}
		}

		@Override
		public void sendEvent(Event event) {
			postEvent(event);
		}
	}
}
