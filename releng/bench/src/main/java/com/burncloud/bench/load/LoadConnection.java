package com.burncloud.bench.load;

import com.burncloud.bench.load.LoadResult.Failure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One connection of a load, with at most one request under way. Dials again when the peer has closed it. */
final class LoadConnection {
    private final InetSocketAddress address;
    private final Selector selector;
    private final LoadResult result;
    private final boolean stream;
    private final ByteBuffer request;
    private final StreamWatch watch;
    private final SseSplitter splitter;
    private final ResponseReader reader;
    private SocketChannel channel;
    private boolean busy;
    /** The socket served an earlier request, so the peer may have closed it just now without being at fault. */
    private boolean reused;
    private long startedNanos;

    LoadConnection(LoadPlan plan, ByteBuffer request, Selector selector, LoadResult result) {
        this.address = plan.address();
        this.selector = selector;
        this.result = result;
        this.stream = plan.mode() == LoadPlan.Mode.STREAM;
        this.request = request.duplicate();
        this.watch = new StreamWatch(result);
        this.splitter = new SseSplitter(watch);
        this.reader = new ResponseReader(stream ? splitter::feed : (bytes, offset, length) -> { });
    }

    boolean busy() {
        return busy;
    }

    /** @param planned the time from which the request counts */
    void send(long planned) {
        busy = true;
        startedNanos = planned;
        reader.reset();
        splitter.reset();
        watch.reset(planned);
        request.rewind();
        result.began();
        reused = channel != null;
        try {
            if (channel == null) {
                dial();
            } else {
                write();
            }
        } catch (IOException e) {
            fail(Failure.CONNECT);
        }
    }

    void ready(SelectionKey key, ByteBuffer buffer) {
        try {
            if (key.isConnectable()) {
                channel.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                write();
            } else if (key.isWritable()) {
                write();
            }
            if (channel != null && key.isValid() && key.isReadable()) {
                read(buffer);
            }
        } catch (IOException e) {
            lost();
        } catch (IllegalArgumentException e) {
            fail(Failure.GARBLED);
        }
    }

    void giveUp() {
        fail(Failure.TIMEOUT);
    }

    void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                // It is gone either way.
            }
            channel = null;
        }
    }

    private void dial() throws IOException {
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (channel.connect(address)) {
            channel.register(selector, SelectionKey.OP_READ, this);
            write();
        } else {
            channel.register(selector, SelectionKey.OP_CONNECT, this);
        }
    }

    private void write() throws IOException {
        channel.write(request);
        channel.keyFor(selector).interestOps(
                request.hasRemaining() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    private void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        int n = channel.read(buffer);
        if (n < 0) {
            lost();
            return;
        }
        if (!busy) {
            close(); // nobody asked for these bytes
            return;
        }
        if (reader.read(buffer.flip())) {
            complete();
        }
    }

    private void lost() {
        if (!busy) {
            close();
        } else if (reader.endsWithConnection()) {
            complete();
        } else if (reused && !reader.begun()) {
            close();
            reused = false;
            request.rewind();
            try {
                dial();
            } catch (IOException e) {
                fail(Failure.CONNECT);
            }
        } else {
            fail(reader.begun() || request.position() > 0 ? Failure.CLOSED : Failure.CONNECT);
        }
    }

    private void complete() {
        result.answered(reader.status());
        if (reader.status() != 200) {
            fail(Failure.STATUS);
        } else if (stream && (watch.garbled() || !watch.done())) {
            fail(watch.garbled() ? Failure.GARBLED : Failure.CLOSED);
        } else {
            busy = false;
            result.succeeded(System.nanoTime() - startedNanos);
            if (reader.lastOnConnection()) {
                close();
            }
        }
    }

    private void fail(Failure failure) {
        busy = false;
        result.failed(failure);
        close();
    }
}
