package com.burncloud.models.internal.download;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reckons the hash behind those who write, on a thread of the system: on a virtual one it would keep a carrier from all others, for it never waits. */
final class Follower implements AutoCloseable {
	private static final long LOOK_EVERY_MILLIS = 50;

	private final PartFile part;
	private final PrefixHash hash;
	private final Stop stop;
	private final Stop ended = new Stop();
	private final CompletableFuture<String> result = new CompletableFuture<>();
	private final Thread thread;

	/** @param stop of whoever waits for the hash */
	Follower(PartFile part, PrefixHash hash, Stop stop) {
		this.part = part;
		this.hash = hash;
		this.stop = stop;
		thread = Thread.ofPlatform().daemon().name("download-hash").start(this::follow);
	}

	private void follow() {
		try {
			while (hash.advance(ended) || !part.map().complete() || hash.position() < part.sizeBytes()) {
				ended.check();
				part.map().awaitMore(hash.position(), 4 * LOOK_EVERY_MILLIS);
			}
			result.complete(hash.hex());
		} catch (Trouble | Stop.Stopped | InterruptedException | RuntimeException e) {
			result.completeExceptionally(e);
		}
	}

	/** Waits for the hash of the whole; a stop ends the waiting. */
	String join() throws Trouble, Stop.Stopped {
		try {
			while (!result.isDone()) {
				stop.check();
				await();
			}
			return result.join();
		} catch (CompletionException e) {
			switch (e.getCause()) {
			case Trouble trouble -> throw trouble;
			case Stop.Stopped stopped -> throw stopped;
			default -> throw new IllegalStateException(e.getCause());
			}
		}
	}

	private void await() throws Stop.Stopped {
		try {
			result.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
		} catch (TimeoutException | ExecutionException e) {
			// the caller looks
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new Stop.Stopped();
		}
	}

	/** Nobody reads from the file any more when it returns. */
	@Override
	public void close() {
		ended.stop();
		join(thread);
	}

	static void join(Thread thread) {
		boolean interrupted = false;
		while (thread.isAlive()) {
			try {
				thread.join();
			} catch (InterruptedException e) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}
}
