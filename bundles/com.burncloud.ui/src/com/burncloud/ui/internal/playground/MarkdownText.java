package com.burncloud.ui.internal.playground;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyleRange;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import com.burncloud.ui.internal.playground.Markdown.Line;
import com.burncloud.ui.internal.playground.Markdown.Run;
import com.burncloud.ui.internal.playground.Markdown.Style;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** Shows {@link Markdown} as it grows: only what differs from what is there is replaced, so that a selection stays and little is laid out anew. */
final class MarkdownText {
	private static final int INDENT = 16;
	private static final int BLOCK_INDENT = 10;
	/** About what a character of a list's mark takes. */
	private static final int MARK_WIDTH = 6;

	private final StyledText text;
	private final Role ink;
	private Markdown shown = new Markdown("", List.of(), List.of(), 0);

	MarkdownText(Composite parent, Role ink) {
		this.ink = ink;
		text = new StyledText(parent, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
		text.setCaret(null);
		text.setLineSpacing(3);
		text.setMargins(0, 0, 0, 0);
		text.setFont(Fonts.of(parent).plain());
		Palette.of(text).follow(text, () -> {
			text.setBackground(Palette.of(text).get(Role.PANEL));
			text.setForeground(Palette.of(text).get(ink));
			style(0);
		});
		text.addListener(SWT.MouseUp, event -> {
			if (event.button == 1 && text.getSelectionCount() == 0) {
				link(event).ifPresent(Program::launch);
			}
		});
		text.addListener(SWT.MouseMove, event -> text.setCursor(link(event).isPresent() ? text.getDisplay().getSystemCursor(SWT.CURSOR_HAND) : null));
	}

	StyledText control() {
		return text;
	}

	/** Only what a browser is for: a model's answer starts no programs. */
	private Optional<String> link(Event event) {
		int offset = text.getOffsetAtPoint(new Point(event.x, event.y));
		return shown.runs().stream().filter(run -> offset >= run.start() && offset < run.end()).map(run -> run.style().link()).filter(link -> link.matches("https?://.+"))
				.findFirst();
	}

	/** @return whether anything changed */
	boolean show(Markdown next) {
		if (next.equals(shown)) {
			return false;
		}
		int same = next.common(shown);
		shown = next;
		text.replaceTextRange(same, text.getCharCount() - same, next.text().substring(same));
		style(same);
		return true;
	}

	private void style(int from) {
		List<StyleRange> ranges = new ArrayList<>();
		for (Run run : shown.runs()) {
			if (run.end() > from) {
				StyleRange range = range(run.style());
				range.start = Math.max(from, run.start());
				range.length = run.end() - range.start;
				ranges.add(range);
			}
		}
		text.replaceStyleRanges(from, text.getCharCount() - from, ranges.toArray(StyleRange[]::new));
		for (Line line : shown.lines()) {
			if (line.start() >= from && line.start() <= text.getCharCount()) {
				int index = text.getLineAtOffset(line.start());
				int indent = Math.max(0, line.level() - (line.hang() > 0 ? 1 : 0)) * INDENT + (line.block() ? BLOCK_INDENT : 0);
				text.setLineIndent(index, 1, indent);
				text.setLineWrapIndent(index, 1, indent + line.hang() * MARK_WIDTH);
				text.setLineBackground(index, 1, line.block() ? Palette.of(text).get(Role.CODE) : null);
			}
		}
	}

	private StyleRange range(Style style) {
		Palette palette = Palette.of(text);
		Fonts fonts = Fonts.of(text);
		StyleRange range = new StyleRange();
		if (style.code()) {
			range.font = fonts.code();
			range.background = palette.get(Role.CODE);
		} else if (style.heading() > 0 && style.heading() <= 3) {
			range.font = style.heading() == 1 ? fonts.title() : fonts.heading();
		} else {
			range.fontStyle = (style.bold() ? SWT.BOLD : 0) | (style.italic() ? SWT.ITALIC : 0);
		}
		range.foreground = palette.get(style.quote() ? Role.MUTED : ink);
		if (!style.link().isEmpty()) {
			range.underline = true;
			range.foreground = palette.mix(Role.ACCENT, Role.TEXT, 0.25);
		}
		return range;
	}
}
