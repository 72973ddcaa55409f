package com.burncloud.bench.mock;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** One thread with its connections and their timers. */
final class MockLoop implements Runnable {
    private record Timer(long at, MockConnection connection) { }

    private final Spec standard;
    private final String requiredKey;
    private final MockStats stats;
    private final Selector selector;
    private final Queue<SocketChannel> accepted = new ConcurrentLinkedQueue<>();
    private final PriorityQueue<Timer> timers = new PriorityQueue<>(Comparator.comparingLong(Timer::at));
    private final ByteBuffer writeBuffer = ByteBuffer.allocateDirect(1 << 16);

    /** @param requiredKey the key clients must send, or empty when the mock takes any */
    MockLoop(Spec standard, String requiredKey, MockStats stats) throws IOException {
        this.standard = standard;
        this.requiredKey = requiredKey;
        this.stats = stats;
        this.selector = Selector.open();
    }

    /** Called by the accepting thread. */
    void adopt(SocketChannel channel) {
        accepted.add(channel);
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (true) {
                long wait = timers.isEmpty() ? 0 : timers.peek().at() - System.nanoTime();
                if (!timers.isEmpty() && wait <= 0) {
                    selector.selectNow(this::ready);
                } else {
                    selector.select(this::ready, (wait + 999_999) / 1_000_000); // 0 waits for ever
                }
                for (var channel = accepted.poll(); channel != null; channel = accepted.poll()) {
                    open(channel);
                }
                fireTimers();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Spec standard() {
        return standard;
    }

    MockStats stats() {
        return stats;
    }

    boolean refuses(String authorization) {
        return !requiredKey.isEmpty() && !authorization.equals("Bearer " + requiredKey);
    }

    void later(MockConnection connection, long nanoTime) {
        timers.add(new Timer(nanoTime, connection));
    }

    /** Writes what the socket takes; the rest is in the buffer returned, which the next write overwrites. */
    ByteBuffer write(SocketChannel channel, byte[] bytes) throws IOException {
        ByteBuffer buffer = bytes.length <= writeBuffer.capacity() ? writeBuffer.clear().put(bytes).flip()
                : ByteBuffer.wrap(bytes);
        channel.write(buffer);
        return buffer;
    }

    private void ready(SelectionKey key) {
        ((MockConnection) key.attachment()).ready();
    }

    private void open(SocketChannel channel) {
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new MockConnection(channel, key, this));
            stats.connections().incrementAndGet();
        } catch (IOException e) {
            // The client left before it was served.
        }
    }

    private void fireTimers() {
        // Only those due now: what they schedule waits for the next round, so reads get their turn.
        long now = System.nanoTime();
        while (!timers.isEmpty() && timers.peek().at() <= now) {
            Timer timer = timers.poll();
            timer.connection().due(timer.at());
        }
    }
}
