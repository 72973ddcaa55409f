package com.burncloud.ui.internal.widget;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A flat button that shows what is chosen and opens a menu of what else there is. UI thread. */
public final class Choice<V> extends Composite {

	/** One thing to choose. */
	public record Option<V>(V value, String text) {
	}

	private final String name;
	private final Consumer<V> changed;
	private final FlatButton button;
	private List<Option<V>> options = List.of();
	private Optional<V> value = Optional.empty();
	private String text = "";
	private String spoken = "";

	/** @param name what is chosen here: it stands before the value, unless it is empty */
	public Choice(Composite parent, String name, Role background, Consumer<V> changed) {
		super(parent, SWT.NONE);
		this.name = name;
		this.changed = changed;
		setLayout(new FillLayout());
		Palette.of(this).paint(this, background, Role.TEXT);
		button = new FlatButton(this, FlatButton.Kind.PLAIN, "", background, this::open);
	}

	/** Sets what there is and what is chosen, without telling anybody; the value need not be among the options. */
	public void set(List<Option<V>> newOptions, V newValue, String text) {
		options = List.copyOf(newOptions);
		show(newValue, text);
	}

	/** The same for a value that is among the options. */
	public void set(List<Option<V>> newOptions, V newValue) {
		String text = newOptions.stream().filter(option -> Objects.equals(option.value, newValue)).findFirst().map(Option::text).orElse(String.valueOf(newValue));
		set(newOptions, newValue, text);
	}

	/** Chooses what need not be among the options, without telling anybody. */
	public void show(V newValue, String newText) {
		value = Optional.of(newValue);
		text = newText;
		button.setText((name.isEmpty() ? text : name + text) + " ▾");
		if (!spoken.isEmpty()) {
			button.setAccessibleName(spoken + " " + text);
			button.setToolTipText(null);
		}
		getParent().layout(true, true);
	}

	/** What assistive technology reads before the value, where a label stands beside in place of a name. Before the first value is set. */
	public void setSpoken(String words) {
		spoken = words;
	}

	public V value() {
		return value.orElseThrow();
	}

	/** Empty before anything was set. */
	public Optional<V> chosen() {
		return value;
	}

	/** What is chosen, in words. */
	public String text() {
		return text;
	}

	/** Shows that it is not as it is by itself. */
	public void setActive(boolean active) {
		button.setSelected(active);
	}

	private void open() {
		Menu menu = new Menu(getShell(), SWT.POP_UP);
		for (Option<V> option : options) {
			MenuItem item = new MenuItem(menu, SWT.RADIO);
			item.setText(Texture.escape(option.text));
			item.setSelection(value.filter(option.value::equals).isPresent());
			item.addListener(SWT.Selection, event -> {
				if (item.getSelection()) {
					show(option.value, option.text);
					changed.accept(option.value);
				}
			});
		}
		Point corner = toDisplay(0, getSize().y + 2);
		menu.setLocation(corner);
		menu.addListener(SWT.Hide, event -> getDisplay().asyncExec(menu::dispose));
		menu.setVisible(true);
	}
}
