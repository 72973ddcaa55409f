package com.burncloud.models.internal.download;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

import com.burncloud.api.model.HubException;
import com.burncloud.models.internal.hub.Content;
import com.burncloud.models.internal.hub.Contents;
import com.burncloud.models.internal.hub.FileAddress;

/**
 * Some connections that fetch a file's pieces, lowest first. One that fails waits and tries again as long as others get on; when nobody does, the crew gives up.
 * Where a hub answers with the whole file instead of a part, one connection takes all of it and the others rest.
 */
final class Crew {
	/** In a row; once may be a mishap. */
	private static final int WHOLE_FILES_TO_BELIEVE = 2;

	private final PartFile part;
	private final PieceMap map;
	private final Guard guard;
	private final FileAddress address;
	private final Contents contents;
	private final Tuning tuning;
	private final Throttle throttle;
	private final Stop stop;
	private final List<Connection> connections = new ArrayList<>();
	// under this object's lock
	private int active;
	private boolean over;
	private Trouble trouble;
	private Connection alone;
	private int wholeFiles;

	Crew(PartFile part, Guard guard, FileAddress address, Contents contents, Tuning tuning, Throttle throttle, Stop stop) {
		this.part = part;
		this.map = part.map();
		this.guard = guard;
		this.address = address;
		this.contents = contents;
		this.tuning = tuning;
		this.throttle = throttle;
		this.stop = stop;
		Stream.generate(Connection::new).limit(tuning.connections()).forEach(connections::add);
	}

	/**
	 * Returns when all is there.
	 *
	 * @throws Trouble when nobody gets on
	 */
	void work() throws Trouble, Stop.Stopped {
		List<Thread> threads = connections.stream().map(connection -> Thread.ofVirtual().name("download").start(() -> run(connection))).toList();
		for (Thread thread : threads) {
			while (thread.isAlive()) {
				try {
					thread.join();
				} catch (InterruptedException e) {
					stop.stop();
					end(null);
				}
			}
		}
		stop.check();
		synchronized (this) {
			if (trouble != null && !map.complete()) {
				throw trouble;
			}
		}
	}

	/** Nobody goes on, for this reason; null: because it is stopped. */
	void end(Trouble reason) {
		synchronized (this) {
			if (!over) {
				over = true;
				trouble = reason;
			}
			notifyAll();
		}
		connections.forEach(connection -> connection.close("ended"));
	}

	private void run(Connection me) {
		int failures = 0;
		for (OptionalInt piece = next(me); piece.isPresent(); piece = next(me)) {
			long before = me.bytes();
			try {
				fetch(me, piece.getAsInt());
				failures = 0;
			} catch (Trouble e) {
				failures = me.bytes() > before ? 1 : failures + 1;
				rest(e, failures);
			} catch (Stop.Stopped e) {
				end(null);
			} catch (RuntimeException | InterruptedException e) {
				end(new Trouble(Trouble.Kind.FATAL, "The program failed while it fetched '" + address.path() + "': " + e + "."));
			}
		}
	}

	/** Waits for a piece that nobody has; none when all is done or over. */
	private synchronized OptionalInt next(Connection me) {
		while (!over) {
			if (alone == null) {
				OptionalInt piece = map.take();
				if (piece.isPresent()) {
					active++;
					me.begin();
					return piece;
				}
				if (active == 0) {
					over = true;
					notifyAll();
					break;
				}
			}
			await(Duration.ofSeconds(1));
		}
		return OptionalInt.empty();
	}

	private synchronized void done(int piece) {
		map.giveBack(piece);
		active--;
		notifyAll();
	}

	private void rest(Trouble e, int failures) {
		int tries = Math.max(1, failures - 1);
		boolean end = false;
		synchronized (this) {
			if (over || alone != null) {
				return;
			}
			end = e.kind() != Trouble.Kind.PASSING || active == 0 && (failures > 1 || e.retryAfter().isPresent());
			if (!end && (failures > 1 || e.retryAfter().isPresent())) {
				Duration wait = e.retryAfter().orElseGet(() -> tuning.wait(tries));
				long until = System.nanoTime() + wait.toNanos();
				for (long left = wait.toNanos(); !over && left > 0 && !(end = active == 0); left = until - System.nanoTime()) {
					await(Duration.ofNanos(left));
				}
			}
		}
		if (end) {
			end(e);
		}
	}

