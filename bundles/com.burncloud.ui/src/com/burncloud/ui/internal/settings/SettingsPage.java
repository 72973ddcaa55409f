package com.burncloud.ui.internal.settings;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.server.Server;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Banner;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.ScrolledColumn;
import com.burncloud.ui.internal.widget.Texture;

/**
 * 设置: what the gateway reads when it starts, and what this window remembers. The gateway's settings are saved together by the button at the top right and apply
 * from its next start on, which the bar at the top says and offers; the window's apply at once.
 */
public final class SettingsPage implements Page {
	private static final int WIDEST = 1000;

	private final Workbench workbench;
	private final Texts texts = Texts.of(SettingsPage.class);
	private Composite parent;
	private Banner banner;
	private PageHeader header;
	private ScrolledColumn page;
	private GatewayCards gateway;
	private WindowCard window;
	private FlatButton save;
	private FlatButton discard;
	private Optional<Server> server = Optional.empty();
	private int pending;

	/** What a gateway says of its settings. */
	private record Stored(List<Setting> settings, Map<SettingKey, String> pending) {

		static Stored of(Server server) {
			return new Stored(server.settings().all(), server.settings().pending());
		}
	}

	public SettingsPage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.SETTINGS;
	}

	@Override
	public void create(Composite place) {
		parent = place;
		parent.setLayout(Texture.grid(1, 0, 12));
		banner = new Banner(parent, "refresh", Role.ACCENT);
		header = new PageHeader(parent, texts.get("title"));
		GridLayout inset = (GridLayout) header.getLayout();
		inset.marginWidth = 20;
		inset.marginTop = 20;
		header.button(FlatButton.Kind.QUIET, texts.get("welcome"), "play", () -> workbench.open(Pages.WELCOME, Optional.empty()));
		header.button(FlatButton.Kind.QUIET, texts.get("about"), "info", () -> new AboutBox(workbench).open());
		discard = header.button(FlatButton.Kind.PLAIN, texts.get("discard"), "", this::refresh);
		discard.setLayoutData(new GridData(SWT.FILL, SWT.FILL, false, true));
		save = header.button(FlatButton.Kind.PRIMARY, texts.get("save"), "check", this::save);
		page = new ScrolledColumn(parent, WIDEST, 20, false);
		page.setLayoutData(Texture.fill());
		gateway = new GatewayCards(page, this::openFolder, this::changed);
		window = new WindowCard(page.column(), workbench, this::languageChanged);
		gateway.diagnostics();
		changed();
	}

	@Override
	public void server(Optional<Server> now) {
		boolean same = now.isPresent() && now.equals(server);
		if (!same) {
			gateway.hide();
			pending = 0;
		}
		server = now;
		if (same && !gateway.changes().isEmpty()) {
			gateway.setEnabled(now.get().place().online()); // back again: what was typed stays
			return;
		}
		refresh();
	}

	@Override
	public void shown(Optional<String> argument) {
		if (gateway.changes().isEmpty()) {
			refresh();
		}
	}

	/** Shows what is stored; what was typed is forgotten. */
	@Override
	public void refresh() {
		if (server.filter(each -> each.place().online()).isEmpty()) {
			gateway.setEnabled(false);
			tell();
			return;
		}
		Server asked = server.get();
		workbench.work().run(texts.get("work.load"), parent, () -> Stored.of(asked), stored -> show(asked, stored));
	}

	private void show(Server from, Stored stored) {
		if (server.filter(each -> each == from).isPresent()) {
			Map<SettingKey, Setting> settings = new EnumMap<>(SettingKey.class);
			stored.settings().forEach(setting -> settings.put(setting.key(), setting));
			gateway.show(settings, stored.pending(), from.place().local());
			pending = stored.pending().size();
			changed();
			tell();
		}
	}

	private void changed() {
		if (save != null && gateway != null) {
			boolean dirty = !gateway.changes().isEmpty();
			save.setEnabled(dirty);
			discard.setVisible(dirty);
			((GridData) discard.getLayoutData()).exclude = !dirty;
			header.arrange();
		}
	}

	private void save() {
		if (server.isEmpty() || !gateway.check()) {
			return;
		}
		Server asked = server.get();
		Map<SettingKey, String> changes = gateway.changes();
		save.setEnabled(false);
		workbench.work().run(texts.get("work.save"), parent, () -> {
			asked.settings().save(changes);
			return Stored.of(asked);
		}, stored -> {
			show(asked, stored);
			workbench.toast(texts.get("saved"));
		}, failure -> {
			changed();
			if (!(failure instanceof InvalidFieldException invalid && gateway.error(invalid.field(), workbench.work().sentence(failure)))) {
				workbench.toast(workbench.work().sentence(failure));
			}
		});
	}

	/** What waits for a start, and of what. */
	private void tell() {
		boolean local = server.map(each -> each.place().local()).orElse(true);
		int here = (window.languageDiffers() ? 1 : 0) + (local ? pending : 0);
		if (server.isEmpty()) {
			banner.say(texts.get("starting"));
		} else if (!gateway.isShown()) {
			banner.say(texts.get("away", server.get().place().address().getAuthority()));
		} else if (here > 0) {
			banner.say(texts.get(here == 1 ? "pending.one" : "pending.many", here), texts.get("restart"), workbench::restart);
		} else if (pending > 0) {
			banner.say(texts.get(pending == 1 ? "pending.far.one" : "pending.far.many", pending, server.get().place().address().getAuthority()));
		} else {
			banner.hide();
		}
	}

	private void languageChanged() {
		tell();
		if (window.languageDiffers()) {
			workbench.toast(texts.get("language.later"), texts.get("restart"), workbench::restart);
		}
	}

	private void openFolder(String folder) {
		workbench.work().run(texts.get("home.open"), parent, () -> Program.launch(Path.of(folder).toString()), opened -> {
			if (!opened) {
				workbench.toast(texts.get("home.none", folder));
			}
		});
	}
}
