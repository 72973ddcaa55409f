package com.burncloud.ui.internal.playground;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;

import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** Where a message is written: Enter makes a line, Ctrl+Enter sends, Escape stops. Images come by button, by drop and from the clipboard. */
final class Composer extends Composite {
	private static final int LEAST_LINES = 2;
	private static final int MOST_LINES = 9;

	private final Texts texts;
	private final Runnable send;
	private final Runnable stop;
	private final StyledText input;
	private final Attachments attachments;
	private final ParametersPanel parameters;
	private final FlatButton main;
	private final FlatButton toggle;
	private boolean busy;

	Composer(Composite parent, Workbench workbench, Texts texts, Runnable send, Runnable stop) {
		super(parent, SWT.NONE);
		this.texts = texts;
		this.send = send;
		this.stop = stop;
		setLayout(Texture.grid(1, 0, 0));
		setLayoutData(Texture.wide());
		Card card = new Card(this, Role.CANVAS);
		card.setLayoutData(Texture.fill());
		card.setLayout(Texture.grid(4, 12, 8));
		parameters = new ParametersPanel(card, texts);
		attachments = new Attachments(card, workbench, texts, this::shown);
		show(parameters, false);
		show(attachments, false);
		input = new StyledText(card, SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
		input.setAlwaysShowScrollBars(false);
		input.setFont(Fonts.of(this).plain());
		input.setLineSpacing(2);
		input.setMargins(4, 4, 4, 4);
		input.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
		Palette.of(input).paint(input, Role.PANEL, Role.TEXT);
		Form.named(input, texts.get("input.hint"));
		input.addListener(SWT.Paint, this::hint);
		input.addListener(SWT.Modify, event -> grow());
		input.addListener(SWT.KeyDown, this::key);
		input.addVerifyKeyListener(event -> event.doit = event.doit && !sends(event.keyCode, event.stateMask));
		// A tab goes on to the next control, as in a form.
		input.addListener(SWT.Traverse, event -> event.doit |= event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
		FlatButton image = button(card, FlatButton.Kind.PLAIN, "", "image", attachments::choose);
		image.setAccessibleName(texts.get("image.add"));
		toggle = button(card, FlatButton.Kind.PLAIN, texts.get("parameters"), "", this::toggle);
		main = button(card, FlatButton.Kind.PRIMARY, texts.get("send"), "send", () -> (busy ? stop : send).run());
		attachments.acceptDrops(card, input::insert);
		attachments.acceptDrops(input, input::insert);
		grow();
	}

	private static FlatButton button(Composite parent, FlatButton.Kind kind, String text, String icon, Runnable action) {
		FlatButton button = new FlatButton(parent, kind, text, icon, Role.PANEL, action);
		button.setLayoutData(new GridData(SWT.FILL, SWT.END, false, false));
		return button;
	}

	private static void show(Control part, boolean visible) {
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false, 4, 1);
		data.exclude = !visible;
		part.setLayoutData(data);
		part.setVisible(visible);
	}

	private void toggle() {
		boolean open = !parameters.getVisible();
		show(parameters, open);
		toggle.setSelected(open);
		getParent().layout(true, true);
	}

	/** A field of many lines has no hint of its own. */
	private void hint(Event event) {
		if (input.getCharCount() == 0) {
			event.gc.setFont(Fonts.of(input).plain());
			event.gc.setForeground(Palette.of(input).get(Role.MUTED));
			event.gc.drawText(texts.get("input.hint"), 6, 4, true);
		}
	}

	private void grow() {
		int lines = Math.clamp(input.getLineCount(), LEAST_LINES, MOST_LINES);
		GridData data = (GridData) input.getLayoutData();
		int height = lines * (input.getLineHeight() + 2) + 8;
		if (data.heightHint != height) {
			data.heightHint = height;
			data.widthHint = 100;
			getParent().layout(true, true);
		}
		input.redraw();
	}

	private void key(Event event) {
		if (sends(event.keyCode, event.stateMask)) {
			event.doit = false;
			if (!busy) {
				send.run();
			}
		} else if (event.keyCode == SWT.ESC && busy) {
			event.doit = false;
			stop.run();
		} else if (event.keyCode == 'v' && (event.stateMask & SWT.MODIFIER_MASK) == SWT.MOD1 && attachments.paste()) {
			event.doit = false;
		}
	}

	private void shown() {
		show(attachments, !attachments.pictures().isEmpty());
		getParent().layout(true, true);
	}

	private static boolean sends(int keyCode, int stateMask) {
		return (stateMask & SWT.MODIFIER_MASK) == SWT.MOD1 && (keyCode == SWT.CR || keyCode == SWT.KEYPAD_CR);
	}

	Prompt prompt() {
		return new Prompt(input.getText().strip(), attachments.pictures());
	}

	ParametersPanel parameters() {
		return parameters;
	}

	/** Opens the panel where something in it has to be mended. */
	void mend() {
		if (!parameters.getVisible()) {
			toggle();
		}
	}

	void text(String text) {
		input.setText(text);
		input.setSelection(text.length());
	}

	/** After it was sent. */
	void clear() {
		input.setText("");
		attachments.clear();
	}

	void busy(boolean now) {
		if (busy != now) {
			busy = now;
			main.setText(texts.get(now ? "stop" : "send"));
			main.setIcon(now ? "stop" : "send");
		}
	}

	void ready(boolean now) {
		main.setEnabled(now || busy);
	}

	@Override
	public boolean setFocus() {
		return input.setFocus();
	}
}
