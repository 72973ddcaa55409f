package com.burncloud.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What can be measured; each alone by {@code --only}. The order is the order of the run: overload comes last. */
enum Part {
    IDLE, RPS, RATE, STREAM1000, STREAM5000, OVERLOAD;

    static Set<Part> parse(String names) {
        if (names.isEmpty()) {
            return EnumSet.allOf(Part.class);
        }
        var parts = EnumSet.noneOf(Part.class);
        Arrays.stream(names.split(",")).map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT))).forEach(parts::add);
        return parts;
    }
}
