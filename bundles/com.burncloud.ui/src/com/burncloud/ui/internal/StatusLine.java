package com.burncloud.ui.internal;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.server.Place;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Dot;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** The line at the bottom: the gateway's state and address, and how busy it is. */
final class StatusLine extends Composite {
	private final Texts texts;
	private final Dot dot;
	private final Label state;
	private final FlatButton address;
	private final Label load;
	private final Label about;
	private String baseUrl = "";

	StatusLine(Composite parent, Workbench workbench, Texts texts) {
		super(parent, SWT.NONE);
		this.texts = texts;
		org.eclipse.swt.layout.GridLayout layout = Texture.grid(5, 0, 12);
		layout.marginWidth = 14;
		layout.marginHeight = 1;
		setLayout(layout);
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, Role.PANEL, Role.MUTED);
		addListener(SWT.Paint, event -> {
			Point size = getSize();
			event.gc.setForeground(Palette.of(this).get(Role.LINE));
			event.gc.drawLine(0, 0, size.x, 0);
		});
		dot = new Dot(this, Role.WARN, Role.PANEL);
		state = Texture.label(this, texts.get("status.starting"), Fonts.of(this).small(), Role.PANEL, Role.MUTED);
		address = new FlatButton(this, FlatButton.Kind.QUIET, "", "copy", Role.PANEL, () -> {
			copy(baseUrl);
			workbench.toast(texts.get("status.copied", baseUrl));
		});
		address.setFont(Fonts.of(this).mono());
		address.setVisible(false);
		load = Texture.label(this, "", Fonts.of(this).small(), Role.PANEL, Role.MUTED);
		load.setLayoutData(new GridData(SWT.FILL, SWT.CENTER, true, false));
		about = Texture.label(this, "", Fonts.of(this).small(), Role.PANEL, Role.MUTED);
	}

	private void copy(String text) {
		Clipboard clipboard = new Clipboard(getDisplay());
		clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
	}

	void server(Optional<Server> server) {
		Optional<Place> place = server.map(Server::place);
		boolean online = place.filter(Place::online).isPresent();
		dot.set(online ? Role.GOOD : place.isPresent() ? Role.BAD : Role.WARN);
		state.setText(Texture.escape(online ? texts.get("status.running") : place.isPresent() ? texts.get("status.away") : texts.get("status.starting")));
		state.setToolTipText(place.map(Place::error).orElse(""));
		baseUrl = place.map(Place::baseUrl).orElse("");
		address.setVisible(place.isPresent());
		address.setText(baseUrl);
		address.setToolTipText(texts.get("status.copy"));
		about.setText(place.map(p -> p.database() + (p.version().isEmpty() ? "" : "    v" + p.version().replaceFirst("^(\\d+\\.\\d+\\.\\d+)\\..*", "$1"))).orElse(""));
		if (!online) {
			load.setText("");
		}
		layout(true, true);
	}

	void figures(Figures figures) {
		load.setText(texts.get("status.load", figures.requestsPerMinute(), figures.activeRequests()));
	}
}
