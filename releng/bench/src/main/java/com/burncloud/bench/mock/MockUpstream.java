package com.burncloud.bench.mock;

import com.burncloud.bench.Options;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An OpenAI-compatible upstream on loopback that answers at once, always the same, and fails on demand.
 *
 * <p>{@code --port 9001 --threads 1 --spec n=20,t=50 --key sk-required}; see {@link Spec} for the knobs. They may also
 * come with each request: as path prefix {@code /m/SPEC/v1/...}, in the header {@code x-mock}, or as a model named
 * {@code mock:SPEC}.
 */
public final class MockUpstream {
    private static final int BACKLOG = 8192;

    private MockUpstream() { }

    public static void main(String[] args) throws IOException {
        var options = Options.parse(args, Set.of("port", "threads", "spec", "key"), Set.of());
        Spec spec = Spec.standard().with(options.text("spec", ""));
        var stats = new MockStats();
        List<MockLoop> loops = new ArrayList<>();
        try (var server = ServerSocketChannel.open()) {
            server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), options.number("port", 9001)), BACKLOG);
            for (int i = 0; i < options.number("threads", 1); i++) {
                var loop = new MockLoop(spec, options.text("key", ""), stats);
                loops.add(loop);
                Thread.ofPlatform().daemon().name("mock-" + i).start(loop);
            }
            System.out.println("mock upstream on " + server.getLocalAddress());
            for (int next = 0;; next = (next + 1) % loops.size()) {
                loops.get(next).adopt(server.accept());
            }
        }
    }
}
