package com.burncloud.ui.internal;

import org.eclipse.swt.widgets.Control;

/** Does something in a moment, once for all that ask for it until then. UI thread. */
public final class Soon {
	private final Control owner;
	private final int millis;
	private final Runnable action;
	private boolean due;

	/** @param owner when it is disposed, nothing is done any more */
	public Soon(Control owner, int millis, Runnable action) {
		this.owner = owner;
		this.millis = millis;
		this.action = action;
	}

	public void ask() {
		if (due) {
			return;
		}
		due = true;
		owner.getDisplay().timerExec(millis, () -> {
			due = false;
			if (!owner.isDisposed()) {
				action.run();
			}
		});
	}
}
