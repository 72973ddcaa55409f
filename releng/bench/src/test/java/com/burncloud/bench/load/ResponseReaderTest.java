package com.burncloud.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {
    private static final String NEXT = "HTTP/1.1 204";

    private final StringBuilder body = new StringBuilder();
    private final ResponseReader reader =
            new ResponseReader((bytes, offset, length) -> body.append(new String(bytes, offset, length, ISO_8859_1)));

    @Test
    void readsChunksWhereverTheyAreCut() {
        everyCut("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5;x=y\r\nhello\r\n6\r\n\r\ncruel\r\n0\r\nTrailer: t\r\n\r\n".replace("\r\ncruel", " cruel"), "hello cruel");
    }

    @Test
    void readsALengthAndLeavesTheNextResponse() {
        everyCut("HTTP/1.1 200 OK\r\ncontent-length: 5\r\nConnection: close\r\n\r\nhello", "hello");
        assertTrue(reader.lastOnConnection());
    }

    @Test
    void lengthAndChunkedTogetherMeanChunked() {
        everyCut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "abc");
    }

    @Test
    void withoutLengthTheConnectionsEndIsTheEnd() {
        assertFalse(reader.read(buffer("HTTP/1.0 200 OK\r\n\r\nhello")));
        assertTrue(reader.endsWithConnection());
        assertEquals("hello", body.toString());
    }

    private void everyCut(String response, String expected) {
        for (int cut = 1; cut < response.length(); cut++) {
            reader.reset();
            body.setLength(0);
            assertFalse(reader.read(buffer(response.substring(0, cut))), "cut at " + cut);
            ByteBuffer rest = buffer(response.substring(cut) + NEXT);
            assertTrue(reader.read(rest), "cut at " + cut);
            assertEquals(expected, body.toString(), "cut at " + cut);
            assertEquals(NEXT.length(), rest.remaining(), "cut at " + cut);
            assertEquals(200, reader.status());
        }
    }

    private static ByteBuffer buffer(String text) {
        return ByteBuffer.wrap(text.getBytes(ISO_8859_1));
    }
}
