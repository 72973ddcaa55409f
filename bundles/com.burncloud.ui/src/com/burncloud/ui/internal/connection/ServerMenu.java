package com.burncloud.ui.internal.connection;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;

import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Question;
import com.burncloud.ui.internal.widget.Texture;

/** Which gateway to manage: the one of this machine, one that was saved, or another. */
public final class ServerMenu {
	private final Workbench workbench;
	private final Connections connections;
	private final Texts texts = Texts.of(ServerMenu.class);

	public ServerMenu(Workbench workbench, Connections connections) {
		this.workbench = workbench;
		this.connections = connections;
	}

	public void open(Control owner) {
		Menu menu = new Menu(owner.getShell(), SWT.POP_UP);
		Optional<Server> managed = workbench.server();
		List<SavedServer> saved = connections.saved().list();
		radio(menu, texts.get("local"), managed.map(server -> server.place().local()).orElse(true), connections::home);
		for (SavedServer server : saved) {
			String text = server.name().isBlank() ? server.label() : server.name() + "    " + server.address().getAuthority();
			radio(menu, text, managed.filter(each -> each.place().address().equals(server.address()) && !each.place().local()).isPresent(), () -> connections.go(server));
		}
		managed.filter(each -> !each.place().local() && connections.saved().find(each.place().address()).isEmpty())
				.ifPresent(each -> radio(menu, each.place().address().getAuthority(), true, () -> {
				}));
		new MenuItem(menu, SWT.SEPARATOR);
		if (connections.possible()) {
			entry(menu, texts.get("add"), () -> new ConnectionForm(workbench, connections, Optional.empty()).open(Optional.empty()));
		} else {
			MenuItem absent = entry(menu, texts.get("impossible.menu"), () -> {
			});
			absent.setEnabled(false);
		}
		if (!saved.isEmpty()) {
			each(menu, texts.get("edit"), saved, server -> new ConnectionForm(workbench, connections, Optional.of(server)).open(Optional.empty()));
			each(menu, texts.get("remove"), saved, this::remove);
		}
		menu.addListener(SWT.Hide, event -> owner.getDisplay().asyncExec(menu::dispose));
		menu.setLocation(owner.toDisplay(0, -height(menu)));
		menu.setVisible(true);
	}

	/** About; a menu does not tell, and it is to open upwards, over the button. */
	private static int height(Menu menu) {
		return Arrays.stream(menu.getItems()).mapToInt(item -> (item.getStyle() & SWT.SEPARATOR) != 0 ? 4 : 29).sum() + 4;
	}

	private void remove(SavedServer server) {
		new Question(workbench.shell(), texts.get("remove.title", server.label()), texts.get("remove.text")).answer(FlatButton.Kind.PLAIN, texts.get("cancel"), () -> {
		}).answer(FlatButton.Kind.DANGER, texts.get("remove.yes"), () -> connections.remove(server)).open();
	}

	private static void radio(Menu menu, String text, boolean chosen, Runnable choose) {
		MenuItem item = new MenuItem(menu, SWT.RADIO);
		item.setText(Texture.escape(text));
		item.setSelection(chosen);
		item.addListener(SWT.Selection, event -> {
			if (item.getSelection() && !chosen) {
				choose.run();
			}
		});
	}

	private static MenuItem entry(Menu menu, String text, Runnable action) {
		MenuItem item = new MenuItem(menu, SWT.PUSH);
		item.setText(Texture.escape(text));
		item.addListener(SWT.Selection, event -> action.run());
		return item;
	}

	private static void each(Menu menu, String text, List<SavedServer> servers, Consumer<SavedServer> action) {
		MenuItem cascade = new MenuItem(menu, SWT.CASCADE);
		cascade.setText(text);
		Menu list = new Menu(cascade);
		cascade.setMenu(list);
		servers.forEach(server -> entry(list, server.label(), () -> action.accept(server)));
	}
}
