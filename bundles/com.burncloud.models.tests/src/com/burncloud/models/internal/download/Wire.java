package com.burncloud.models.internal.download;

import java.io.IOException;
import java.io.InputStream;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.List;

import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem;
import com.burncloud.models.internal.hub.Content;
import com.burncloud.models.internal.hub.Contents;
import com.burncloud.models.internal.hub.FileAddress;

/** Bytes of the hubs in memory; each answer takes the next mishap of the plan, and after the plan all goes well. */
final class Wire implements Contents {

	record Opened(FileAddress address, long fromByte, long toByte) {
	}

	final Deque<Mishap> plan = new ConcurrentLinkedDeque<>();
	final List<Opened> opened = new CopyOnWriteArrayList<>();
	final AtomicLong sent = new AtomicLong();
	/** Of every answer, when the plan has nothing for it. */
	volatile Mishap usual = new Mishap.None();
	private final Repositories repositories;

	Wire(Repositories repositories) {
		this.repositories = repositories;
	}

	@Override
	public Content open(FileAddress address, long fromByte, long toByte) throws IOException {
		opened.add(new Opened(address, fromByte, toByte));
		byte[] bytes = repositories.bytes(address.hub(), address.path())
				.orElseThrow(() -> new HubException(new HubProblem(HubProblem.Kind.NO_FILE, "There is no such file on " + address.hub() + ".", Optional.empty())));
		Mishap mishap = Optional.ofNullable(plan.poll()).orElse(usual);
		return switch (mishap) {
		case Mishap.NoConnection none -> throw new IOException("connection refused");
		case Mishap.Refusal(HubProblem.Kind kind, var retryAfter) -> throw new HubException(new HubProblem(kind, "The hub says " + kind + ".", retryAfter));
		case Mishap.WholeFile whole -> new Answer(bytes, 0, bytes.length, mishap);
		case Mishap.WrongRange(long shift) -> new Answer(bytes, Math.min(fromByte + shift, bytes.length), Math.min(toByte + shift, bytes.length), mishap);
		case Mishap.Truncated(long total) -> new Answer(bytes, Math.min(fromByte, total), Math.min(toByte, total), mishap);
		default -> new Answer(bytes, fromByte, Math.min(toByte, bytes.length), mishap);
		};
	}

	private final class Answer extends InputStream implements Content {
		private final byte[] bytes;
		private final long from;
		private final long to;
		private final Mishap mishap;
		private final CountDownLatch closed = new CountDownLatch(1);
		private long at;

		Answer(byte[] bytes, long from, long to, Mishap mishap) {
			this.bytes = bytes;
			this.from = from;
			this.to = to;
			this.mishap = mishap;
			at = from;
		}

		@Override
		public long fromByte() {
			return from;
		}

		@Override
		public OptionalLong totalBytes() {
			return OptionalLong.of(mishap instanceof Mishap.Truncated(long total) ? total : bytes.length);
		}

		@Override
		public Optional<String> sha256() {
			return Optional.empty();
		}

		@Override
		public Optional<String> version() {
			return Optional.of((mishap instanceof Mishap.Changed(boolean tells) && tells ? "other" : "") + java.util.Arrays.hashCode(bytes));
		}

		@Override
		public InputStream body() {
			return this;
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] into, int offset, int length) throws IOException {
			long end = to;
			int most = length;
			switch (mishap) {
			case Mishap.Cut(long after) when at - from >= after -> throw new IOException("Connection reset");
			case Mishap.Cut(long after) -> end = Math.min(to, from + after);
			case Mishap.Short(long after) -> end = Math.min(to, from + after);
			case Mishap.Stall(long after) when at - from >= after -> awaitClose();
			case Mishap.Stall(long after) -> end = Math.min(to, from + after);
			case Mishap.Slow slow -> {
				LockSupport.parkNanos(1_000_000);
				most = 500;
			}
			default -> {
				// all is well here
			}
			}
			if (closed.getCount() == 0) {
				throw new IOException("Stream closed");
			}
			if (at >= end) {
				return mishap instanceof Mishap.Cut ? read(into, offset, length) : -1;
			}
			int count = (int) Math.min(Math.min(most, 16_384), end - at);
			for (int i = 0; i < count; i++) {
				into[offset + i] = mishap instanceof Mishap.Changed ? (byte) ~bytes[(int) at + i] : bytes[(int) at + i];
				if (mishap instanceof Mishap.WrongByte(long wrong) && wrong == at + i) {
					into[offset + i] ^= 1;
				}
			}
			at += count;
			sent.addAndGet(count);
			return count;
		}

		private void awaitClose() throws IOException {
			try {
				closed.await();
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
			}
			throw new IOException("Stream closed");
		}

		@Override
		public void close() {
			closed.countDown();
		}
	}
}
