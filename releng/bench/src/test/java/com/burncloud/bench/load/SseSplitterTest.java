package com.burncloud.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SseSplitterTest {
    private static final String STREAM = ": ping\n\ndata: one\n\nevent: x\r\ndata:two\r\ndata: and two\r\nid: 3\r\n\r\n"
            + "data: " + "long ".repeat(300) + "\n\ndata: unfinished\n";
    private static final List<String> EVENTS = List.of("one", "two\nand two", "long ".repeat(300));

    @Test
    void findsTheSameEventsWhereverTheBytesAreCut() {
        byte[] bytes = STREAM.getBytes(UTF_8);
        for (int size : new int[] {1, 2, 3, 7, 64, bytes.length}) {
            var found = new ArrayList<String>();
            var splitter = new SseSplitter((data, length) -> found.add(new String(data, 0, length, UTF_8)));
            for (int at = 0; at < bytes.length; at += size) {
                splitter.feed(bytes, at, Math.min(size, bytes.length - at));
            }
            assertEquals(EVENTS, found, "in pieces of " + size);
        }
    }
}
