package com.burncloud.ui.internal;

import java.util.Optional;

import org.eclipse.swt.widgets.Shell;

import com.burncloud.api.server.Server;

/** What a page may ask of the window around it. UI thread. */
public interface Workbench {

	Shell shell();

	/** The server that is managed; empty while it cannot be reached or has not started yet. */
	Optional<Server> server();

	Work work();

	Preferences preferences();

	/** Brings a page to the top. */
	void open(String pageId, Optional<String> argument);

	/** The small number beside a page's name in the navigation; negative: none. */
	void badge(String pageId, int count);

	/** Says something at the bottom right, for a few seconds. */
	void toast(String text);

	/** The same with something to do about it, such as to undo. */
	void toast(String text, String action, Runnable run);

	/** Puts the theme of the preferences into force. */
	void applyTheme();

	/** Ends the program and starts it again. */
	void restart();

	/** Ends the program; open exchanges of the local gateway are drained. */
	void quit();

	/** Manages another server from now on; empty: the local one. Closes the former connection. */
	void manage(Optional<Server> remote);
}
