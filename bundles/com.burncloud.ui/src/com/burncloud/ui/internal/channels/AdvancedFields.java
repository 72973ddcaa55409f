package com.burncloud.ui.internal.channels;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** What most channels leave as it is, behind a button that opens it. */
final class AdvancedFields {
	private static final String LIMITS = "timeouts";
	private static final Set<String> KEYS = Set.of("groups", "priority", "weight", "headers");

	private final Form form;
	private final Words words;
	private final FlatButton toggle;
	private final Composite section;
	private final Map<String, Text> limits = new LinkedHashMap<>();
	private Text groups;
	private Text priority;
	private Text weight;
	private Text headers;
	private boolean open;

	AdvancedFields(Form form, Words words, ChannelDraft start) {
		this.form = form;
		this.words = words;
		toggle = new FlatButton(form.fields(), FlatButton.Kind.QUIET, words.get("advanced"), "chevron-right", Role.PANEL, () -> open(!open));
		GridData left = new GridData(SWT.BEGINNING, SWT.CENTER, false, false, 2, 1);
		left.horizontalIndent = -8; // its icon stands under the names of the fields
		toggle.setLayoutData(left);
		section = form.section();
		form.into(section, () -> fill(start));
		boolean usual = start.groups().equals(Set.of("default")) && start.priority() == 0 && start.weight() == 1 && start.headers().isEmpty() && start.timeouts().equals(Timeouts.DEFAULT);
		open(!usual);
	}

	private void fill(ChannelDraft start) {
		groups = form.text("groups", words.get("field.groups"), "default");
		groups.setText(String.join(", ", new TreeSet<>(start.groups())));
		groups.setToolTipText(words.get("groups.hint"));
		priority = form.text("priority", words.get("column.priority"), "0");
		priority.setText(String.valueOf(start.priority()));
		form.hint(words.get("priority.hint"));
		weight = form.text("weight", words.get("column.weight"), "1");
		weight.setText(String.valueOf(start.weight()));
		form.hint(words.get("weight.hint"));
		Composite place = form.custom(words.get("field.timeouts"));
		place.setLayout(Texture.grid(4, 0, 8));
		limit(place, "connect", start.timeouts().connect());
		limit(place, "firstByte", start.timeouts().firstByte());
		limit(place, "idle", start.timeouts().idle());
		limit(place, "total", start.timeouts().total());
		form.finish(LIMITS, place);
		form.hint(words.get("timeouts.hint"));
		headers = form.text("headers", words.get("field.headers"), "", SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
		((GridData) headers.getLayoutData()).heightHint = 52;
		headers.setText(new TreeMap<>(start.headers()).entrySet().stream().map(entry -> entry.getKey() + ": " + entry.getValue()).collect(Collectors.joining("\n")));
		form.hint(words.get("headers.hint"));
	}

	private void limit(Composite place, String key, Duration value) {
		String name = words.get("limit." + key);
		Texture.label(place, name, Fonts.of(place).plain(), Role.PANEL, Role.TEXT);
		Text text = new Text(place, SWT.BORDER | SWT.SINGLE | SWT.RIGHT);
		text.setText(value.isZero() ? "" : ChannelPane.seconds(value));
		text.setMessage(key.equals("total") ? words.get("limit.none") : "");
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		Form.named(text, name);
		GridData data = Texture.wide();
		data.widthHint = 60;
		text.setLayoutData(data);
		limits.put(key, text);
	}

	private void open(boolean now) {
		open = now;
		toggle.setIcon(now ? "chevron-down" : "chevron-right");
		form.show(section, now);
	}

	/** Makes a field visible that something is wrong with. */
	void reveal(String field) {
		if (!open && (KEYS.contains(field) || field.startsWith(LIMITS))) {
			open(true);
		}
	}

	Set<String> groups() {
		Set<String> all = new LinkedHashSet<>();
		List.of(groups.getText().split("[,，、;；\\n]+")).forEach(group -> {
			if (!group.isBlank()) {
				all.add(group.strip());
			}
		});
		return all;
	}

	int priority() {
		return number("priority", priority);
	}

	int weight() {
		return number("weight", weight);
	}

	private int number(String field, Text text) {
		try {
			return text.getText().isBlank() ? Integer.parseInt(text.getMessage()) : Integer.parseInt(text.getText().strip());
		} catch (NumberFormatException no) {
			throw new InvalidFieldException(field, words.get("noNumber", text.getText().strip()));
		}
	}

	Timeouts timeouts() {
		return new Timeouts(limit("connect"), limit("firstByte"), limit("idle"), limit("total"));
	}

	private Duration limit(String key) {
		String text = limits.get(key).getText().strip();
		try {
			if (text.isEmpty()) {
				return switch (key) {
				case "connect" -> Timeouts.DEFAULT.connect();
				case "firstByte" -> Timeouts.DEFAULT.firstByte();
				case "idle" -> Timeouts.DEFAULT.idle();
				default -> Duration.ZERO;
				};
			}
			return Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValue());
		} catch (NumberFormatException no) {
			throw new InvalidFieldException(LIMITS, words.get("limit.noNumber", words.get("limit." + key), text));
		}
	}

	Map<String, String> headers() {
		Map<String, String> all = new LinkedHashMap<>();
		for (String line : headers.getText().split("\\R")) {
			if (!line.isBlank()) {
				int colon = line.indexOf(':');
				if (colon < 1) {
					throw new InvalidFieldException("headers", words.get("headers.noColon", line.strip()));
				}
				all.put(line.substring(0, colon).strip(), line.substring(colon + 1).strip());
			}
		}
		return all;
	}
}
