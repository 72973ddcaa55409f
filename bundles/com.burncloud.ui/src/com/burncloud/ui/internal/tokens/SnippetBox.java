package com.burncloud.ui.internal.tokens;

import java.util.Arrays;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StyledText;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import com.burncloud.ui.internal.Preferences;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** The ways to use a token, one at a time, each to be copied. Which one was looked at last is remembered. */
final class SnippetBox extends Composite {
	private static final String LAST = "tokens.snippet";
	private static final int INSET = 10;

	private final Snippets snippets;
	private final StyledText code;
	private final Tabs tabs;

	/** @param copied called after a snippet was copied */
	SnippetBox(Composite parent, Role background, Preferences preferences, Snippets snippets, Runnable copied, Runnable resized) {
		super(parent, SWT.NONE);
		this.snippets = snippets;
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, background, Role.TEXT);
		setLayout(Texture.grid(1, 0, 8));
		tabs = new Tabs(this, background, Arrays.stream(Snippets.Kind.values()).map(Snippets.Kind::title).toList(), index -> {
			preferences.set(LAST, index);
			show(index);
			resized.run();
		});
		GridData wide = Texture.wide();
		wide.widthHint = 120;
		tabs.setLayoutData(wide);
		code = new StyledText(this, SWT.MULTI | SWT.READ_ONLY | SWT.WRAP);
		code.setFont(Fonts.of(this).mono());
		code.setMargins(INSET, INSET, INSET, INSET);
		code.setWrapIndent(24);
		code.setCaret(null);
		code.setTabs(4);
		Palette.of(code).paint(code, Role.CODE, Role.TEXT);
		Form.named(code, snippets.texts().get("access"));
		passWheel(code);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, true);
		data.widthHint = 120;
		code.setLayoutData(data);
		FlatButton copy = new FlatButton(this, FlatButton.Kind.PLAIN, snippets.texts().get("copy"), "copy", background, () -> {
			copy(this, snippets.text(chosen()));
			copied.run();
		});
		copy.setLayoutData(new GridData(SWT.BEGINNING, SWT.CENTER, false, false));
		tabs.select(Math.clamp(preferences.get(LAST, 0), 0, Snippets.Kind.values().length - 1));
	}

	private Snippets.Kind chosen() {
		return Snippets.Kind.values()[tabs.selected()];
	}

	private void show(int index) {
		code.setText(snippets.text(Snippets.Kind.values()[index]));
		layout(true, true);
	}

	/** The wheel over the code moves what the code stands in: the code itself is always shown whole. */
	private static void passWheel(Control control) {
		control.addListener(SWT.MouseVerticalWheel, event -> {
			for (Composite above = control.getParent(); above != null; above = above.getParent()) {
				if (above instanceof org.eclipse.swt.custom.ScrolledComposite scroll) {
					scroll.setOrigin(scroll.getOrigin().x, scroll.getOrigin().y - event.count * 16);
					event.doit = false;
					return;
				}
			}
		});
	}

	static void copy(Control control, String text) {
		Clipboard clipboard = new Clipboard(control.getDisplay());
		clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
	}
}
