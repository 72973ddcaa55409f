package com.burncloud.ui.internal.channels;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.channels.Trials.Trial;
import com.burncloud.ui.internal.Said;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Details;
import com.burncloud.ui.internal.widget.Dot;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** The details beside the table: of one channel, or what can be done with several. */
final class ChannelPane {
	private final Details details;
	private final Words words;
	private final PlainWords plain;
	private final ChannelActions actions;
	private Optional<View> shown = Optional.empty();

	/**
	 * All that is to be seen; the same again is not drawn again.
	 *
	 * @param states of the rows in words, which change with the time alone
	 */
	record View(List<ChannelRow> rows, List<String> states, Optional<Facts> facts, Map<String, Trial> trials, String defaultAddress) {
	}

	ChannelPane(Composite parent, Words words, ChannelActions actions) {
		this.words = words;
		this.actions = actions;
		plain = new PlainWords(words);
		details = new Details(parent);
	}

	Details control() {
		return details;
	}

	void show(View view) {
		if (shown.equals(Optional.of(view))) {
			return;
		}
		shown = Optional.of(view);
		String focused = details.getDisplay().getFocusControl() instanceof FlatButton button && inside(button) ? button.getText() : "";
		details.clear();
		switch (view.rows().size()) {
		case 0 -> details.sentence(details.body(), words.get("details.none"), Role.PANEL, Role.MUTED);
		case 1 -> one(view, view.rows().getFirst());
		default -> many(view);
		}
		details.done();
		refocus(details.body(), focused);
	}

	private boolean inside(Control control) {
		for (Composite parent = control.getParent(); parent != null; parent = parent.getParent()) {
			if (parent == details) {
				return true;
			}
		}
		return false;
	}

	/** A button that was pressed keeps the keyboard when what is around it is drawn anew. */
	private static void refocus(Composite parent, String text) {
		for (Control child : parent.getChildren()) {
			if (child instanceof FlatButton button && !text.isEmpty() && button.getText().equals(text)) {
				button.setFocus();
			} else if (child instanceof Composite inner) {
				refocus(inner, text);
			}
		}
	}

	private void one(View view, ChannelRow row) {
		Channel channel = row.channel();
		String address = channel.baseUrl().map(Object::toString).orElse(view.defaultAddress());
		details.title(row.name(), words.type(row) + (address.isEmpty() ? "" : " · " + address), row.dot());
		if (row.offered()) {
			details.sentence(details.body(), words.get("offered"), Role.PANEL, Role.MUTED);
		}
		if (row.health().state() != Health.State.HEALTHY) {
			details.row(words.get("column.state"), words.state(row), Fonts.of(details).plain(), row.health().state() == Health.State.COOLING ? Role.WARN : Role.MUTED);
		}
		if (channel.maskedKey().isEmpty()) {
			details.row(words.get("field.apiKey"), words.get("key.none"), Fonts.of(details).plain(), Role.MUTED);
		} else {
			details.code(words.get("field.apiKey"), channel.maskedKey());
		}
		details.row(words.get("column.models"), channel.models().isEmpty() ? words.get("models.none") : String.join(", ", channel.models()));
		details.tags(words.get("field.groups"), List.copyOf(new TreeSet<>(channel.groups())));
		if (!channel.modelMapping().isEmpty()) {
			StringBuilder redirects = new StringBuilder();
			new TreeMap<>(channel.modelMapping()).forEach((asked, sent) -> redirects.append(redirects.isEmpty() ? "" : "\n").append(asked).append(" → ").append(sent));
			details.code(words.get("field.modelMapping"), redirects.toString());
		}
		details.row(words.get("details.success"), success(row.today()));
		details.row(words.get("details.timeouts"), timeouts(channel.timeouts()));
		if (!channel.headers().isEmpty()) {
			details.code(words.get("details.headers"), String.join("\n", new TreeSet<>(channel.headers().keySet())));
		}
		lastError(row, view.facts());
		buttons(List.of(row), view.trials().get(row.id()) instanceof Trial.Running);
		Optional.ofNullable(view.trials().get(row.id())).ifPresent(trial -> trial(row, trial));
		view.facts().filter(facts -> !facts.models().isEmpty()).ifPresent(facts -> models(facts.models()));
	}

	private String success(Optional<UsageBucket> today) {
		return today.filter(each -> each.requests() > 0)
				.map(each -> words.get("details.rate", String.format("%.1f", 100.0 * (each.requests() - each.errors()) / each.requests()), each.requests()))
				.orElse(words.get("details.noRequests"));
	}

	private String timeouts(Timeouts timeouts) {
		return words.get("details.limits", seconds(timeouts.connect()), seconds(timeouts.firstByte()), seconds(timeouts.idle()))
				+ (timeouts.total().isZero() ? "" : " · " + words.get("details.total", seconds(timeouts.total())));
	}

	static String seconds(Duration duration) {
		return duration.toMillis() % 1_000 == 0 ? String.valueOf(duration.toSeconds()) : String.valueOf(duration.toMillis() / 1_000.0);
	}

