package com.burncloud.bench.mock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.burncloud.bench.mock.Spec.Fault;
import org.junit.jupiter.api.Test;

class SpecTest {
    @Test
    void laterWinsAndTheUnmentionedStays() {
        Spec spec = Spec.standard().with("n=200,t=5").with("t=7;fault=429&retry=9");
        assertEquals(200, spec.chunks());
        assertEquals(7, spec.gapMillis());
        assertEquals(Fault.STATUS, spec.fault());
        assertEquals(429, spec.status());
        assertEquals(9, spec.retryAfter());
    }

    @Test
    void everyThirdRequestFails() {
        Spec spec = Spec.standard().with("fault=reset,every=3");
        assertEquals(Fault.NONE, spec.forRequest(1).fault());
        assertEquals(Fault.RESET, spec.forRequest(3).fault());
    }

    @Test
    void aMisspeltKnobIsNotIgnored() {
        assertThrows(IllegalArgumentException.class, () -> Spec.standard().with("tbbf=3"));
        assertThrows(IllegalArgumentException.class, () -> Spec.standard().with("fault=hung"));
    }
}
