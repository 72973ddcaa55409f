package com.burncloud.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The section of the README that a complete run rewrites. */
record LastRun(Path readme) {
    private static final String BEGIN = "<!-- last run: begin -->\n";
    private static final String END = "<!-- last run: end -->";

    void write(String markdown) throws IOException {
        String text = Files.readString(readme);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(readme + " has lost the marks of its last run");
        }
        Files.writeString(readme, text.substring(0, begin + BEGIN.length()) + markdown + text.substring(end));
    }
}