	private void lastError(ChannelRow row, Optional<Facts> facts) {
		Optional<UsageRecord> logged = facts.flatMap(Facts::lastError);
		if (row.health().lastError().isPresent() && row.channel().enabled() && row.installed()) {
			details.row(words.get("details.lastError"), Said.here(row.health().lastError().get()), Fonts.of(details).plain(), Role.BAD);
		} else if (logged.isPresent()) {
			UsageRecord record = logged.get();
			details.row(words.get("details.lastError"), Words.clock(record.at()) + " · " + record.status() + " · " + Said.here(record.error()), Fonts.of(details).plain(), Role.MUTED);
		}
	}

	private void buttons(List<ChannelRow> rows, boolean testing) {
		Composite line = details.buttons();
		button(line, "test", () -> actions.test(rows, Optional.empty())).setEnabled(!testing);
		if (rows.stream().allMatch(ChannelRow::offered)) {
			button(line, "offered.open", () -> actions.model(rows.getFirst()));
			return;
		}
		if (rows.size() == 1) {
			ChannelRow row = rows.getFirst();
			button(line, "edit", () -> actions.edit(row));
			button(line, row.channel().enabled() ? "disable" : "enable", () -> actions.enable(rows, !row.channel().enabled()));
			button(line, "duplicate", () -> actions.duplicate(row));
		} else {
			button(line, "enable", () -> actions.enable(rows, true));
			button(line, "disable", () -> actions.enable(rows, false));
		}
		new FlatButton(line, FlatButton.Kind.DANGER, "", "trash", Role.PANEL, () -> actions.delete(rows)).setAccessibleName(words.get("delete"));
	}

	private FlatButton button(Composite line, String key, Runnable action) {
		return new FlatButton(line, FlatButton.Kind.PLAIN, words.get(key), Role.PANEL, action);
	}

	private void trial(ChannelRow row, Trial trial) {
		Composite box = details.box(words.get("test.title"));
		switch (trial) {
		case Trial.Running running -> {
			details.sentence(box, words.get("test.running"), Role.RAISED, Role.TEXT);
			new FlatButton(box, FlatButton.Kind.QUIET, words.get("cancel"), Role.RAISED, () -> actions.trials().cancel(row.id()));
		}
		case Trial.Failed failed -> details.sentence(box, failed.sentence(), Role.RAISED, Role.BAD);
		case Trial.Done done -> {
			var result = done.result();
			details.sentence(box, plain.line(result), Role.RAISED, result.ok() ? Role.GOOD : Role.BAD);
			String meaning = result.ok() ? words.get("test.answer", result.message()) : plain.meaning(result);
			details.sentence(box, meaning, Role.RAISED, Role.TEXT);
			if (!result.ok() && !meaning.equals(result.message()) && Said.here(result.message()).equals(result.message()) && !result.message().isBlank()) {
				details.sentence(box, words.get("test.upstream", result.message()), Role.RAISED, Role.MUTED);
			}
		}
		}
	}

	private void models(Map<String, Health> models) {
		Composite box = details.box(words.get("details.models"));
		models.forEach((model, health) -> {
			String figure = health.state() == Health.State.COOLING ? words.cooling(health)
					: health.latencyMillis().isPresent() ? words.latency(health.latencyMillis().getAsLong()) : "—";
			Role dot = health.state() == Health.State.HEALTHY ? Role.GOOD : health.state() == Health.State.COOLING ? Role.WARN : Role.MUTED;
			line(box, dot, model, figure, health.state() == Health.State.COOLING ? Role.WARN : Role.MUTED);
		});
	}

	private void line(Composite box, Role dot, String name, String state, Role ink) {
		Composite line = Texture.group(box, Role.RAISED);
		line.setLayout(Texture.grid(3, 0, 6));
		line.setLayoutData(Texture.wide());
		new Dot(line, dot, Role.RAISED);
		Label left = Texture.label(line, SWT.WRAP, name, Fonts.of(details).plain(), Role.RAISED, Role.TEXT);
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
		data.widthHint = 60;
		left.setLayoutData(data);
		Texture.label(line, state, Fonts.of(details).plain(), Role.RAISED, ink);
	}

	private void many(View view) {
		details.title(words.get("details.selected", view.rows().size()), "", null);
		buttons(view.rows(), view.rows().stream().allMatch(row -> view.trials().get(row.id()) instanceof Trial.Running));
		Composite box = details.box("");
		for (ChannelRow row : view.rows()) {
			Trial trial = view.trials().get(row.id());
			String text = switch (trial) {
			case null -> words.state(row);
			case Trial.Running running -> words.get("test.running");
			case Trial.Failed failed -> words.get("test.silent");
			case Trial.Done done -> plain.outcome(done.result());
			};
			Role ink = trial instanceof Trial.Done done ? done.result().ok() ? Role.GOOD : Role.BAD : trial instanceof Trial.Failed ? Role.BAD : Role.MUTED;
			line(box, row.dot(), row.name(), text, ink);
		}
	}
}
