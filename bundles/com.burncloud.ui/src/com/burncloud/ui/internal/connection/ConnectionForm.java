package com.burncloud.ui.internal.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** Where a gateway is and what opens it. It is saved only after it has answered, so that nothing is kept that does not work. */
final class ConnectionForm {
	private static final String ADDRESS = "address";
	private static final String KEY = "adminKey";
	private static final int PORT = 3000;

	private final Connections connections;
	private final Optional<SavedServer> edited;
	private final Texts texts = Texts.of(ConnectionForm.class);
	private final Form form;
	private final Text address;
	private final Text key;
	private final Text name;
	private final Button remember;
	private final Label progress;
	private final FlatButton connect;
	private boolean trying;

	/** @param edited empty: a new one */
	ConnectionForm(Workbench workbench, Connections connections, Optional<SavedServer> edited) {
		this.connections = connections;
		this.edited = edited;
		form = new Form(workbench.shell(), texts.get(edited.isPresent() ? "edit.title" : "title"));
		address = form.text(ADDRESS, texts.get("address"), "http://gateway.example:" + PORT);
		form.hint(texts.get("address.hint"));
		key = form.text(KEY, texts.get("key"), edited.isPresent() ? texts.get("key.kept") : "", SWT.BORDER | SWT.SINGLE | SWT.PASSWORD);
		form.hint(texts.get("key.hint"));
		name = form.text("name", texts.get("name"), texts.get("name.empty"));
		remember = form.check("remember", "", texts.get("remember"));
		remember.setSelection(true);
		form.hint(texts.get("remember.hint"));
		progress = form.hint("");
		edited.ifPresent(server -> {
			address.setText(server.address().toString());
			name.setText(server.name());
		});
		form.button(FlatButton.Kind.PLAIN, texts.get("cancel"), form::close);
		connect = form.button(FlatButton.Kind.PRIMARY, texts.get("connect"), this::connect);
		form.onClose(() -> {
			if (trying) {
				connections.giveUp();
			}
		});
		for (Text field : new Text[] { address, key, name }) {
			field.addListener(SWT.DefaultSelection, event -> connect.press());
		}
	}

	/** @param failure what the last attempt failed of */
	void open(Optional<Exception> failure) {
		form.open(480, 480);
		failure.ifPresent(this::failed);
	}

	private void connect() {
		form.clearErrors();
		URI wanted;
		try {
			wanted = uri(address.getText().strip());
		} catch (URISyntaxException wrong) {
			form.error(ADDRESS, texts.get("address.wrong"));
			return;
		}
		if (key.getText().isBlank() && edited.isEmpty()) {
			form.error(KEY, texts.get("key.missing"));
			return;
		}
		busy(true);
		connections.attempt(edited, new SavedServer(name.getText().strip(), wanted), key.getText().strip(), remember.getSelection(), this::done, this::failed);
	}

	/** People leave {@code http://} away. */
	private static URI uri(String typed) throws URISyntaxException {
		URI uri = new URI(typed.contains("://") ? typed : "http://" + typed);
		if (uri.getHost() == null) {
			throw new URISyntaxException(typed, "no host");
		}
		return uri;
	}

	private void done() {
		trying = false;
		form.close();
	}

	private void failed(Exception failure) {
		busy(false);
		String field = failure instanceof InvalidFieldException invalid ? invalid.field() : ADDRESS;
		form.error(field, field.equals(ADDRESS) && failure instanceof InvalidFieldException ? texts.get("address.wrong") : connections.sentence(failure));
	}

	private void busy(boolean now) {
		trying = now;
		connect.setEnabled(!now);
		progress.setText(Texture.escape(now ? texts.get("progress") : ""));
		form.relayout();
	}
}
