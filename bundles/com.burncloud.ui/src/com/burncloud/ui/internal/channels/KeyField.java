package com.burncloud.ui.internal.channels;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** The upstream's key: hidden, with an eye to look at it. A stored one stays while the field is empty. */
final class KeyField {
	private final Words words;
	private final String stored;
	private final Text text;
	private final FlatButton eye;
	private final char hidden;

	/** @param stored the masked key; empty: there is none */
	KeyField(Form form, Words words, String stored) {
		this.words = words;
		this.stored = stored;
		Composite place = form.custom(words.get("field.apiKey"));
		place.setLayout(Texture.grid(2, 0, 6));
		text = new Text(place, SWT.BORDER | SWT.SINGLE | SWT.PASSWORD);
		text.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false));
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		Form.named(text, words.get("field.apiKey"));
		hidden = text.getEchoChar() == 0 ? '•' : text.getEchoChar();
		eye = new FlatButton(place, FlatButton.Kind.QUIET, "", "eye", Role.PANEL, this::look);
		eye.setAccessibleName(words.get("key.show"));
		boolean native1 = SWT.getPlatform().equals("cocoa"); // a secure field of macOS never shows what it holds
		eye.setVisible(!native1);
		form.finish(TypeField.API_KEY, text);
	}

	private void look() {
		boolean show = text.getEchoChar() != 0;
		text.setEchoChar(show ? 0 : hidden);
		eye.setIcon(show ? "eye-off" : "eye");
		eye.setAccessibleName(words.get(show ? "key.hide" : "key.show"));
	}

	/** Says what an empty field means. */
	void type(Optional<ProviderInfo> info) {
		text.setMessage(!stored.isEmpty() ? words.get("key.keep", stored) : info.isPresent() && question(info).isEmpty() ? words.get("key.unused") : words.get(required(info) ? "required" : "optional"));
	}

	private static Optional<ProviderInfo.Field> question(Optional<ProviderInfo> info) {
		return info.flatMap(each -> each.fields().stream().filter(field -> field.key().equals(TypeField.API_KEY)).findFirst());
	}

	private static boolean required(Optional<ProviderInfo> info) {
		return question(info).filter(ProviderInfo.Field::required).isPresent();
	}

	/** @throws InvalidFieldException when the type needs one and there is none */
	Optional<String> key(Optional<ProviderInfo> info) {
		if (text.getText().isBlank() && stored.isEmpty() && required(info)) {
			throw new InvalidFieldException(TypeField.API_KEY, words.get("missing", words.get("field.apiKey")));
		}
		return draft();
	}

	/** As it is, for a question by hand. */
	Optional<String> draft() {
		return text.getText().isBlank() ? Optional.empty() : Optional.of(text.getText().strip());
	}
}
