package com.burncloud.ui.internal;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Display;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.TrayItem;

import com.burncloud.ui.internal.style.Icons;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Question;

/** The icon in the desktop's tray, where there is one: the window can be closed and the gateway runs on. */
final class Tray implements Frame.Ending {
	private final Shell shell;
	private final Workbench workbench;
	private final Texts texts;
	private final Optional<TrayItem> item;

	Tray(Shell shell, Workbench workbench, Texts texts) {
		this.shell = shell;
		this.workbench = workbench;
		this.texts = texts;
		item = Optional.ofNullable(shell.getDisplay().getSystemTray()).map(tray -> {
			TrayItem icon = new TrayItem(tray, SWT.NONE);
			icon.setImage(Icons.of(shell).get("app", 22, Palette.of(shell).get(Role.ACCENT)));
			icon.setToolTipText("BurnCloud");
			Menu menu = new Menu(shell, SWT.POP_UP);
			entry(menu, texts.get("tray.open"), this::show);
			entry(menu, texts.get("tray.quit"), workbench::quit);
			icon.addListener(SWT.Selection, event -> show());
			icon.addListener(SWT.MenuDetect, event -> menu.setVisible(true));
			return icon;
		});
	}

	private static void entry(Menu menu, String text, Runnable action) {
		MenuItem entry = new MenuItem(menu, SWT.PUSH);
		entry.setText(text);
		entry.addListener(SWT.Selection, event -> action.run());
	}

	private void show() {
		shell.setVisible(true);
		shell.setMinimized(false);
		shell.setActive();
	}

	/** Asks the first time what closing the window is to mean. @return whether it may close now, which ends the program */
	boolean mayClose() {
		String chosen = workbench.preferences().get(Frame.CLOSING, "");
		if (item.filter(NativeTray::shows).isEmpty() || chosen.equals("quit")) {
			workbench.quit();
			return false;
		}
		if (chosen.equals("hide")) {
			shell.setVisible(false);
			return false;
		}
		new Question(shell, texts.get("closing.title"), texts.get("closing.text")).answer(FlatButton.Kind.PLAIN, texts.get("closing.quit"), () -> {
			workbench.preferences().set(Frame.CLOSING, "quit");
			workbench.quit();
		}).answer(FlatButton.Kind.PRIMARY, texts.get("closing.hide"), () -> {
			workbench.preferences().set(Frame.CLOSING, "hide");
			shell.setVisible(false);
		}).open();
		return false;
	}

	@Override
	public void close() {
		// When the process is killed, the end may come on another thread; the icon then goes with the display.
		if (Display.getCurrent() != null) {
			item.ifPresent(TrayItem::dispose);
		}
	}
}
