package com.burncloud.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A section of the README that a complete run rewrites. */
public record LastRun(Path readme, String name) {
    public void write(String markdown) throws IOException {
        String text = Files.readString(readme);
        String beginning = "<!-- " + name + ": begin -->\n";
        int begin = text.indexOf(beginning);
        int end = text.indexOf("<!-- " + name + ": end -->");
        if (begin < 0 || end < begin) {
            throw new IOException(readme + " has lost the marks of its last run");
        }
        Files.writeString(readme, text.substring(0, begin + beginning.length()) + markdown + text.substring(end));
    }
}
