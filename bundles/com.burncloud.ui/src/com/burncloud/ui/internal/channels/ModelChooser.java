package com.burncloud.ui.internal.channels;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** The upstream's models to tick, with a filter. What the channel lists besides, such as {@code gpt-*}, is kept. */
final class ModelChooser {
	private final Form form;
	private final Words words;
	private final List<String> offered;
	private final Set<String> chosen = new LinkedHashSet<>();
	private final Text filter;
	private final Table table;
	private final Label count;

	ModelChooser(Shell owner, Words words, List<String> offered, List<String> present, Consumer<List<String>> done) {
		this.words = words;
		this.offered = offered;
		chosen.addAll(present);
		form = new Form(owner, words.get("models.choose"));
		Composite body = Texture.group(form.fields(), Role.PANEL);
		body.setLayout(Texture.grid(3, 0, 8));
		body.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, true, 2, 1));
		filter = new Text(body, SWT.SEARCH | SWT.ICON_CANCEL | SWT.BORDER);
		filter.setMessage(words.get("models.filter"));
		filter.setLayoutData(Texture.wide());
		Palette.of(filter).paint(filter, Role.PANEL, Role.TEXT);
		Form.named(filter, words.get("models.filter"));
		filter.addListener(SWT.Modify, event -> show());
		new FlatButton(body, FlatButton.Kind.PLAIN, words.get("models.all"), Role.PANEL, () -> tick(true));
		new FlatButton(body, FlatButton.Kind.PLAIN, words.get("models.noneOfThem"), Role.PANEL, () -> tick(false));
		table = new Table(body, SWT.CHECK | SWT.BORDER | SWT.V_SCROLL | SWT.FULL_SELECTION);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, true, 3, 1);
		data.heightHint = 320;
		table.setLayoutData(data);
		Palette.of(table).paint(table, Role.PANEL, Role.TEXT);
		Form.named(table, words.get("field.models"));
		table.addListener(SWT.Selection, event -> {
			if (event.detail == SWT.CHECK) {
				set(((TableItem) event.item).getText(), ((TableItem) event.item).getChecked());
			}
		});
		table.addListener(SWT.DefaultSelection, event -> {
			TableItem item = (TableItem) event.item;
			item.setChecked(!item.getChecked());
			set(item.getText(), item.getChecked());
		});
		count = Texture.label(body, "", Fonts.of(body).small(), Role.PANEL, Role.MUTED);
		count.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false, 3, 1));
		form.button(FlatButton.Kind.PLAIN, words.get("cancel"), form::close);
		form.button(FlatButton.Kind.PRIMARY, words.get("models.take"), () -> {
			List<String> result = List.copyOf(chosen);
			form.close();
			done.accept(result);
		});
		show();
	}

	private void show() {
		String wanted = filter.getText().strip().toLowerCase(Locale.ROOT);
		table.setRedraw(false);
		table.removeAll();
		for (String model : offered) {
			if (model.toLowerCase(Locale.ROOT).contains(wanted)) {
				TableItem item = new TableItem(table, SWT.NONE);
				item.setText(model);
				item.setChecked(chosen.contains(model));
			}
		}
		table.setRedraw(true);
		count();
	}

	private void tick(boolean checked) {
		for (TableItem item : table.getItems()) {
			item.setChecked(checked);
			set(item.getText(), checked);
		}
	}

	private void set(String model, boolean checked) {
		if (checked) {
			chosen.add(model);
		} else {
			chosen.remove(model);
		}
		count();
	}

	private void count() {
		count.setText(words.get("models.chosen", chosen.size(), offered.size()));
	}

	void open() {
		form.open(460, 520);
		filter.setFocus();
	}
}
