package com.burncloud.ui.internal.channels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** The redirects as a table of two columns, what the client asks for and what the upstream gets, with a sentence about each below. */
final class MappingField {
	static final String KEY = "modelMapping";
	private static final int ARROW = 16;
	private static final int REMOVE = 32;
	private static final int CELL = 100;

	private record Row(Composite line, Text asked, Text sent) {
	}

	private final Form form;
	private final Words words;
	private final Composite place;
	private final Composite table;
	private final Label preview;
	private final List<Row> rows = new ArrayList<>();

	MappingField(Form form, Words words, Map<String, String> mapping) {
		this.form = form;
		this.words = words;
		place = form.custom(words.get("field.modelMapping"));
		place.setLayout(Texture.grid(1, 0, 4));
		table = Texture.group(place, Role.PANEL);
		table.setLayout(Texture.grid(1, 0, 4));
		table.setLayoutData(Texture.wide());
		head();
		Composite below = Texture.group(place, Role.PANEL);
		below.setLayout(Texture.grid(2, 0, 8));
		below.setLayoutData(Texture.wide());
		new FlatButton(below, FlatButton.Kind.PLAIN, words.get("mapping.add"), "plus", Role.PANEL, () -> {
			add("", "").asked().setFocus();
			form.relayout();
		});
		preview = Texture.label(below, SWT.WRAP, "", Fonts.of(place).small(), Role.PANEL, Role.MUTED);
		GridData data = Texture.wide();
		data.widthHint = 120;
		preview.setLayoutData(data);
		form.finish(KEY, table);
		new TreeMap<>(mapping).forEach(this::add);
		if (rows.isEmpty()) {
			add("", "");
		}
		changed();
	}

	private void head() {
		Composite line = line();
		for (String title : List.of(words.get("mapping.asked"), "", words.get("mapping.sent"), "")) {
			Label label = Texture.label(line, title, Fonts.of(place).small(), Role.PANEL, Role.MUTED);
			GridData data = title.isEmpty() ? Texture.width(line.getChildren().length == 2 ? ARROW : REMOVE) : Texture.wide();
			data.widthHint = title.isEmpty() ? data.widthHint : CELL;
			label.setLayoutData(data);
		}
	}

	private Composite line() {
		Composite line = Texture.group(table, Role.PANEL);
		line.setLayout(Texture.grid(4, 0, 6));
		line.setLayoutData(Texture.wide());
		return line;
	}

	private Row add(String asked, String sent) {
		Composite line = line();
		Text left = cell(line, words.get("mapping.asked"), asked, "gpt-4");
		Texture.label(line, "→", Fonts.of(place).plain(), Role.PANEL, Role.MUTED).setLayoutData(Texture.width(ARROW));
		Text right = cell(line, words.get("mapping.sent"), sent, "gpt-4o");
		Row row = new Row(line, left, right);
		FlatButton remove = new FlatButton(line, FlatButton.Kind.QUIET, "", "close", Role.PANEL, () -> remove(row));
		remove.setAccessibleName(words.get("mapping.remove"));
		remove.setLayoutData(Texture.width(REMOVE));
		rows.add(row);
		return row;
	}

	private Text cell(Composite line, String name, String value, String example) {
		Text text = new Text(line, SWT.BORDER | SWT.SINGLE);
		text.setText(value);
		text.setMessage(rows.isEmpty() ? words.get("example", example) : "");
		GridData data = Texture.wide();
		data.widthHint = CELL;
		text.setLayoutData(data);
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		Form.named(text, name);
		text.addListener(SWT.Modify, event -> changed());
		return text;
	}

	private void remove(Row row) {
		rows.remove(row);
		row.line().dispose();
		if (rows.isEmpty()) {
			add("", "");
		}
		changed();
		form.relayout();
	}

	private void changed() {
		String text = rows.stream().filter(row -> !asked(row).isEmpty() && !sent(row).isEmpty()).map(row -> words.get("mapping.preview", asked(row), sent(row)))
				.collect(Collectors.joining("\n"));
		String shown = Texture.escape(text.isEmpty() ? words.get("mapping.none") : text);
		if (!preview.getText().equals(shown)) {
			preview.setText(shown);
			form.relayout();
		}
	}

	private static String asked(Row row) {
		return row.asked().getText().strip();
	}

	private static String sent(Row row) {
		return row.sent().getText().strip();
	}

	/** @throws InvalidFieldException when one half of a row is missing */
	Map<String, String> mapping() {
		Map<String, String> mapping = new LinkedHashMap<>();
		for (Row row : rows) {
			if (asked(row).isEmpty() != sent(row).isEmpty()) {
				throw new InvalidFieldException(KEY, words.get("mapping.half"));
			}
			if (!asked(row).isEmpty() && mapping.put(asked(row), sent(row)) != null) {
				throw new InvalidFieldException(KEY, words.get("mapping.twice", asked(row)));
			}
		}
		return mapping;
	}
}
