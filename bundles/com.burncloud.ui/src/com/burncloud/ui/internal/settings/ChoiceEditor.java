package com.burncloud.ui.internal.settings;

import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Segments;
import com.burncloud.ui.internal.widget.Texture;

/** One of a few words. */
final class ChoiceEditor implements Editor {
	private final Segments segments;
	private String shown = "";

	/** @param words by value, in order */
	ChoiceEditor(Composite parent, Map<String, String> words, Runnable changed) {
		segments = new Segments(parent, Role.PANEL, chosen -> changed.run());
		segments.setLayoutData(Texture.wide());
		words.forEach(segments::add);
	}

	@Override
	public void show(String value) {
		shown = value;
		segments.set(value);
	}

	@Override
	public Optional<String> change() {
		return segments.get().equals(shown) ? Optional.empty() : Optional.of(segments.get());
	}

	@Override
	public void setEnabled(boolean enabled) {
		segments.setEnabled(enabled);
	}

	@Override
	public Control control() {
		return segments;
	}
}
