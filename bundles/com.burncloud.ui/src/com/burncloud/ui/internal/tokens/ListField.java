package com.burncloud.ui.internal.tokens;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** A field of words with commas between, and below it some words to be clicked in and out. Free text stays possible. */
final class ListField {
	private static final int MOST = 8;

	private final Text text;
	private final List<String> offered;
	private final Composite row;
	private final Form form;
	private List<String> shown = List.of();

	ListField(Form form, String key, String name, String hint, List<String> offered, List<String> chosen) {
		this.form = form;
		this.offered = offered;
		Composite place = form.custom(name);
		place.setLayout(Texture.grid(1, 0, 4));
		text = new Text(place, SWT.BORDER | SWT.SINGLE);
		text.setMessage(hint);
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		text.setLayoutData(Texture.wide());
		Form.named(text, name);
		row = Texture.group(place, Role.PANEL);
		RowLayout layout = new RowLayout();
		layout.marginLeft = 0;
		layout.marginTop = 0;
		layout.marginBottom = 0;
		layout.spacing = 4;
		row.setLayout(layout);
		org.eclipse.swt.layout.GridData data = Texture.wide();
		data.widthHint = 200;
		row.setLayoutData(data);
		form.finish(key, text);
		text.setText(String.join(", ", chosen));
		text.addListener(SWT.Modify, event -> offer());
		offer();
	}

	String getText() {
		return text.getText();
	}

	/** What begins as the last word does; all while that is whole. */
	private void offer() {
		List<String> words = Entries.list(text.getText());
		String typed = words.isEmpty() || text.getText().matches("(?s).*[,，、]\\s*$") || offered.contains(words.getLast()) ? "" : words.getLast().toLowerCase(java.util.Locale.ROOT);
		List<String> next = offered.stream().filter(each -> each.toLowerCase(java.util.Locale.ROOT).contains(typed)).limit(MOST).toList();
		if (!next.equals(shown)) {
			shown = next;
			for (var child : row.getChildren()) {
				child.dispose();
			}
			next.forEach(word -> Tabs.small(new FlatButton(row, FlatButton.Kind.PLAIN, word, Role.PANEL, () -> toggle(word, typed))));
			org.eclipse.swt.layout.GridData data = (org.eclipse.swt.layout.GridData) row.getLayoutData();
			data.exclude = next.isEmpty();
			row.setVisible(!next.isEmpty());
			form.relayout();
		}
		for (var child : row.getChildren()) {
			if (child instanceof FlatButton button) {
				button.setSelected(words.contains(button.getText()));
			}
		}
	}

	private void toggle(String word, String typed) {
		List<String> words = new ArrayList<>(Entries.list(text.getText()));
		if (!words.remove(word)) {
			if (!typed.isEmpty()) {
				words.removeLast();
			}
			words.add(word);
		}
		// The buttons are made anew by the change, and this one is under the mouse just now.
		text.getDisplay().asyncExec(() -> {
			if (!text.isDisposed()) {
				text.setText(String.join(", ", words));
				text.setSelection(text.getCharCount());
			}
		});
	}
}
