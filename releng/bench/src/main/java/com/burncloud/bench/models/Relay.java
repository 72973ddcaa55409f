package com.burncloud.bench.models;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/** A way of some length to a server on loopback: all bytes come later, a connection costs a turn more, and no more than so many pass in a second. */
final class Relay implements AutoCloseable {
    private static final int CHUNK_BYTES = 16 * 1024;

    private final URI to;
    private final Duration turn;
    private final long bytesPerSecond;
    private final String said;
    private final String instead;
    private final ServerSocket server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());

    private record Piece(byte[] bytes, long dueNanos) { }

    /**
     * @param turn    there and back
     * @param said    in answers is replaced, so that redirects lead through a relay too
     * @param instead is what stands there then
     */
    Relay(URI to, Duration turn, long bytesPerSecond, String said, String instead) throws IOException {
        this.to = to;
        this.turn = turn;
        this.bytesPerSecond = bytesPerSecond;
        this.said = said;
        this.instead = instead;
        Thread.ofVirtual().start(this::accept);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client; var upstream = new Socket()) {
            upstream.connect(new InetSocketAddress(to.getHost(), to.getPort()));
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            var there = Thread.ofVirtual().start(() -> pump(client, upstream, turn, false));
            pump(upstream, client, Duration.ZERO, true);
            client.close();
            there.join();
        } catch (IOException | InterruptedException over) {
            // one side left
        }
    }

    /** @param first later than usual, for the handshake */
    private void pump(Socket from, Socket into, Duration first, boolean answers) {
        BlockingQueue<Piece> way = new LinkedBlockingQueue<>();
        var arriving = Thread.ofVirtual().start(() -> arrive(way, into));
        try {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[CHUNK_BYTES];
            long half = turn.toNanos() / 2;
            long free = System.nanoTime() + first.toNanos();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                free = Math.max(free, System.nanoTime()) + count * 1_000_000_000L / bytesPerSecond;
                way.add(new Piece(piece(buffer, count, answers), free + half));
            }
        } catch (IOException over) {
            // one side left
        }
        way.add(new Piece(new byte[0], 0));
        try {
            arriving.join();
            into.shutdownOutput();
        } catch (IOException | InterruptedException over) {
            // the other side left
        }
    }

    private byte[] piece(byte[] buffer, int count, boolean answers) {
        String text = new String(buffer, 0, count, StandardCharsets.ISO_8859_1);
        return (answers && !said.isEmpty() ? text.replace(said, instead) : text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static void arrive(BlockingQueue<Piece> way, Socket into) {
        try {
            OutputStream out = into.getOutputStream();
            for (Piece piece = way.take(); piece.bytes().length > 0; piece = way.take()) {
                for (long left = piece.dueNanos() - System.nanoTime(); left > 0; left = piece.dueNanos() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(piece.bytes());
            }
        } catch (IOException | InterruptedException over) {
            // nobody reads any more
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
