package com.burncloud.ui.internal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Listener;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

/** The keys of the window, whatever in it has the focus: Ctrl+1 to 7 for the pages, Ctrl+F, Ctrl+N, F5, Ctrl+comma for the settings, Ctrl+Q. */
final class Shortcuts {
	private final Shell shell;
	private final Workbench workbench;
	private final Supplier<Optional<Page>> current;

	/** @param current the page on top */
	Shortcuts(Shell shell, Workbench workbench, Supplier<Optional<Page>> current) {
		this.shell = shell;
		this.workbench = workbench;
		this.current = current;
		Listener listener = this::key;
		shell.getDisplay().addFilter(SWT.KeyDown, listener);
		shell.addListener(SWT.Dispose, event -> shell.getDisplay().removeFilter(SWT.KeyDown, listener));
	}

	private void key(Event event) {
		boolean here = event.widget instanceof org.eclipse.swt.widgets.Control control && !control.isDisposed() && control.getShell() == shell;
		if (here && pressed(event)) {
			event.doit = false;
			event.type = SWT.None; // no other listener is to take it for its own
		}
	}

	/** @return whether the key meant something */
	private boolean pressed(Event event) {
		boolean control = (event.stateMask & SWT.MODIFIER_MASK) == SWT.MOD1;
		List<String> listed = Pages.LISTED;
		if (control && event.keyCode >= '1' && event.keyCode < '1' + listed.size()) {
			workbench.open(listed.get(event.keyCode - '1'), Optional.empty());
		} else if (control && event.keyCode == ',') {
			workbench.open(Pages.SETTINGS, Optional.empty());
		} else if (control && event.keyCode == 'f') {
			current.get().ifPresent(Page::find);
		} else if (control && event.keyCode == 'n' && !(event.widget instanceof Text)) {
			current.get().ifPresent(Page::add);
		} else if (control && event.keyCode == 'q') {
			workbench.quit();
		} else if (event.keyCode == SWT.F5) {
			current.get().ifPresent(Page::refresh);
		} else {
			return false;
		}
		return true;
	}
}
