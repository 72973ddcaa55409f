package com.burncloud.ui.internal.playground;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;
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

/** A button that says what is chosen and opens a list with a field to find something in it: a gateway may have hundreds of models. */
final class Chooser {
	private static final int LIST_WIDTH = 280;
	private static final int MOST_ROWS = 10;
	private static final int EDGE = 26;
	private static final String ARROW = " ▾";

	/** @param id by which it is chosen, {@code name} what is shown */
	record Choice(String id, String name) {
	}

	private final FlatButton button;
	private final String title;
	private final String none;
	private final String findHint;
	private final int widest;
	private final Consumer<Choice> chosen;
	private List<Choice> choices = List.of();
	private Optional<Choice> choice = Optional.empty();
	private Optional<Shell> popup = Optional.empty();

	/**
	 * @param title what is chosen here, for assistive technology
	 * @param none shown while nothing is chosen
	 * @param chosen called when a person has chosen
	 */
	Chooser(Composite parent, String title, String none, String findHint, int widest, Consumer<Choice> chosen) {
		this.title = title;
		this.none = none;
		this.findHint = findHint;
		this.widest = widest;
		this.chosen = chosen;
		button = new FlatButton(parent, FlatButton.Kind.PLAIN, none + ARROW, Role.CANVAS, this::open);
		button.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, false, false));
		show();
	}

	FlatButton control() {
		return button;
	}

	Optional<Choice> choice() {
		return choice;
	}

	void choices(List<Choice> next) {
		choices = List.copyOf(next);
	}

	List<Choice> choices() {
		return choices;
	}

	/** Without telling. */
	void choose(Optional<Choice> next) {
		if (!next.equals(choice)) {
			choice = next;
			show();
		}
	}

	private void show() {
		String name = choice.map(Choice::name).orElse(none);
		GC gc = new GC(button);
		gc.setFont(button.getFont());
		String fitting = Texture.fit(gc, name, widest);
		gc.dispose();
		button.setText(fitting + ARROW);
		button.setAccessibleName(title + ": " + name);
		button.requestLayout();
	}

	private void open() {
		if (popup.filter(shell -> !shell.isDisposed()).isPresent()) {
			popup.get().dispose();
			return;
		}
		Shell shell = new Shell(button.getShell(), SWT.NO_TRIM | SWT.ON_TOP);
		popup = Optional.of(shell);
		shell.setText(title);
		shell.setLayout(Texture.grid(1, 8, 6));
		Palette.of(shell).paint(shell, Role.PANEL, Role.TEXT);
		shell.addListener(SWT.Paint, event -> {
			Point size = shell.getSize();
			event.gc.setForeground(Palette.of(shell).get(Role.LINE));
			event.gc.drawRectangle(0, 0, size.x - 1, size.y - 1);
		});
		Text find = new Text(shell, SWT.SEARCH | SWT.ICON_SEARCH | SWT.BORDER);
		find.setMessage(findHint);
		Palette.of(find).paint(find, Role.PANEL, Role.TEXT);
		find.setLayoutData(Texture.wide());
		Form.named(find, findHint);
		Table table = new Table(shell, SWT.SINGLE | SWT.FULL_SELECTION | SWT.V_SCROLL);
		table.setFont(Fonts.of(shell).plain());
		Palette.of(table).paint(table, Role.PANEL, Role.TEXT);
		Form.named(table, title);
		GridData data = Texture.fill();
		data.widthHint = LIST_WIDTH;
		data.heightHint = table.getItemHeight() * Math.clamp(choices.size(), 2, MOST_ROWS) + 4;
		table.setLayoutData(data);
		fill(table, "");
		find.addListener(SWT.Modify, event -> fill(table, find.getText().strip().toLowerCase(Locale.ROOT)));
		find.addListener(SWT.KeyDown, event -> key(event, table));
		table.addListener(SWT.KeyDown, event -> key(event, table));
		table.addListener(SWT.MouseUp, event -> take(table));
		shell.addListener(SWT.Deactivate, event -> shell.getDisplay().asyncExec(() -> {
			if (!shell.isDisposed()) {
				shell.dispose();
			}
		}));
		shell.pack();
		place(shell);
		shell.open();
		find.setFocus();
	}

	/** Below the button, within the window. */
	private void place(Shell shell) {
		Point corner = button.toDisplay(0, button.getSize().y + 2);
		Rectangle window = button.getShell().getBounds();
		int rightmost = window.x + window.width - shell.getSize().x - EDGE;
		shell.setLocation(Math.max(window.x, Math.min(corner.x, rightmost)), corner.y);
	}

	private void fill(Table table, String typed) {
		table.removeAll();
		for (Choice each : choices) {
			if (each.name().toLowerCase(Locale.ROOT).contains(typed)) {
				TableItem item = new TableItem(table, SWT.NONE);
				item.setText(each.name());
				item.setData(each);
				if (choice.filter(each::equals).isPresent()) {
					table.setSelection(item);
				}
			}
		}
		if (table.getSelectionIndex() < 0 && table.getItemCount() > 0) {
			table.setSelection(0);
		}
	}

	private void key(Event event, Table table) {
		int index = table.getSelectionIndex();
		switch (event.keyCode) {
		case SWT.CR, SWT.KEYPAD_CR -> take(table);
		case SWT.ESC -> table.getShell().dispose();
		case SWT.ARROW_DOWN -> table.setSelection(Math.min(index + 1, table.getItemCount() - 1));
		case SWT.ARROW_UP -> table.setSelection(Math.max(0, index - 1));
		default -> {
			return;
		}
		}
		event.doit = false;
	}

	private void take(Table table) {
		int index = table.getSelectionIndex();
		if (index >= 0 && table.getItem(index).getData() instanceof Choice taken) {
			table.getShell().dispose();
			button.setFocus();
			choose(Optional.of(taken));
			chosen.accept(taken);
		}
	}
}
