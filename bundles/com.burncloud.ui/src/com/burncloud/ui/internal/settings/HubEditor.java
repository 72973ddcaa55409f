package com.burncloud.ui.internal.settings;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Segments;
import com.burncloud.ui.internal.widget.Texture;

/** The hub that models come from: the official one, the mirror that people in China use, or an address of one's own. */
final class HubEditor implements Editor {
	private static final String OFFICIAL = "";
	private static final String MIRROR = "https://hf-mirror.com";
	private static final String OWN = "own";

	private final Segments segments;
	private final Text text;
	private final Runnable resized;
	private String shown = "";

	/** @param resized the field for the address came or went */
	HubEditor(Composite parent, String name, Runnable changed, Runnable resized) {
		this.resized = resized;
		Texts texts = Texts.of(HubEditor.class);
		segments = new Segments(parent, Role.PANEL, chosen -> {
			own(chosen.equals(OWN));
			changed.run();
		});
		segments.add(OFFICIAL, texts.get("hub.official")).add(MIRROR, texts.get("hub.mirror")).add(OWN, texts.get("hub.own"));
		segments.setLayoutData(Texture.wide());
		text = LineEditor.field(parent, name, "https://huggingface.co", SWT.BORDER | SWT.SINGLE);
		text.setLayoutData(Texture.width(LineEditor.WIDE));
		text.addListener(SWT.Modify, event -> changed.run());
		text.setVisible(false);
		((GridData) text.getLayoutData()).exclude = true;
	}

	private void own(boolean now) {
		GridData data = (GridData) text.getLayoutData();
		if (data.exclude == now) {
			text.setVisible(now);
			data.exclude = !now;
			resized.run();
		}
	}

	@Override
	public void show(String value) {
		shown = value;
		boolean own = !value.equals(OFFICIAL) && !value.equals(MIRROR);
		segments.set(own ? OWN : value);
		text.setText(own ? value : "");
		own(own);
	}

	@Override
	public Optional<String> change() {
		String now = segments.get().equals(OWN) ? text.getText().strip() : segments.get();
		return now.equals(shown) ? Optional.empty() : Optional.of(now);
	}

	@Override
	public void setEnabled(boolean enabled) {
		segments.setEnabled(enabled);
		LineEditor.setEnabled(text, enabled);
	}

	@Override
	public Control control() {
		return text.isVisible() ? text : segments;
	}
}
