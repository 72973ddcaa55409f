package com.burncloud.ui.internal.playground;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.ListBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.node.ThematicBreak;

import com.burncloud.ui.internal.playground.Markdown.Line;
import com.burncloud.ui.internal.playground.Markdown.Run;
import com.burncloud.ui.internal.playground.Markdown.Style;

/** Walks over the parsed document once and writes it down as text, runs and lines. */
final class MarkdownWriter extends AbstractVisitor {
	private static final String[] BULLETS = { "•  ", "◦  ", "▪  " };
	private static final String RULE = "────────────────";

	private final StringBuilder out = new StringBuilder();
	private final List<Run> runs = new ArrayList<>();
	private final List<Line> lines = new ArrayList<>();
	private Style style = Style.PLAIN;
	private int level;
	/** Of the list item that begins, until its first line is there. */
	private String mark = "";

	String text() {
		return out.toString();
	}

	List<Run> runs() {
		return runs;
	}

	List<Line> lines() {
		return lines;
	}

	private void write(String text) {
		if (text.isEmpty()) {
			return;
		}
		if (!style.equals(Style.PLAIN)) {
			if (!runs.isEmpty() && runs.getLast().end() == out.length() && runs.getLast().style().equals(style)) {
				Run last = runs.removeLast();
				runs.add(new Run(last.start(), last.length() + text.length(), style));
			} else {
				runs.add(new Run(out.length(), text.length(), style));
			}
		}
		out.append(text);
	}

	private void in(UnaryOperator<Style> change, Runnable inner) {
		Style outer = style;
		style = change.apply(style);
		inner.run();
		style = outer;
	}

	/** Begins a block: an empty line before it, unless it is the first, is under its heading, or its list is a tight one. */
	private void block(Node node) {
		if (!out.isEmpty()) {
			boolean apart = mark.isEmpty() ? !tight(node) : startsLooseItem(node);
			out.append(apart && !(node.getPrevious() instanceof Heading) ? "\n\n" : "\n");
		}
		line(false);
	}

	private static boolean tight(Node node) {
		return node.getParent() instanceof ListItem item && ((ListBlock) item.getParent()).isTight();
	}

	/** The first line of a list, which stands apart from what is before it. */
	private static boolean startsLooseItem(Node node) {
		if (!(node.getParent() instanceof ListItem item) || node.getPrevious() != null) {
			return false;
		}
		ListBlock list = (ListBlock) item.getParent();
		boolean nested = list.getParent() instanceof ListItem;
		return item.getPrevious() == null ? !nested : !list.isTight();
	}

	private void line(boolean code) {
		int start = out.length();
		if (!mark.isEmpty()) {
			String written = mark;
			mark = "";
			lines.add(new Line(start, level, written.length(), code));
			in(each -> Style.PLAIN, () -> write(written));
		} else if (level > 0 || code) {
			lines.add(new Line(start, level, 0, code));
		}
	}

	@Override
	public void visit(Paragraph paragraph) {
		block(paragraph);
		int start = out.length();
		int runsBefore = runs.size();
		visitChildren(paragraph);
		List<String> rows = Arrays.asList(out.substring(start).split("\n"));
		if (rows.size() >= 2 && rows.getFirst().contains("|") && Markdown.TABLE_RULE.matcher(rows.get(1).strip()).matches()) {
			out.setLength(start);
			while (runs.size() > runsBefore) {
				runs.removeLast();
			}
			in(Style::withCode, () -> codeLines(Markdown.table(rows)));
		}
	}

	private void codeLines(String literal) {
		String[] rows = literal.split("\n", -1);
		for (int i = 0; i < rows.length; i++) {
			if (i > 0) {
				write("\n");
			}
			if (lines.isEmpty() || lines.getLast().start() != out.length()) {
				lines.add(new Line(out.length(), level, 0, true));
			} else {
				Line same = lines.removeLast();
				lines.add(new Line(same.start(), same.level(), same.hang(), true));
			}
			write(rows[i]);
		}
	}

	private void code(Node node, String literal) {
		block(node);
		in(Style::withCode, () -> codeLines(literal.stripTrailing()));
	}

	@Override
	public void visit(FencedCodeBlock block) {
		code(block, block.getLiteral());
	}

	@Override
	public void visit(IndentedCodeBlock block) {
		code(block, block.getLiteral());
	}

	@Override
	public void visit(HtmlBlock block) {
		code(block, block.getLiteral());
	}

	@Override
	public void visit(Heading heading) {
		block(heading);
		in(each -> each.withHeading(heading.getLevel()), () -> visitChildren(heading));
	}

	@Override
	public void visit(ThematicBreak rule) {
		block(rule);
		in(Style::withQuote, () -> write(RULE));
	}

	@Override
	public void visit(BlockQuote quote) {
		level++;
		in(Style::withQuote, () -> visitChildren(quote));
		level--;
	}

	@Override
	public void visit(BulletList list) {
		items(list, index -> BULLETS[Math.min(level - 1, BULLETS.length - 1)]);
	}

	@Override
	public void visit(OrderedList list) {
		int first = list.getMarkerStartNumber() == null ? 1 : list.getMarkerStartNumber();
		items(list, index -> (first + index) + ". ");
	}

	private void items(ListBlock list, java.util.function.IntFunction<String> marks) {
		level++;
		int index = 0;
		for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
			mark = marks.apply(index++);
			visitChildren(item);
			if (!mark.isEmpty()) { // an item without anything in it
				out.append(out.isEmpty() ? "" : "\n");
				line(false);
			}
		}
		level--;
	}

	@Override
	public void visit(Text text) {
		write(text.getLiteral());
	}

	@Override
	public void visit(Code code) {
		in(Style::withCode, () -> write(code.getLiteral()));
	}

	@Override
	public void visit(Emphasis emphasis) {
		in(Style::withItalic, () -> visitChildren(emphasis));
	}

	@Override
	public void visit(StrongEmphasis emphasis) {
		in(Style::withBold, () -> visitChildren(emphasis));
	}

	@Override
	public void visit(Link link) {
		in(each -> each.withLink(link.getDestination()), () -> visitChildren(link));
	}

	@Override
	public void visit(Image image) {
		in(each -> each.withLink(image.getDestination()), () -> {
			int before = out.length();
			visitChildren(image);
			if (out.length() == before) {
				write(image.getDestination());
			}
		});
	}

	@Override
	public void visit(HtmlInline html) {
		write(html.getLiteral());
	}

	/** Models end lines where they mean it. */
	@Override
	public void visit(SoftLineBreak end) {
		newLine();
	}

	@Override
	public void visit(HardLineBreak end) {
		newLine();
	}

	private void newLine() {
		write("\n");
		if (level > 0) {
			lines.add(new Line(out.length(), level, 0, false));
		}
	}
}
