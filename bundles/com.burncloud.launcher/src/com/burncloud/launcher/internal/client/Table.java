package com.burncloud.launcher.internal.client;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns that line up on a terminal, where a Chinese character is two cells wide. */
final class Table {
	private static final String GAP = "  ";

	private final List<String[]> rows = new ArrayList<>();
	private final int[] widths;

	Table(String... headings) {
		widths = new int[headings.length];
		row(headings);
	}

	Table row(String... cells) {
		String[] row = new String[widths.length];
		for (int i = 0; i < row.length; i++) {
			row[i] = plain(cells[i]);
			widths[i] = Math.max(widths[i], width(row[i]));
		}
		rows.add(row);
		return this;
	}

	/** For rows that are yet to come: as wide as such texts would be. */
	Table room(String... samples) {
		for (int i = 0; i < samples.length; i++) {
			widths[i] = Math.max(widths[i], width(samples[i]));
		}
		return this;
	}

	/** Writes what has come since the last time. */
	void print(PrintStream out) {
		for (String[] row : rows) {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < row.length; i++) {
				line.append(row[i]);
				if (i < row.length - 1) {
					line.append(" ".repeat(widths[i] - width(row[i]))).append(GAP);
				}
			}
			out.println(line.toString().stripTrailing());
		}
		rows.clear();
	}

	/** Without control characters: a model's name or an upstream's error must not move the cursor or recolour the terminal. */
	static String plain(String text) {
		return text.replaceAll("[\\p{Cntrl}\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]+", " ");
	}

	/** Cells on a terminal. */
	static int width(String text) {
		return text.codePoints().map(Table::width).sum();
	}

	private static int width(int codePoint) {
		int type = Character.getType(codePoint);
		if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
			return 0;
		}
		boolean wide = codePoint >= 0x1100 && codePoint <= 0x115f || codePoint >= 0x2e80 && codePoint <= 0xa4cf && codePoint != 0x303f
				|| codePoint >= 0xac00 && codePoint <= 0xd7a3 || codePoint >= 0xf900 && codePoint <= 0xfaff || codePoint >= 0xfe30 && codePoint <= 0xfe6f
				|| codePoint >= 0xff00 && codePoint <= 0xff60 || codePoint >= 0xffe0 && codePoint <= 0xffe6 || codePoint >= 0x1f300 && codePoint <= 0x1f64f
				|| codePoint >= 0x1f680 && codePoint <= 0x1f6ff || codePoint >= 0x1f900 && codePoint <= 0x1f9ff || codePoint >= 0x20000 && codePoint <= 0x3fffd;
		return wide ? 2 : 1;
	}
}
