package com.burncloud.ui.internal.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/**
 * Markdown as a text with styles beside it, for a widget that shows styled text. Pure; any thread. What is not finished yet, as in the middle of a stream, is
 * shown as far as it is understood: a fence without an end is code to the end.
 *
 * @param text without the marks
 * @param runs in order, without gaps or overlaps over styled text; plain text has none
 * @param lines those that are more than plain, in order
 * @param lastBlock where in the source the last top-level block begins; what stands before it cannot change any more by what is appended
 */
record Markdown(String text, List<Run> runs, List<Line> lines, int lastBlock) {

	private static final Parser PARSER = Parser.builder().includeSourceSpans(IncludeSourceSpans.BLOCKS).build();
	static final Pattern TABLE_RULE = Pattern.compile("\\|?\\s*:?-+:?\\s*(\\|\\s*:?-+:?\\s*)*\\|?");

	Markdown {
		runs = List.copyOf(runs);
		lines = List.copyOf(lines);
	}

	/**
	 * @param heading from 1 to 6; 0: none
	 * @param link its address; empty: none
	 */
	record Style(boolean bold, boolean italic, boolean code, boolean quote, int heading, String link) {
		static final Style PLAIN = new Style(false, false, false, false, 0, "");

		Style withBold() {
			return new Style(true, italic, code, quote, heading, link);
		}

		Style withItalic() {
			return new Style(bold, true, code, quote, heading, link);
		}

		Style withCode() {
			return new Style(bold, italic, true, quote, heading, link);
		}

		Style withQuote() {
			return new Style(bold, italic, code, true, heading, link);
		}

		Style withHeading(int level) {
			return new Style(true, italic, code, quote, level, link);
		}

		Style withLink(String address) {
			return new Style(bold, italic, code, quote, heading, address);
		}
	}

	/** Some characters of one style. */
	record Run(int start, int length, Style style) {
		int end() {
			return start + length;
		}
	}

	/**
	 * A line of the text.
	 *
	 * @param start of its first character
	 * @param level how deep it stands in lists or quotes
	 * @param hang how many characters its mark has, under which the line's continuation does not go
	 * @param block whether it belongs to a block of code
	 */
	record Line(int start, int level, int hang, boolean block) {
	}

	static Markdown of(String source) {
		Node document = PARSER.parse(source);
		MarkdownWriter writer = new MarkdownWriter();
		document.accept(writer);
		int last = 0;
		if (document.getLastChild() != null) {
			List<SourceSpan> spans = document.getLastChild().getSourceSpans();
			last = spans.isEmpty() ? 0 : spans.getFirst().getInputIndex();
		}
		return new Markdown(writer.text(), writer.runs(), writer.lines(), last);
	}

	/** How many characters at the start are the same as in another one, in text and in style. */
	int common(Markdown other) {
		int same = 0;
		int most = Math.min(text.length(), other.text.length());
		while (same < most && text.charAt(same) == other.text.charAt(same)) {
			same++;
		}
		same = Math.min(same, firstDifference(runs, other.runs));
		List<Integer> starts = lines.stream().map(Line::start).toList();
		List<Integer> otherStarts = other.lines.stream().map(Line::start).toList();
		for (int i = 0; i < Math.max(starts.size(), otherStarts.size()); i++) {
			if (i >= lines.size() || i >= other.lines.size() || !lines.get(i).equals(other.lines.get(i))) {
				same = Math.min(same, Math.min(i < starts.size() ? starts.get(i) : same, i < otherStarts.size() ? otherStarts.get(i) : same));
				break;
			}
		}
		return same;
	}

	private static int firstDifference(List<Run> some, List<Run> others) {
		for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
			if (i >= some.size()) {
				return others.get(i).start();
			}
			if (i >= others.size()) {
				return some.get(i).start();
			}
			if (!some.get(i).equals(others.get(i))) {
				return Math.min(some.get(i).start(), others.get(i).start());
			}
		}
		return Integer.MAX_VALUE;
	}

	/** The rows of a table with cells under each other, as wide as a font of fixed width shows them; the rule below the head is the second. */
	static String table(List<String> rows) {
		List<List<String>> cells = new ArrayList<>();
		for (String row : rows) {
			String inner = row.strip().replaceFirst("^\\|", "").replaceFirst("\\|$", "");
			List<String> line = new ArrayList<>();
			for (String cell : inner.split("\\|", -1)) {
				line.add(cell.strip());
			}
			cells.add(line);
		}
		List<Integer> widths = new ArrayList<>();
		for (int row = 0; row < cells.size(); row++) {
			for (int i = 0; i < cells.get(row).size() && row != 1; i++) {
				if (i == widths.size()) {
					widths.add(0);
				}
				widths.set(i, Math.max(widths.get(i), width(cells.get(row).get(i))));
			}
		}
		StringBuilder out = new StringBuilder();
		for (int row = 0; row < cells.size(); row++) {
			StringBuilder line = new StringBuilder();
			for (int i = 0; i < widths.size(); i++) {
				String cell = row == 1 ? "-".repeat(widths.get(i)) : i < cells.get(row).size() ? cells.get(row).get(i) : "";
				line.append(i == 0 ? "" : row == 1 ? "-+-" : " | ").append(cell).append(" ".repeat(widths.get(i) - (row == 1 ? widths.get(i) : width(cell))));
			}
			out.append(out.isEmpty() ? "" : "\n").append(line.toString().stripTrailing());
		}
		return out.toString();
	}

	/** In columns of a font of fixed width, in which an ideograph takes two. */
	private static int width(String text) {
		return text.codePoints().map(c -> c >= 0x1100 && (c <= 0x115f || c >= 0x2e80 && c <= 0xa4cf || c >= 0xac00 && c <= 0xd7a3 || c >= 0xf900 && c <= 0xfaff
				|| c >= 0xfe30 && c <= 0xfe6f || c >= 0xff00 && c <= 0xff60 || c >= 0x1f300 && c <= 0x1faff || c >= 0x20000) ? 2 : 1).sum();
	}
}
