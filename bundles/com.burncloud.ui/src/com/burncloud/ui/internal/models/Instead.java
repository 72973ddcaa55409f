package com.burncloud.ui.internal.models;

import java.util.Optional;

import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;

import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.EmptyState;

/** What stands in place of a list, one thing at a time. UI thread. */
final class Instead {
	private final Composite stack;
	private final Runnable add;
	private Optional<Composite> notice = Optional.empty();
	private String said = "";

	/** @param stack with a {@code StackLayout} */
	Instead(Composite stack, Runnable add) {
		this.stack = stack;
		this.add = add;
	}

	void say(String icon, String title, String text, String action) {
		if (!said.equals(title + text) || notice.isEmpty()) {
			notice.ifPresent(Composite::dispose);
			notice = Optional.of(new EmptyState(stack, Role.CANVAS, icon, title, text, action, add));
			said = title + text;
		}
		top(stack, notice.get());
	}

	static void top(Composite stack, Control next) {
		StackLayout layout = (StackLayout) stack.getLayout();
		if (layout.topControl != next) {
			layout.topControl = next;
			stack.layout(true, true);
		}
	}
}
