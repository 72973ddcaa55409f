package com.burncloud.ui.internal.widget;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** The pane beside a list: a title, a line under it, rows of name and value, and whatever else the page adds. Values can be selected and copied. */
public final class Details extends Composite {
	private static final int NAME_WIDTH = 88;

	private final ScrolledComposite scroll;
	private Composite body;
	/** The button that had the focus in what was cleared, by its text; an empty text: something else had it. */
	private Optional<String> focused = Optional.empty();

	public Details(Composite parent) {
		super(parent, SWT.NONE);
		setLayout(new FillLayout());
		Card card = new Card(this, Role.CANVAS);
		FillLayout inset = new FillLayout();
		inset.marginWidth = 2;
		inset.marginHeight = 6;
		card.setLayout(inset);
		scroll = new ScrolledComposite(card, SWT.V_SCROLL);
		scroll.setExpandHorizontal(true);
		scroll.setExpandVertical(true);
		Palette.of(this).paint(scroll, Role.PANEL, Role.TEXT);
		scroll.addListener(SWT.Resize, event -> done());
		clear();
	}

	/** Begins anew. */
	public void clear() {
		Composite old = body;
		body = Texture.group(scroll, Role.PANEL);
		body.setLayout(Texture.grid(1, 12, 8));
		scroll.setContent(body);
		if (old != null) {
			focused = focusIn(old).map(control -> control instanceof FlatButton button ? button.getText() : "").or(() -> focused);
			old.dispose();
		}
	}

	private static Optional<Control> focusIn(Composite composite) {
		Control focus = composite.getDisplay().getFocusControl();
		for (Control each = focus; each != null; each = each.getParent()) {
			if (each == composite) {
				return Optional.of(focus);
			}
		}
		return Optional.empty();
	}

	/** Whoever works by keyboard stays where they were, though everything was made anew; without any focus the window would hear no key at all. */
	private void refocus(String text) {
		focused = Optional.empty();
		buttons(body).filter(button -> !text.isEmpty() && button.getText().equals(text) && button.isEnabled()).findFirst().ifPresentOrElse(Control::setFocus, scroll::forceFocus);
	}

	private static Stream<FlatButton> buttons(Control control) {
		return switch (control) {
		case FlatButton button -> Stream.of(button);
		case Composite composite -> Stream.of(composite.getChildren()).flatMap(Details::buttons);
		default -> Stream.empty();
		};
	}

	/** Call after the last part was added. */
	public void done() {
		if (!body.isDisposed()) {
			int width = Math.max(100, scroll.getClientArea().width);
			scroll.setMinSize(body.computeSize(width, SWT.DEFAULT));
			body.layout(true, true);
			if (getDisplay().getFocusControl() == null && getDisplay().getActiveShell() == getShell()) {
				focused = focused.or(() -> Optional.of("")); // a button that was pressed and could not be pressed again meanwhile has lost it
			}
			focused.ifPresent(this::refocus);
		}
	}

	/** The composite that holds the parts, a grid of one column. */
	public Composite body() {
		return body;
	}

	/** @param dot colour of the state's dot before the title; null for none */
	public void title(String title, String subtitle, Role dot) {
		Composite line = Texture.group(body, Role.PANEL);
		line.setLayout(Texture.grid(dot == null ? 1 : 2, 0, 8));
		line.setLayoutData(Texture.wide());
		if (dot != null) {
			new Dot(line, dot, Role.PANEL);
		}
		Label head = Texture.label(line, SWT.WRAP, title, Fonts.of(this).heading(), Role.PANEL, Role.TEXT);
		head.setLayoutData(Texture.wide());
		if (!subtitle.isEmpty()) {
			Label under = Texture.label(body, SWT.WRAP, subtitle, Fonts.of(this).plain(), Role.PANEL, Role.MUTED);
			under.setLayoutData(Texture.wide());
		}
	}

	public void row(String name, String value) {
		row(name, value, Fonts.of(this).plain(), Role.TEXT);
	}

	/** A value in the font of code, such as an address. */
	public void code(String name, String value) {
		row(name, value, Fonts.of(this).mono(), Role.TEXT);
	}

	public void row(String name, String value, org.eclipse.swt.graphics.Font font, Role ink) {
		Composite line = line(name);
		Text text = new Text(line, SWT.WRAP | SWT.READ_ONLY);
		text.setText(value);
		Form.named(text, name);
		text.setFont(font);
		Palette.of(text).paint(text, Role.PANEL, ink);
		GridData data = new GridData(SWT.FILL, SWT.BEGINNING, true, false);
		data.widthHint = 120;
		text.setLayoutData(data);
	}

	/** A row of small tags. */
	public void tags(String name, List<String> tags) {
		Composite line = line(name);
		Composite row = Texture.group(line, Role.PANEL);
		org.eclipse.swt.layout.RowLayout layout = new org.eclipse.swt.layout.RowLayout();
		layout.marginLeft = 0;
		layout.marginTop = 0;
		layout.marginBottom = 0;
		layout.spacing = 4;
		row.setLayout(layout);
		row.setLayoutData(Texture.wide());
		tags.forEach(tag -> new Tag(row, tag, Role.PANEL));
	}

	/** A row whose value is the owner's; it goes into the second column of the composite that is returned. */
	public Composite line(String name) {
		Composite line = Texture.group(body, Role.PANEL);
		line.setLayout(Texture.grid(2, 0, 8));
		line.setLayoutData(Texture.wide());
		Label label = Texture.label(line, name, Fonts.of(this).plain(), Role.PANEL, Role.MUTED);
		GridData data = new GridData(SWT.BEGINNING, SWT.BEGINNING, false, false);
		data.widthHint = NAME_WIDTH;
		label.setLayoutData(data);
		return line;
	}

	/** A row of buttons. */
	public Composite buttons() {
		Composite row = Texture.group(body, Role.PANEL);
		org.eclipse.swt.layout.RowLayout layout = new org.eclipse.swt.layout.RowLayout();
		layout.marginLeft = 0;
		layout.spacing = 6;
		row.setLayout(layout);
		row.setLayoutData(Texture.wide());
		return row;
	}

	/** A box that stands out, with a small heading; its content goes into the composite that is returned. */
	public Composite box(String heading) {
		Card box = new Card(body, Role.PANEL, Role.RAISED);
		box.setLayout(Texture.grid(1, 12, 6));
		box.setLayoutData(Texture.wide());
		if (!heading.isEmpty()) {
			Texture.label(box, heading, Fonts.of(this).bold(), Role.RAISED, Role.MUTED);
		}
		return box;
	}

	/** A sentence over the whole width. */
	public Control sentence(Composite parent, String text, Role background, Role ink) {
		Label label = Texture.label(parent, SWT.WRAP, text, Fonts.of(this).plain(), background, ink);
		GridData data = Texture.wide();
		data.widthHint = 120;
		label.setLayoutData(data);
		return label;
	}
}
