package com.burncloud.bench.mock;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MockRequestTest {
    private static final String BODY = "{\"model\":\"mock:n=3\",\"stream\": true}";

    @Test
    void collectsTheSpecFromPathHeaderAndModel() throws HttpTrouble {
        MockRequest request = takeWhole("POST /m/t=1,n=9/v1/chat/completions?x=y HTTP/1.1\r\nX-Mock: ttfb=4\r\n"
                + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY);
        assertEquals("/v1/chat/completions", request.path());
        Spec spec = Spec.standard().with(request.spec());
        assertEquals(3, spec.chunks());
        assertEquals(1, spec.gapMillis());
        assertEquals(4, spec.ttfbMillis());
        assertTrue(request.stream());
        assertTrue(request.keepAlive());
    }

    @Test
    void joinsAChunkedBody() throws HttpTrouble {
        MockRequest request = takeWhole("POST /v1/chat/completions HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
                + "Connection: close\r\n\r\n9\r\n" + BODY.substring(0, 9) + "\r\n"
                + Integer.toHexString(BODY.length() - 9) + "\r\n" + BODY.substring(9) + "\r\n0\r\n\r\n");
        assertEquals("mock:n=3", request.model());
        assertEquals(BODY.length(), request.bodyBytes());
        assertFalse(request.keepAlive());
    }

    /** Offers the request byte by byte: it must be taken at its last byte and not before. */
    private static MockRequest takeWhole(String text) throws HttpTrouble {
        byte[] bytes = text.getBytes(ISO_8859_1);
        for (int n = 0; n < bytes.length; n++) {
            assertTrue(MockRequest.take(ByteBuffer.wrap(bytes, 0, n)).isEmpty(), "after " + n + " bytes");
        }
        return MockRequest.take(ByteBuffer.wrap(bytes)).orElseThrow();
    }
}
