package com.burncloud.ui.internal.widget;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/**
 * A dialog with fields: names at the left, controls at the right, a field's error under it, two buttons below. It is modal to its window and does not block the
 * caller. UI thread.
 */
public final class Form {
	private static final int NAME_WIDTH = 110;

	private final Shell shell;
	private final ScrolledComposite scroll;
	private final Composite fields;
	private final Composite buttons;
	private final Label problem;
	private final Map<String, Label> errors = new LinkedHashMap<>();
	private final Map<String, Control> controls = new LinkedHashMap<>();
	private final List<Runnable> closing = new ArrayList<>();
	private Composite target;
	private Optional<FlatButton> main = Optional.empty();
	private int maxHeight;

	public Form(Shell owner, String title) {
		shell = new Shell(owner, SWT.DIALOG_TRIM | SWT.RESIZE | SWT.PRIMARY_MODAL);
		shell.setText(title);
		shell.setLayout(Texture.grid(1, 0, 0));
		Palette.of(shell).paint(shell, Role.PANEL, Role.TEXT);
		shell.setBackgroundMode(SWT.INHERIT_FORCE);
		scroll = new ScrolledComposite(shell, SWT.V_SCROLL);
		scroll.setLayoutData(Texture.fill());
		scroll.setExpandHorizontal(true);
		scroll.setExpandVertical(true);
		Palette.of(shell).paint(scroll, Role.PANEL, Role.TEXT);
		fields = Texture.group(scroll, Role.PANEL);
		fields.setLayout(Texture.grid(2, 20, 8));
		target = fields;
		scroll.setContent(fields);
		scroll.addListener(SWT.Resize, event -> fit());
		problem = Texture.label(shell, SWT.WRAP, "", Fonts.of(shell).plain(), Role.PANEL, Role.BAD);
		GridData data = Texture.wide();
		data.horizontalIndent = 20;
		data.exclude = true;
		problem.setLayoutData(data);
		buttons = Texture.group(shell, Role.PANEL);
		org.eclipse.swt.layout.GridLayout layout = Texture.grid(0, 16, 10);
		layout.marginWidth = 20;
		buttons.setLayout(layout);
		buttons.setLayoutData(new GridData(SWT.END, SWT.END, true, false));
		shell.addListener(SWT.Traverse, event -> {
			if (event.detail == SWT.TRAVERSE_ESCAPE) {
				event.doit = false;
				close();
			}
		});
		shell.addListener(SWT.Dispose, event -> closing.forEach(Runnable::run));
	}

	public Shell shell() {
		return shell;
	}

	/** Where fields go, a grid of two columns. */
	public Composite fields() {
		return fields;
	}

