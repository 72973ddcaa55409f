package com.burncloud.ui.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Watches each turn of the event loop. One that takes longer than the limit is a finding when it waited for anything, which its stack tells while it does, or when it
 * computed for longer than the limit, by the processor time of the thread, which no other program's load lengthens. Not being given the processor is none: so a busy
 * machine fails nobody.
 */
final class Watchdog implements AutoCloseable {
	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
	private static final int LOOKS = 3;

	private final Ui ui;
	private final Duration limit;
	private final Thread thread;
	private final List<String> findings = new ArrayList<>();
	private volatile boolean over;
	private String lastLook = "";
	private long longestNanos;
	private long busiestNanos;
	private int turns;

	Watchdog(Ui ui, Duration limit) {
		this.ui = ui;
		this.limit = limit;
		ui.watch(this);
		thread = Thread.ofPlatform().name("watchdog").daemon().start(this::look);
	}

	static long processorNanos() {
		return THREADS.getCurrentThreadCpuTime();
	}

	/** On the UI thread, after each turn. */
	synchronized void turned(long nanos, long processorNanos) {
		turns++;
		longestNanos = Math.max(longestNanos, nanos);
		busiestNanos = Math.max(busiestNanos, processorNanos);
		if (processorNanos > limit.toNanos()) {
			findings.add("computed for %d ms, last seen %s".formatted(processorNanos / 1_000_000, lastLook));
		}
		lastLook = "nowhere";
	}

	/** Beside it: where a turn stands that takes long. */
	private void look() {
		long looked = 0;
		int waits = 0;
		try {
			while (!over) {
				long turn = ui.turn();
				if (turn != 0 && System.nanoTime() - turn > limit.toNanos()) {
					ThreadInfo now = THREADS.getThreadInfo(ui.thread().threadId(), 80);
					waits = turn != looked ? 0 : waits;
					looked = turn;
					synchronized (this) {
						lastLook = stack(now);
						if (now.getThreadState() != Thread.State.RUNNABLE || readsOrWrites(now)) {
							waits++;
							if (waits == LOOKS) {
								findings.add("waits: " + lastLook);
							}
						}
					}
				}
				Thread.sleep(5); // how often it looks
			}
		} catch (InterruptedException closed) {
			Thread.currentThread().interrupt();
		}
	}

	/** Reading from a socket or a file counts as running for the JVM. */
	private static boolean readsOrWrites(ThreadInfo info) {
		StackTraceElement[] stack = info.getStackTrace();
		return stack.length > 0 && stack[0].isNativeMethod() && stack[0].getClassName().matches("(sun\\.nio|java\\.net|java\\.io|sun\\.net|java\\.lang\\.Process).*");
	}

	private static String stack(ThreadInfo info) {
		List<StackTraceElement> all = Arrays.asList(info.getStackTrace());
		List<StackTraceElement> ours = all.stream().filter(each -> each.getClassName().startsWith("com.burncloud") && !each.getClassName().endsWith(".Ui")).limit(5).toList();
		return info.getThreadState() + " at " + (all.isEmpty() ? "" : all.getFirst()) + " for " + ours;
	}

	synchronized List<String> findings() {
		return List.copyOf(findings);
	}

	synchronized long longestMillis() {
		return longestNanos / 1_000_000;
	}

	synchronized long busiestMillis() {
		return busiestNanos / 1_000_000;
	}

	synchronized int turns() {
		return turns;
	}

	@Override
	public void close() throws InterruptedException {
		ui.watch(null);
		over = true;
		thread.join();
	}
}
