package com.burncloud.models.internal.download;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

import org.osgi.service.event.EventAdmin;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.models.internal.hub.Far;
import com.burncloud.models.internal.library.Shelves;

/**
 * Downloads as a process of their own, to be killed or measured:
 * {@code Downloader FOLDER HUGGINGFACE MIRROR MODELSCOPE REPOSITORY FILE CONNECTIONS SMALLEST_PIECE BYTES_PER_SECOND}. Goes on with what it finds, else begins;
 * ends when all are ended. Prints how it stands, a line each 20 ms, and how long it took.
 */
public final class Downloader {

	private Downloader() {
	}

	public static void main(String[] arguments) throws InterruptedException {
		Tuning usual = Tuning.usual(Integer.parseInt(arguments[6]));
		var tuning = new Tuning(usual.connections(), Integer.parseInt(arguments[7]), usual.stalled(), usual.slow(),
				arguments[7].length() > 6 ? usual.sync() : Duration.ofMillis(10), usual.firstWait(), usual.longestWait(), usual.tries(), usual.tick(), 0);
		EventAdmin nobody = (EventAdmin) Proxy.newProxyInstance(Downloader.class.getClassLoader(), new Class<?>[] { EventAdmin.class }, (proxy, method, with) -> null);
		try (Far far = new Far(URI.create(arguments[1]), URI.create(arguments[2]), URI.create(arguments[3]))) {
			long began = System.nanoTime();
			var library = Shelves.open(Path.of(arguments[0]));
			var downloads = new Downloads(library, far.service(), far.contents(), nobody, Disk.real(), tuning, 1, Long.parseLong(arguments[8]));
			if (downloads.list().isEmpty() && library.all().isEmpty()) {
				downloads.start(new DownloadRequest("", arguments[4], arguments[5], ""));
			}
			for (boolean on = true; on;) {
				on = false;
				for (Download download : downloads.list()) {
					System.out.println(download.state() + " " + download.bytesDone() + " of " + download.bytesTotal() + " " + download.error().orElse(""));
					on |= download.state() != Download.State.COMPLETED && download.state() != Download.State.FAILED;
				}
				System.out.flush();
				Thread.sleep(20); // the measure of its own output, not a wait for something
			}
			System.out.printf("ended after %.3f s%n", (System.nanoTime() - began) / 1e9);
			downloads.stop();
		}
	}
}
