package com.burncloud.acceptance.desktop;

import java.util.Optional;

import com.burncloud.acceptance.desktop.Bus.Ref;

/**
 * Something on the screen, as it was when it was looked at.
 *
 * @param window title of the window that it is in
 * @param pane what it scrolls in
 */
record Widget(Accessibles from, Ref ref, String role, String name, long states, String window, Optional<Ref> pane) {

	/** By AT-SPI's numbers. */
	enum State {
		CHECKED(4), ENABLED(8), FOCUSED(12), SELECTED(23), SHOWING(25);

		private final int bit;

		State(int bit) {
			this.bit = bit;
		}
	}

	boolean is(State state) {
		return (states >> state.bit & 1) != 0;
	}

	/** Where it is now. */
	Box box() {
		return from.box(ref);
	}

	/** What stands in it now: a field's content, a label's words. */
	String text() {
		return from.text(this);
	}

	@Override
	public String toString() {
		return role + " \"" + name + "\"";
	}
}
