package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.accessibility.ACC;
import org.eclipse.swt.accessibility.AccessibleActionAdapter;
import org.eclipse.swt.accessibility.AccessibleActionEvent;
import org.eclipse.swt.accessibility.AccessibleAdapter;
import org.eclipse.swt.accessibility.AccessibleControlAdapter;
import org.eclipse.swt.accessibility.AccessibleControlEvent;
import org.eclipse.swt.accessibility.AccessibleEvent;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** An area painted by hand that is pressed like a button, by mouse, by keyboard and by assistive technology. */
public abstract class Pressable extends Canvas {
	private boolean hot;

	/** @param name what assistive technology calls it */
	protected Pressable(Composite parent, String name, Role background, Runnable action) {
		super(parent, SWT.DOUBLE_BUFFERED);
		Palette.of(this).follow(this, () -> {
			setBackground(Palette.of(this).get(background));
			redraw();
		});
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseEnter, event -> hot(true));
		addListener(SWT.MouseExit, event -> hot(false));
		addListener(SWT.MouseDown, event -> {
			if (event.button == 1) {
				action.run();
			}
		});
		addListener(SWT.FocusIn, event -> redraw());
		addListener(SWT.FocusOut, event -> redraw());
		addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.SPACE || event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) {
				action.run();
			}
		});
		addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_RETURN);
		makeAccessible(name, action);
	}

	private void makeAccessible(String name, Runnable action) {
		getAccessible().addAccessibleListener(new AccessibleAdapter() {
			@Override
			public void getName(AccessibleEvent event) {
				event.result = name;
			}
		});
		getAccessible().addAccessibleControlListener(new AccessibleControlAdapter() {
			@Override
			public void getRole(AccessibleControlEvent event) {
				event.detail = ACC.ROLE_PUSHBUTTON;
			}
		});
		getAccessible().addAccessibleActionListener(new AccessibleActionAdapter() {
			@Override
			public void getActionCount(AccessibleActionEvent event) {
				event.count = 1;
			}

			@Override
			public void doAction(AccessibleActionEvent event) {
				action.run();
				event.result = ACC.OK;
			}
		});
	}

	private void hot(boolean now) {
		hot = now;
		redraw();
	}

	/** Whether the pointer is over it. */
	protected boolean isHot() {
		return hot;
	}

	protected abstract void paint(GC gc);
}
