package com.burncloud.models.internal.download;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.models.internal.hub.Contents;

/** Brings one file to the disk, whole and verified, however long it takes. */
final class FileFetch {
	private static final Logger LOG = LoggerFactory.getLogger(FileFetch.class);
	private static final int TRIES_BEFORE_ANOTHER_HUB = 3;
	private static final int CHANGES_TO_BELIEVE = 3;
	private static final int RESTARTS_AT_MOST = 3;

	/** What people are told meanwhile. */
	interface Progress {

		/** Nothing comes; returns when it is to go on. */
		void pause(String why, Duration wait) throws Stop.Stopped;

		void verifying();

		/** @throws Trouble when the disk has not the room for what is left */
		void room() throws Trouble;
	}

	private final PartFile part;
	private final Sources sources;
	private final Contents contents;
	private final Tuning tuning;
	private final Throttle throttle;
	private final Stop stop;
	private final Progress progress;
	private final Guard guard;
	private final Stop ended = new Stop();
	private volatile Crew crew;
	private volatile Repair repair;
	private int idle;
	private int changes;
	private int restarts;
	/** Of the first hub that refused: that is the one which was asked for, and what it says is what to do. */
	private Optional<String> refusal = Optional.empty();

	FileFetch(PartFile part, Optional<String> sha256, Sources sources, Contents contents, Tuning tuning, Throttle throttle, Stop stop, Progress progress) {
		this.part = part;
		this.sources = sources;
		this.contents = contents;
		this.tuning = tuning;
		this.throttle = throttle;
		this.stop = stop;
		this.progress = progress;
		guard = new Guard(part.map(), part.sizeBytes(), sha256);
	}

	/** What the hub said it must be; empty where it did not say. */
	Optional<String> expected() {
		return guard.sha256();
	}

	/**
	 * Returns when all is there and verified.
	 *
	 * @return the SHA-256 of what is on the disk
	 * @throws Trouble when it cannot be
	 */
	String run() throws Trouble, Stop.Stopped {
		var hash = new PrefixHash(part);
		Thread syncing = Thread.ofVirtual().name("download-sync").start(this::syncNowAndThen);
		var follower = new Follower(part, hash, stop);
		try {
			while (!part.map().complete()) {
				long before = part.map().bytesDone();
				try {
					fetch();
				} catch (Trouble e) {
					getOver(e, part.map().bytesDone() > before);
				}
			}
			progress.verifying();
			String sha256 = follower.join();
			if (guard.sha256().isPresent() && !guard.sha256().get().equals(sha256)) {
				sha256 = repair(hash, sha256);
			}
			part.sync();
			return sha256;
		} finally {
			ended.stop();
			follower.close();
			Follower.join(syncing);
			keep();
		}
	}

	/** What is there is not to be fetched again; where even that fails, a little more is. */
	private void keep() {
		try {
			part.sync();
		} catch (Trouble e) {
			LOG.debug("{}", e.getMessage());
		}
	}

	private void fetch() throws Trouble, Stop.Stopped {
		stop.check();
		progress.room();
		var now = new Crew(part, guard, sources.now(), contents, tuning, throttle, stop);
		crew = now;
		if (stop.stopped()) {
			now.end(null);
		}
		now.work();
	}

	/** After the stop was told: what waits for bytes waits no longer. */
	void interrupt() {
		Crew now = crew;
		if (now != null) {
			now.end(null);
		}
		Repair mending = repair;
		if (mending != null) {
			mending.end();
		}
	}

	void watch() {
		Crew now = crew;
		if (now != null) {
			now.watch();
		}
		Repair mending = repair;
		if (mending != null) {
			mending.watch();
		}
	}

