package com.burncloud.ui.internal.settings;

import java.util.Optional;

import org.eclipse.swt.widgets.Control;

/** The control in which a setting is changed. UI thread. */
interface Editor {

	/** Shows what is set now and forgets what was typed; of a secret the mask, or nothing where it is not set. */
	void show(String value);

	/** What the person wants instead of what was shown, if anything; empty inside means: as by default. */
	Optional<String> change();

	void setEnabled(boolean enabled);

	/** What gets the focus when there is something to say about it. */
	Control control();
}