	/** A part that can be hidden or emptied as a whole; it is hidden until {@link #show} and filled within {@link #into}. */
	public Composite section() {
		Composite section = Texture.group(fields, Role.PANEL);
		section.setLayout(Texture.grid(2, 0, 8));
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, false, 2, 1);
		data.exclude = true;
		section.setLayoutData(data);
		section.setVisible(false);
		return section;
	}

	/** Fields that are made by {@code build} become part of a section. */
	public void into(Composite section, Runnable build) {
		Composite outer = target;
		target = section;
		build.run();
		target = outer;
	}

	public void show(Composite section, boolean visible) {
		((GridData) section.getLayoutData()).exclude = !visible;
		section.setVisible(visible);
		relayout();
	}

	public void onClose(Runnable listener) {
		closing.add(listener);
	}

	/** A heading over the fields that follow. */
	public void heading(String text) {
		Label label = Texture.label(target, text, Fonts.of(shell).bold(), Role.PANEL, Role.MUTED);
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1);
		data.verticalIndent = 8;
		label.setLayoutData(data);
	}

	/** A field of one line. */
	public Text text(String key, String name, String hint) {
		return text(key, name, hint, SWT.BORDER | SWT.SINGLE);
	}

	/** @param style such as {@code SWT.BORDER | SWT.PASSWORD} */
	public Text text(String key, String name, String hint, int style) {
		name(name);
		Text text = new Text(target, style);
		text.setMessage(hint);
		Palette.of(text).paintField(text);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, false);
		if ((style & SWT.MULTI) != 0) {
			data.heightHint = 72;
		}
		text.setLayoutData(data);
		named(text, name);
		finish(key, text);
		return text;
	}

	public Combo combo(String key, String name) {
		name(name);
		Combo combo = new Combo(target, SWT.READ_ONLY | SWT.DROP_DOWN);
		combo.setLayoutData(Texture.wide());
		named(combo, name);
		finish(key, combo);
		return combo;
	}

	public Button check(String key, String name, String text) {
		name(name);
		Button check = new Button(target, SWT.CHECK);
		check.setText(text);
		Palette.of(check).paint(check, Role.PANEL, Role.TEXT);
		check.setLayoutData(Texture.wide());
		finish(key, check);
		return check;
	}

	/** A field whose control the owner makes in the composite that is returned; call {@link #finish} after it. */
	public Composite custom(String name) {
		name(name);
		Composite place = Texture.group(target, Role.PANEL);
		place.setLayoutData(Texture.wide());
		return place;
	}

	private void name(String name) {
		Label label = Texture.label(target, name, Fonts.of(shell).plain(), Role.PANEL, Role.MUTED);
		GridData data = new GridData(SWT.BEGINNING, SWT.BEGINNING, false, false);
		data.widthHint = NAME_WIDTH;
		data.verticalIndent = 6;
		label.setLayoutData(data);
	}

	/** What assistive technology calls a control. */
	public static void named(Control control, String name) {
		control.getAccessible().addAccessibleListener(new org.eclipse.swt.accessibility.AccessibleAdapter() {
			@Override
			public void getName(org.eclipse.swt.accessibility.AccessibleEvent event) {
				event.result = name;
			}
		});
		NativeName.set(control, name);
	}

	/** Gives the field that was made last its place for an error. */
	public void finish(String key, Control control) {
		controls.put(key, control);
		Label error = Texture.label(target, SWT.WRAP, "", Fonts.of(shell).small(), Role.PANEL, Role.BAD);
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false, 2, 1);
		data.horizontalIndent = NAME_WIDTH + 8;
		data.exclude = true;
		error.setLayoutData(data);
		error.setVisible(false);
		errors.put(key, error);
		error.addDisposeListener(event -> {
			errors.remove(key, error);
			controls.remove(key, control);
		});
	}

	/** A small text under the field that was made last. */
	public Label hint(String text) {
		Label hint = Texture.label(target, SWT.WRAP, text, Fonts.of(shell).small(), Role.PANEL, Role.MUTED);
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false, 2, 1);
		data.horizontalIndent = NAME_WIDTH + 8;
		data.widthHint = 200;
		hint.setLayoutData(data);
		return hint;
	}

	public FlatButton button(FlatButton.Kind kind, String text, Runnable action) {
		FlatButton button = new FlatButton(buttons, kind, text, Role.PANEL, action);
		((org.eclipse.swt.layout.GridLayout) buttons.getLayout()).numColumns = buttons.getChildren().length;
		if (kind == FlatButton.Kind.PRIMARY) {
			main = Optional.of(button);
		}
		return button;
	}

	/** Shows an error under its field, or below all where the field is not known; the field gets the focus. */
	public void error(String key, String message) {
		clearErrors();
		String known = errors.containsKey(key) ? key : errors.keySet().stream().filter(each -> key.startsWith(each + ".")).findFirst().orElse("");
		if (known.isEmpty()) {
			problem.setText(Texture.escape(message));
			((GridData) problem.getLayoutData()).exclude = false;
			problem.setVisible(true);
		} else {
			Label label = errors.get(known);
			label.setText(Texture.escape(message));
			((GridData) label.getLayoutData()).exclude = false;
			((GridData) label.getLayoutData()).widthHint = 200;
			label.setVisible(true);
			controls.get(known).setFocus();
		}
		shell.layout(true, true);
		relayout();
		if (!known.isEmpty()) {
			scroll.showControl(errors.get(known));
		}
	}

	public void clearErrors() {
		errors.values().forEach(label -> {
			((GridData) label.getLayoutData()).exclude = true;
			label.setVisible(false);
		});
		((GridData) problem.getLayoutData()).exclude = true;
		problem.setVisible(false);
		shell.layout(true, true);
	}

	/** While something is under way that the buttons have begun. */
	public void busy(boolean busy) {
		for (Control button : buttons.getChildren()) {
			button.setEnabled(!busy);
		}
	}

	private void fit() {
		scroll.setMinSize(fields.computeSize(Math.max(100, scroll.getClientArea().width), SWT.DEFAULT));
	}

	/** Lays out anew after fields came or went; the window grows with them as long as it may. */
	public void relayout() {
		fields.layout(true, true);
		fit();
		Rectangle area = shell.getClientArea();
		int wanted = Math.min(maxHeight, height(area.width));
		if (wanted > area.height) {
			Rectangle bounds = shell.getBounds();
			Rectangle screen = shell.getMonitor().getClientArea();
			int height = bounds.height + wanted - area.height;
			shell.setBounds(bounds.x, Math.max(screen.y, Math.min(bounds.y, screen.y + screen.height - height)), bounds.width, height);
		}
	}

	/** Ctrl+Enter, wherever in the dialog the focus is: the shell itself hears only of keys that no field takes. */
	private void pressByKey(FlatButton button) {
		Listener key = event -> {
			if (event.keyCode == SWT.CR && event.stateMask == SWT.MOD1 && event.widget instanceof Control control && control.getShell() == shell) {
				event.doit = false;
				button.press();
			}
		};
		shell.getDisplay().addFilter(SWT.KeyDown, key);
		shell.addListener(SWT.Dispose, event -> shell.getDisplay().removeFilter(SWT.KeyDown, key));
	}

	private int height(int width) {
		return fields.computeSize(width, SWT.DEFAULT).y + buttons.computeSize(SWT.DEFAULT, SWT.DEFAULT).y + 8;
	}

	public void open(int width, int highest) {
		maxHeight = highest;
		main.ifPresent(this::pressByKey);
		int height = Math.min(maxHeight, height(width));
		Rectangle trim = shell.computeTrim(0, 0, width, height);
		shell.setSize(trim.width, trim.height);
		Rectangle parent = shell.getParent().getBounds();
		Point size = shell.getSize();
		shell.setLocation(parent.x + (parent.width - size.x) / 2, parent.y + Math.max(20, (parent.height - size.y) / 3));
		shell.open();
	}

	public void close() {
		if (!shell.isDisposed()) {
			shell.close();
		}
	}
}
