package com.burncloud.ui.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.connection.Connections;
import com.burncloud.ui.internal.connection.ServerMenu;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** The list of pages at the left, and below it which gateway is managed. */
final class Navigation extends Composite {
	static final int WIDTH = 188;

	private final Map<String, NavigationItem> items = new HashMap<>();
	private final FlatButton server;
	private final Texts texts;
	private final Connections connections;

	Navigation(Composite parent, Workbench workbench, Connections connections, Texts texts) {
		super(parent, SWT.NONE);
		this.texts = texts;
		this.connections = connections;
		setLayout(Texture.grid(1, 10, 2));
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, Role.PANEL, Role.TEXT);
		addListener(SWT.Paint, event -> {
			Point size = getSize();
			event.gc.setForeground(Palette.of(this).get(Role.LINE));
			event.gc.drawLine(size.x - 1, 0, size.x - 1, size.y);
		});
		brand(workbench);
		for (String id : Pages.LISTED) {
			if (id.equals(Pages.SETTINGS)) {
				separator();
			}
			NavigationItem item = new NavigationItem(this, texts.get("page." + id), id, () -> workbench.open(id, Optional.empty()));
			item.setLayoutData(Texture.wide());
			items.put(id, item);
		}
		Label rest = new Label(this, SWT.NONE);
		rest.setLayoutData(Texture.fill());
		server = new FlatButton(this, FlatButton.Kind.QUIET, texts.get("server.local"), "home", Role.PANEL, () -> choose(workbench));
		server.setLayoutData(new GridData(SWT.BEGINNING, SWT.END, false, false));
	}

	/** The name, which leads to the first steps. */
	private void brand(Workbench workbench) {
		FlatButton brand = new FlatButton(this, FlatButton.Kind.QUIET, texts.get("brand"), "app", Role.PANEL, () -> workbench.open(Pages.WELCOME, Optional.empty()));
		brand.setFont(Fonts.of(this).heading());
		brand.setToolTipText(texts.get("brand.hint"));
		GridData data = new GridData(SWT.BEGINNING, SWT.CENTER, false, false);
		data.verticalIndent = 2;
		brand.setLayoutData(data);
		Label gap = new Label(this, SWT.NONE);
		GridData space = new GridData();
		space.heightHint = 6;
		gap.setLayoutData(space);
	}

	private void choose(Workbench workbench) {
		new ServerMenu(workbench, connections).open(server);
	}

	private void separator() {
		Composite line = new Composite(this, SWT.NONE);
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
		data.heightHint = 1;
		data.verticalIndent = 8;
		line.setLayoutData(data);
		Palette.of(this).paint(line, Role.LINE, Role.LINE);
		Label gap = new Label(this, SWT.NONE);
		GridData space = new GridData();
		space.heightHint = 6;
		gap.setLayoutData(space);
	}

	void select(String id) {
		items.forEach((each, item) -> item.setSelected(each.equals(id) || each.equals(Pages.CHANNELS) && id.equals(Pages.PROVIDERS)));
	}

	void focus(String id) {
		Optional.ofNullable(items.get(id)).ifPresent(NavigationItem::setFocus);
	}

	void badge(String id, int count) {
		Optional.ofNullable(items.get(id)).ifPresent(item -> item.setCount(count));
	}

	void server(Optional<Server> managed) {
		Optional<Server> far = managed.filter(each -> !each.place().local());
		String name = far.map(each -> connections.name(each.place())).orElse(texts.get("server.local"));
		server.setIcon(far.isPresent() ? "server" : "home");
		((GridData) server.getLayoutData()).widthHint = SWT.DEFAULT;
		server.setText(name + " ▾");
		((GridData) server.getLayoutData()).widthHint = Math.min(WIDTH - 20, server.computeSize(SWT.DEFAULT, SWT.DEFAULT).x);
		server.setToolTipText(far.map(each -> each.place().address().toString()).orElse(""));
		layout();
	}
}
