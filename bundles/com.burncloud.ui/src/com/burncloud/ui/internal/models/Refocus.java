package com.burncloud.ui.internal.models;

import java.util.stream.Stream;

import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import com.burncloud.ui.internal.widget.FlatButton;

/** Whoever works by keyboard stays at the button of the same place, though what is around it is made anew. UI thread. */
final class Refocus {
	private Refocus() {
	}

	static void around(Composite place, Runnable rebuild) {
		Control focus = place.getDisplay().getFocusControl();
		int index = focus == null ? -1 : buttons(place).toList().indexOf(focus);
		rebuild.run();
		if (index >= 0) {
			var fresh = buttons(place).toList();
			if (!fresh.isEmpty()) {
				place.layout(true, true);
				fresh.get(Math.min(index, fresh.size() - 1)).setFocus();
			}
		}
	}

	private static Stream<FlatButton> buttons(Control control) {
		return switch (control) {
		case FlatButton button -> Stream.of(button);
		case Composite composite -> Stream.of(composite.getChildren()).flatMap(Refocus::buttons);
		default -> Stream.empty();
		};
	}
}