	/** Waits, or goes to another hub, as the trouble asks for; returns when another try makes sense. */
	private void getOver(Trouble trouble, boolean progressed) throws Trouble, Stop.Stopped {
		idle = progressed ? 1 : idle + 1;
		changes = trouble.kind() != Trouble.Kind.CHANGED ? 0 : progressed ? 1 : changes + 1;
		switch (trouble.kind()) {
		case FATAL -> throw trouble;
		case DISK -> progress.pause(trouble.getMessage(), tuning.longestWait().dividedBy(10));
		case REFUSED -> {
			refusal = refusal.or(() -> Optional.of(trouble.getMessage()));
			sources.refused();
			if (!sources.next(guard.sha256())) {
				throw new Trouble(Trouble.Kind.FATAL, refusal.get() + (guard.sha256().isPresent() ? " No other hub gives the same file." : ""));
			}
		}
		case CHANGED -> {
			if (changes >= CHANGES_TO_BELIEVE) {
				changed(trouble);
			} else {
				patience(trouble);
			}
		}
		case PASSING -> {
			if (idle >= tuning.tries()) {
				throw new Trouble(Trouble.Kind.FATAL, trouble.getMessage() + " It was tried " + idle + " times; resume tries again.");
			}
			if (idle % TRIES_BEFORE_ANOTHER_HUB != 0 || !sources.next(guard.sha256())) {
				patience(trouble);
			}
		}
		}
	}

	private void patience(Trouble trouble) throws Stop.Stopped {
		Duration own = tuning.wait(idle);
		Duration asked = trouble.retryAfter().orElse(Duration.ZERO);
		progress.pause(trouble.getMessage(), own.compareTo(asked) > 0 ? own : asked);
	}

	private void changed(Trouble trouble) throws Trouble, Stop.Stopped {
		changes = 0;
		if (sources.changed()) {
			throw new Trouble(Trouble.Kind.CHANGED, "The file was replaced on the hub while it was being fetched; resume begins anew with the new one.");
		}
		if (guard.sha256().isPresent()) {
			getOver(new Trouble(Trouble.Kind.REFUSED, trouble.getMessage()), false);
			return;
		}
		if (++restarts > RESTARTS_AT_MOST) {
			throw new Trouble(Trouble.Kind.FATAL, trouble.getMessage() + " It changed " + restarts + " times while it was being fetched.");
		}
		part.clear();
	}

	private String repair(PrefixHash hash, String wrong) throws Trouble, Stop.Stopped {
		if (part.map().versions().size() > 1 && sources.changed()) {
			throw new Trouble(Trouble.Kind.CHANGED, "The file was replaced on the hub while it was being fetched; resume begins anew with the new one.");
		}
		idle = 0;
		repair = new Repair(part, guard, contents, tuning, throttle, stop);
		String sha256 = wrong;
		for (int pass = 0; pass < Repair.PASSES; pass++) {
			var pieces = new ArrayDeque<>(part.map().bySuspicion());
			while (!pieces.isEmpty()) {
				int replaced = mend(pieces);
				if (replaced >= 0) {
					hash.rewind(replaced);
					try (Follower follower = new Follower(part, hash, stop)) {
						sha256 = follower.join();
					}
					if (guard.sha256().get().equals(sha256)) {
						return sha256;
					}
				}
			}
			if (!sources.next(guard.sha256()) && pass > 0) {
				break;
			}
		}
		part.clear();
		throw new Trouble(Trouble.Kind.FATAL, "What the hub gives has another SHA-256 (" + sha256 + ") than it tells (" + guard.sha256().get()
				+ "), though each part was fetched anew; nothing of it was kept. Try another hub.");
	}

	/** Fetches some pieces anew. Answers the first that was another; -1 when none was. */
	private int mend(Deque<Integer> pieces) throws Trouble, Stop.Stopped {
		while (true) {
			try {
				return repair.next(sources.now(), pieces);
			} catch (Trouble e) {
				getOver(e, false);
			}
		}
	}

	private void syncNowAndThen() {
		try {
			while (true) {
				ended.sleep(tuning.sync());
				try {
					part.sync();
					progress.room();
				} catch (Trouble e) {
					Crew now = crew;
					if (now != null) {
						now.end(e);
					}
				}
			}
		} catch (Stop.Stopped e) {
			// all is written
		}
	}
}