	private void await(Duration duration) {
		try {
			wait(Math.max(1, duration.toMillis()));
		} catch (InterruptedException e) {
			over = true;
			Thread.currentThread().interrupt();
		}
	}

	private void fetch(Connection me, int piece) throws Trouble, Stop.Stopped, InterruptedException {
		try {
			long from = map.next(piece);
			try (Content content = contents.open(address, from, map.end(piece))) {
				if (!me.opened(content)) {
					throw new Trouble(Trouble.Kind.PASSING, "ended");
				}
				String tag = guard.check(address.hub(), content);
				if (content.fromByte() == from) {
					wholeFile(false);
					map.from(piece, tag);
					copy(me, content.body(), piece, from);
				} else if (content.fromByte() == 0) {
					if (!wholeFile(true)) {
						throw new Trouble(Trouble.Kind.PASSING, "The hub '" + address.hub() + "' answered with the whole file instead of a part.");
					}
					copyAll(me, content.body(), tag);
				} else {
					throw new Trouble(Trouble.Kind.PASSING,
							"The hub '" + address.hub() + "' answered with bytes from " + content.fromByte() + " on instead of " + from + ".");
				}
			} catch (HubException e) {
				throw Trouble.of(e);
			} catch (IOException e) {
				String because = me.ended();
				if (map.next(piece) > from) {
					map.suspect(piece);
				}
				throw new Trouble(Trouble.Kind.PASSING, "The connection to the hub '" + address.hub() + "' failed: "
						+ (because.isEmpty() ? e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage() : because) + ".");
			} finally {
				me.ended();
			}
		} finally {
			done(piece);
		}
	}

	/** Notes that the hub sent a part, or the whole; answers whether it is to be believed that it knows no parts. */
	private synchronized boolean wholeFile(boolean whole) {
		wholeFiles = whole ? wholeFiles + 1 : 0;
		return wholeFiles >= WHOLE_FILES_TO_BELIEVE;
	}

	private void copy(Connection me, InputStream body, int piece, long from) throws IOException, Trouble, Stop.Stopped {
		byte[] buffer = new byte[throttle.chunkBytes()];
		long to = map.end(piece);
		for (long at = from; at < to;) {
			int count = body.read(buffer, 0, (int) Math.min(buffer.length, to - at));
			check(count, at);
			throttle.pass(count, stop);
			part.write(buffer, count, at);
			map.wrote(piece, count);
			me.got(count);
			at += count;
		}
	}

	/** From the first byte on, over what is there already. */
	private void copyAll(Connection me, InputStream body, String tag) throws IOException, Trouble, Stop.Stopped {
		if (!takeAlone(me)) {
			return;
		}
		try {
			byte[] buffer = new byte[throttle.chunkBytes()];
			int tagged = -1;
			for (long at = 0; !map.complete();) {
				int piece = map.pieceAt(at);
				int count = body.read(buffer, 0, (int) Math.min(buffer.length, (at < map.next(piece) ? map.next(piece) : map.end(piece)) - at));
				check(count, at);
				throttle.pass(count, stop);
				if (at >= map.next(piece)) {
					if (tagged != piece) {
						map.from(piece, tag);
						tagged = piece;
					}
					part.write(buffer, count, at);
					map.wrote(piece, count);
				}
				me.got(count);
				at += count;
			}
		} finally {
			synchronized (this) {
				alone = null;
				wholeFiles = 0;
				notifyAll();
			}
		}
	}

	private void check(int count, long at) throws IOException, Stop.Stopped {
		stop.check();
		if (count < 0) {
			throw new IOException("the answer ended at byte " + at + ", before its end");
		}
		synchronized (this) {
			if (over) {
				throw new IOException("ended");
			}
		}
	}

	private boolean takeAlone(Connection me) throws Stop.Stopped {
		synchronized (this) {
			if (over || alone != null) {
				return false;
			}
			alone = me;
		}
		connections.stream().filter(connection -> connection != me).forEach(connection -> connection.close("the hub knows no parts of files"));
		synchronized (this) {
			while (active > 1 && !over) {
				await(Duration.ofSeconds(1));
			}
			stop.check();
			return true;
		}
	}

	/** Closes what sends nothing, or much less than the others; it is opened anew. */
	void watch() {
		Connection.watch(connections, tuning);
	}
}
