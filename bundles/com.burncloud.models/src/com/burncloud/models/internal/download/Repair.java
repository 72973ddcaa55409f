package com.burncloud.models.internal.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.burncloud.api.model.HubException;
import com.burncloud.models.internal.hub.Content;
import com.burncloud.models.internal.hub.Contents;
import com.burncloud.models.internal.hub.FileAddress;

/** Finds the wrong bytes of a file that is whole and has another hash: fetches pieces anew, compares, and replaces what differs. */
final class Repair {
	static final int PASSES = 3;
	/** Of a piece that differed, until two agree. */
	private static final int VOTES = 4;

	private final PartFile part;
	private final Guard guard;
	private final Contents contents;
	private final Tuning tuning;
	private final Throttle throttle;
	private final Stop stop;
	private final List<Connection> connections = new CopyOnWriteArrayList<>();
	/** Pieces that are others since the last answer, whether or not their fetching came to its end. */
	private final Set<Integer> touched = ConcurrentHashMap.newKeySet();

	Repair(PartFile part, Guard guard, Contents contents, Tuning tuning, Throttle throttle, Stop stop) {
		this.part = part;
		this.guard = guard;
		this.contents = contents;
		this.tuning = tuning;
		this.throttle = throttle;
		this.stop = stop;
	}

	/**
	 * Takes some pieces from the queue, as many as there are connections; when one cannot be had, all of them stand in the queue again.
	 *
	 * @return the first that was another; -1 when none was
	 */
	int next(FileAddress address, Deque<Integer> pieces) throws Trouble, Stop.Stopped {
		var batch = new ArrayList<Integer>();
		while (batch.size() < tuning.connections() && !pieces.isEmpty()) {
			batch.add(pieces.removeFirst());
		}
		Trouble trouble = null;
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Future<Void>> answers = new ArrayList<>();
			batch.forEach(piece -> answers.add(threads.submit((Callable<Void>) () -> mend(address, piece))));
			for (int i = 0; i < batch.size(); i++) {
				try {
					answers.get(i).get();
				} catch (ExecutionException e) {
					pieces.addFirst(batch.get(i));
					trouble = switch (e.getCause()) {
					case Trouble known -> known;
					case Stop.Stopped stopped -> throw stopped;
					default -> new Trouble(Trouble.Kind.FATAL, "The program failed while it fetched '" + address.path() + "' anew: " + e.getCause() + ".");
					};
				} catch (InterruptedException e) {
					Thread.currentThread().interrupt();
					throw new Stop.Stopped();
				}
			}
		}
		int first = touched.stream().mapToInt(Integer::intValue).min().orElse(-1);
		touched.clear();
		if (first < 0 && trouble != null) {
			throw trouble;
		}
		return first;
	}

	/** From another thread: closes what sends nothing. */
	void watch() {
		Connection.watch(connections, tuning);
	}

	/** From another thread, after the stop was told. */
	void end() {
		connections.forEach(connection -> connection.close("ended"));
	}

	/** The first that comes may be wrong itself: until two agree. */
	private Void mend(FileAddress address, int piece) throws Trouble, Stop.Stopped {
		var connection = new Connection();
		connections.add(connection);
		try {
			for (int vote = 0; vote < VOTES && replaced(connection, address, piece); vote++) {
				// once more
			}
		} finally {
			connections.remove(connection);
		}
		return null;
	}

	private boolean replaced(Connection me, FileAddress address, int piece) throws Trouble, Stop.Stopped {
		long from = part.map().start(piece);
		long to = part.map().end(piece);
		me.begin();
		try (Content content = contents.open(address, from, to)) {
			me.opened(content);
			stop.check();
			guard.check(address.hub(), content);
			if (content.fromByte() > from) {
				throw new Trouble(Trouble.Kind.PASSING, "The hub '" + address.hub() + "' answered with another part than was asked for.");
			}
			InputStream body = content.body();
			body.skipNBytes(from - content.fromByte());
			return compare(me, body, piece, from, to);
		} catch (HubException e) {
			throw Trouble.of(e);
		} catch (IOException e) {
			throw new Trouble(Trouble.Kind.PASSING, "The connection to the hub '" + address.hub() + "' failed: " + e.getMessage() + ".");
		} finally {
			me.ended();
		}
	}

	private boolean compare(Connection me, InputStream body, int piece, long from, long to) throws IOException, Trouble, Stop.Stopped {
		byte[] fresh = new byte[throttle.chunkBytes()];
		byte[] old = new byte[fresh.length];
		boolean replaced = false;
		for (long at = from; at < to;) {
			int count = body.read(fresh, 0, (int) Math.min(fresh.length, to - at));
			if (count < 0) {
				throw new IOException("the answer ended at byte " + at + ", before its end");
			}
			throttle.pass(count, stop);
			part.read(ByteBuffer.wrap(old, 0, count), at);
			if (!Arrays.equals(fresh, 0, count, old, 0, count)) {
				touched.add(piece);
				part.write(fresh, count, at);
				replaced = true;
			}
			me.got(count);
			at += count;
		}
		return replaced;
	}
}
