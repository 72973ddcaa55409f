package com.burncloud.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Runs one load on the calling thread. */
public final class LoadLoop implements AutoCloseable {
    /** How long answers may still come after the load has ended. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    /** Linux wakes a sleeper up to this much late. */
    private static final long TIMER_SLACK_NANOS = TimeUnit.MICROSECONDS.toNanos(70);
    /** A target that refuses everything must not turn a closed loop into a busy one. */
    private static final int FAILURES_TO_GIVE_UP = 20_000;

    private final LoadPlan plan;
    private final LoadResult result = new LoadResult();
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private final List<LoadConnection> connections = new ArrayList<>();
    private final Deque<LoadConnection> idle = new ArrayDeque<>();
    private final long begin = System.nanoTime();
    private long sent;

    private LoadLoop(LoadPlan plan) throws IOException {
        this.plan = plan;
        this.selector = Selector.open();
        ByteBuffer request = direct(plan.request());
        for (int i = 0; i < plan.connections(); i++) {
            var connection = new LoadConnection(plan, request, selector, result);
            connections.add(connection);
            idle.add(connection);
        }
    }

    public static LoadResult run(LoadPlan plan) throws IOException {
        try (var loop = new LoadLoop(plan)) {
            return loop.run();
        }
    }

    private LoadResult run() throws IOException {
        boolean streams = plan.mode() == LoadPlan.Mode.STREAM;
        long end = begin + (streams ? plan.ramp() : plan.duration()).toNanos();
        long deadline = begin + plan.duration().toNanos() + plan.ramp().toNanos() + PATIENCE_NANOS;
        while (true) {
            long now = System.nanoTime();
            boolean over = streams ? sent == plan.connections() : now >= end;
            if (over && result.active() == 0 || now >= deadline) {
                break;
            }
            if (!over) {
                sendDue(now);
            }
            await(over || idle.isEmpty() ? now + TimeUnit.MILLISECONDS.toNanos(20) : nextSend());
        }
        connections.stream().filter(LoadConnection::busy).forEach(LoadConnection::giveUp);
        double measured = (System.nanoTime() - begin) / 1e9;
        result.lasted(plan.mode() == LoadPlan.Mode.CLOSED ? Math.min(measured, plan.duration().toNanos() / 1e9) : measured);
        return result;
    }

    @Override
    public void close() throws IOException {
        connections.forEach(LoadConnection::close);
        selector.close();
    }

    private void sendDue(long now) {
        while (!idle.isEmpty() && nextSend() <= now && result.failures() < FAILURES_TO_GIVE_UP) {
            long planned = plan.mode() == LoadPlan.Mode.RATE ? nextSend() : System.nanoTime();
            sent++;
            // The connection used last is the one whose socket is most surely still open.
            LoadConnection connection = plan.mode() == LoadPlan.Mode.STREAM ? idle.removeFirst() : idle.removeLast();
            connection.send(planned);
            release(connection);
        }
    }

    private long nextSend() {
        return switch (plan.mode()) {
            case CLOSED -> begin;
            case RATE -> begin + (long) (sent * 1e9 / plan.ratePerSecond());
            case STREAM -> begin + sent * plan.ramp().toNanos() / plan.connections();
        };
    }

    /**
     * Serves what is ready until the time given. The selector sleeps whole milliseconds, which would make the requests of
     * an open loop late; so the last stretch is slept without it, or spun when an answer may come meanwhile.
     */
    private void await(long until) throws IOException {
        long left = until - System.nanoTime();
        long millis = TimeUnit.NANOSECONDS.toMillis(left - TIMER_SLACK_NANOS);
        if (millis > 0) {
            selector.select(this::ready, millis);
        } else if (plan.mode() != LoadPlan.Mode.RATE) {
            selector.select(this::ready, 1);
        } else if (result.active() == 0 && left > TIMER_SLACK_NANOS) {
            LockSupport.parkNanos(left - TIMER_SLACK_NANOS);
        } else if (selector.selectNow(this::ready) == 0) {
            Thread.yield();
        }
    }

    private void ready(SelectionKey key) {
        var connection = (LoadConnection) key.attachment();
        boolean was = connection.busy();
        connection.ready(key, buffer);
        if (was) {
            release(connection);
        }
    }

    private void release(LoadConnection connection) {
        if (!connection.busy() && plan.mode() != LoadPlan.Mode.STREAM) {
            idle.add(connection);
        }
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
