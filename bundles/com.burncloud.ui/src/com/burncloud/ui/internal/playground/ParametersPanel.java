package com.burncloud.ui.internal.playground;

import java.util.Optional;
import java.util.OptionalInt;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** How the model is asked; out of sight until it is wanted. What cannot be is said below, and asking waits until it is mended. */
final class ParametersPanel extends Composite {
	private final Texts texts;
	private final Text temperature;
	private final Text topP;
	private final Text maxTokens;
	private final Text system;
	private final Label problem;

	ParametersPanel(Composite parent, Texts texts) {
		super(parent, SWT.NONE);
		this.texts = texts;
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, Role.PANEL, Role.TEXT);
		setLayout(Texture.grid(6, 0, 8));
		temperature = number("temperature", "1.0");
		topP = number("topP", "1.0");
		maxTokens = number("maxTokens", texts.get("parameters.unlimited"));
		Label name = Texture.label(this, texts.get("parameters.system"), Fonts.of(this).plain(), Role.PANEL, Role.MUTED);
		name.setLayoutData(new GridData(SWT.BEGINNING, SWT.BEGINNING, false, false));
		system = new Text(this, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
		Palette.of(system).paint(system, Role.PANEL, Role.TEXT);
		Form.named(system, texts.get("parameters.system"));
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, false, 5, 1);
		data.heightHint = 46;
		data.widthHint = 200;
		system.setLayoutData(data);
		system.addListener(SWT.Traverse, event -> event.doit |= event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS);
		problem = Texture.label(this, SWT.WRAP, "", Fonts.of(this).small(), Role.PANEL, Role.BAD);
		GridData wide = new GridData(SWT.FILL, SWT.CENTER, true, false, 6, 1);
		wide.exclude = true;
		problem.setLayoutData(wide);
	}

	private Text number(String key, String hint) {
		String title = texts.get("parameters." + key);
		Texture.label(this, title, Fonts.of(this).plain(), Role.PANEL, Role.MUTED);
		Text text = new Text(this, SWT.BORDER | SWT.SINGLE | SWT.RIGHT);
		text.setMessage(hint);
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		Form.named(text, title);
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
		data.widthHint = 60;
		text.setLayoutData(data);
		return text;
	}

	/** Empty when something cannot be; the panel says what. */
	Optional<Parameters> parameters() {
		say("");
		try {
			return Optional.of(new Parameters(real(temperature, 2, "temperature"), real(topP, 1, "topP"), whole(maxTokens), system.getText().strip()));
		} catch (IllegalArgumentException wrong) {
			say(wrong.getMessage());
			return Optional.empty();
		}
	}

	private void say(String sentence) {
		problem.setText(Texture.escape(sentence));
		((GridData) problem.getLayoutData()).exclude = sentence.isEmpty();
		problem.setVisible(!sentence.isEmpty());
		getShell().layout(new org.eclipse.swt.widgets.Control[] { problem });
	}

	private Optional<Double> real(Text field, int most, String key) {
		String typed = field.getText().strip().replace('，', '.').replace(',', '.');
		if (typed.isEmpty()) {
			return Optional.empty();
		}
		if (!typed.matches("\\d(\\.\\d*)?|\\.\\d+") || Double.parseDouble(typed) > most) {
			field.setFocus();
			throw new IllegalArgumentException(texts.get("parameters." + key + ".wrong"));
		}
		return Optional.of(Double.parseDouble(typed));
	}

	private OptionalInt whole(Text field) {
		String typed = field.getText().strip();
		if (typed.isEmpty()) {
			return OptionalInt.empty();
		}
		if (!typed.matches("\\d{1,8}") || Integer.parseInt(typed) == 0) {
			field.setFocus();
			throw new IllegalArgumentException(texts.get("parameters.maxTokens.wrong"));
		}
		return OptionalInt.of(Integer.parseInt(typed));
	}
}
