package com.burncloud.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A Markdown table under a title. */
public record Table(String title, List<String> columns, List<List<String>> rows) {

    public Table(String title, String... columns) {
        this(title, List.of(columns), new ArrayList<>());
    }

    public void row(String... cells) {
        rows.add(List.of(cells));
    }

    public String markdown() {
        var text = new StringBuilder("**" + title + "**\n\n");
        line(text, columns);
        line(text, Collections.nCopies(columns.size(), "---"));
        rows.forEach(row -> line(text, row));
        return text.append('\n').toString();
    }

    public static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    public static String ratio(double value, double base) {
        return base > 0 ? number(value / base, 2) : "–";
    }

    public static String added(double value) {
        return String.format(Locale.ROOT, "%+.3f", value);
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
