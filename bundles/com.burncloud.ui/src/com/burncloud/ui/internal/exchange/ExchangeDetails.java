package com.burncloud.ui.internal.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Said;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Details;
import com.burncloud.ui.internal.widget.Dot;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** Everything about one exchange, beside the log. UI thread. */
public final class ExchangeDetails extends Composite {
	public static final int WIDTH = 320;
	private static final int SETTLE_MILLIS = 100;

	private final Texts texts = Texts.of(ExchangeDetails.class);
	private final Wording wording = new Wording();
	private final ExchangeActions actions;
	private final Details details;
	private final Runnable close;
	private final Runnable fill = this::fill;
	private Optional<UsageRecord> wanted = Optional.empty();
	private Optional<UsageRecord> shown = Optional.empty();

	/** @param close what its cross does */
	public ExchangeDetails(Composite parent, Workbench workbench, Runnable close) {
		super(parent, SWT.NONE);
		this.close = close;
		actions = new ExchangeActions(workbench);
		setLayout(new FillLayout());
		details = new Details(this);
	}

	/** The first one at once; of those that follow each other quickly, as while a key is held, the last. */
	public void show(UsageRecord row) {
		wanted = Optional.of(row);
		if (shown.isEmpty()) {
			fill();
		} else {
			getDisplay().timerExec(SETTLE_MILLIS, fill);
		}
	}

	private void fill() {
		if (!isDisposed() && wanted.isPresent() && !wanted.equals(shown)) {
			shown = wanted;
			fill(wanted.get());
		}
	}

	private void fill(UsageRecord row) {
		details.setRedraw(false);
		details.clear();
		head(row);
		new Timeline(details.body(), row);
		if (Wording.failed(row)) {
			failure(row);
		}
		tokens(row);
		Composite buttons = details.buttons();
		new FlatButton(buttons, FlatButton.Kind.PLAIN, texts.get("action.curl"), "copy", Role.PANEL, () -> actions.copyAsCurl(row));
		new FlatButton(buttons, FlatButton.Kind.PLAIN, texts.get("action.again"), "send", Role.PANEL, () -> actions.sendAgain(row));
		rest(row);
		details.done();
		details.setRedraw(true);
	}

	/** Another exchange may be shown anew, even if it is the same one. */
	public void forget() {
		wanted = Optional.empty();
		shown = Optional.empty();
	}

	private void head(UsageRecord row) {
		Composite line = Texture.group(details.body(), Role.PANEL);
		line.setLayout(Texture.grid(3, 0, 8));
		line.setLayoutData(Texture.wide());
		new Dot(line, Wording.dot(row), Role.PANEL);
		Label title = Texture.label(line, Wording.brief(row.requestId()), Fonts.of(this).heading(), Role.PANEL, Role.TEXT);
		title.setLayoutData(Texture.wide());
		title.setToolTipText(row.requestId());
		FlatButton cross = new FlatButton(line, FlatButton.Kind.QUIET, "", "close", Role.PANEL, close);
		cross.setAccessibleName(texts.get("details.close"));
		var small = new org.eclipse.swt.layout.GridData(24, 24);
		cross.setLayoutData(small);
		String dialects = row.dialectOut().isEmpty() || row.dialectIn().equals(row.dialectOut()) ? row.dialectIn() : row.dialectIn() + " → " + row.dialectOut();
		String subtitle = row.status() + " " + wording.outcome(row) + (dialects.isEmpty() ? "" : " · " + dialects);
		details.sentence(details.body(), subtitle, Role.PANEL, Role.MUTED);
	}

	private void failure(UsageRecord row) {
		Composite box = details.box(row.code().isEmpty() ? texts.get("details.error") : texts.get("details.error.code", row.code()));
		Text text = new Text(box, SWT.WRAP | SWT.READ_ONLY | SWT.MULTI);
		String own = row.error().isEmpty() ? wording.outcome(row) : Said.here(row.error());
		text.setText(own);
		Palette.of(text).paint(text, Role.RAISED, Role.BAD);
		var data = Texture.wide();
		data.widthHint = 120;
		text.setLayoutData(data);
		if (!row.error().isEmpty() && !own.equals(row.error())) {
			details.sentence(box, texts.get("details.original", row.error()), Role.RAISED, Role.MUTED);
		}
	}

	private void tokens(UsageRecord row) {
		Usage usage = row.usage();
		List<String> input = new ArrayList<>();
		if (usage.cacheReadTokens() > 0) {
			input.add(texts.get("details.cached", Figures.count(usage.cacheReadTokens())));
		}
		if (usage.cacheWriteTokens() > 0) {
			input.add(texts.get("details.cacheWritten", Figures.count(usage.cacheWriteTokens())));
		}
		List<String> output = new ArrayList<>();
		if (usage.reasoningTokens() > 0) {
			output.add(texts.get("details.reasoning", Figures.count(usage.reasoningTokens())));
		}
		if (usage.estimated()) {
			output.add(texts.get("details.estimated"));
		}
		details.row(texts.get("column.input"), bracketed(usage.promptTokens(), input));
		details.row(texts.get("column.output"), bracketed(usage.completionTokens(), output));
		details.row(texts.get("column.cost"), Figures.money(row.costNanos()));
		details.row(texts.get("details.fidelity"), row.fidelity().isEmpty() ? texts.get("details.faithful") : String.join("\n", row.fidelity()),
				Fonts.of(this).plain(), row.fidelity().isEmpty() ? Role.TEXT : Role.WARN);
	}

	private String bracketed(long count, List<String> notes) {
		return notes.isEmpty() ? Figures.count(count) : texts.get("details.bracketed", Figures.count(count), String.join(texts.get("details.separator"), notes));
	}

	private void rest(UsageRecord row) {
		details.row(texts.get("column.time"), Figures.full(row.at()));
		details.row(texts.get("column.ttfb"), row.ttfbMillis() == 0 ? Figures.NONE : Figures.duration(row.ttfbMillis()));
		details.row(texts.get("column.millis"), Figures.duration(row.millis()));
		details.row(texts.get("column.token"), row.token().isEmpty() ? Figures.NONE : row.token());
		details.row(texts.get("column.model"),
				row.upstreamModel().isEmpty() || row.upstreamModel().equals(row.model()) ? orNone(row.model()) : row.model() + " → " + row.upstreamModel());
		details.row(texts.get("column.channel"), orNone(row.channel()));
		details.row(texts.get("details.stream"), texts.get(row.stream() ? "yes" : "no"));
		details.code(texts.get("details.requestId"), row.requestId());
		if (!row.clientRequestId().isEmpty()) {
			details.code(texts.get("details.clientRequestId"), row.clientRequestId());
		}
	}

	private static String orNone(String text) {
		return text.isEmpty() ? Figures.NONE : text;
	}
}
