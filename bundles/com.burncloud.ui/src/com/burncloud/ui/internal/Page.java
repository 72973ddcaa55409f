package com.burncloud.ui.internal;

import java.util.Optional;

import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;

/**
 * A page of the window. It is made when it is first shown and lives until the window is closed. All methods are called on the UI thread and must not wait for
 * anything: what a server is asked goes through {@link Work}.
 */
public interface Page {

	/** The word by which it is found in the navigation, the preferences and {@code Workbench.open}. */
	String id();

	/** Fills the parent, which has no layout yet. */
	void create(Composite parent);

	/** It is on top now; {@code argument} is what {@code Workbench.open} was given, such as the id of what to select. */
	default void shown(Optional<String> argument) {
	}

	/** It is covered by another page; nothing need be kept up to date. */
	default void hidden() {
	}

	/** Another server, or the same one after it was away; empty while none can be reached. Called once after {@link #create} too. */
	default void server(Optional<Server> server) {
	}

	/** News of the server, on the UI thread, shown or not. */
	default void news(ServerEvent event) {
	}

	/** Ctrl+F. */
	default void find() {
	}

	/** Ctrl+N: the main action at the top right. */
	default void add() {
	}

	/** F5. */
	default void refresh() {
	}
}
