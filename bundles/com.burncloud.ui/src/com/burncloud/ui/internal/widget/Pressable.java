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

/** An area painted by hand that is pressed like a button, by mouse, by keyboard and by assistive technology. UI thread. */
public abstract class Pressable extends Canvas {
	private final Runnable action;
	private String name;
	private boolean hot;
	private boolean pressed;

	/** @param name what assistive technology calls it */
	protected Pressable(Composite parent, String name, Role background, Runnable action) {
		super(parent, SWT.DOUBLE_BUFFERED);
		this.name = name;
		this.action = action;
		Palette.of(this).follow(this, () -> {
			setBackground(Palette.of(this).get(background));
			redraw();
		});
		addListener(SWT.Paint, event -> paint(event.gc));
		addListener(SWT.MouseEnter, event -> hot(true));
		addListener(SWT.MouseExit, event -> hot(false));
		addListener(SWT.MouseDown, event -> pressed(event.button == 1));
		addListener(SWT.MouseUp, event -> {
			boolean was = pressed;
			pressed(false);
			if (was && event.button == 1 && getClientArea().contains(event.x, event.y)) {
				press();
			}
		});
		addListener(SWT.FocusIn, event -> redraw());
		addListener(SWT.FocusOut, event -> redraw());
		addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.SPACE || event.keyCode == SWT.CR || event.keyCode == SWT.KEYPAD_CR) {
				press();
			}
		});
		addListener(SWT.Traverse, event -> event.doit = event.detail != SWT.TRAVERSE_RETURN);
		makeAccessible();
	}

	private void makeAccessible() {
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

			@Override
			public void getState(AccessibleControlEvent event) {
				event.detail = ACC.STATE_FOCUSABLE | (isFocusControl() ? ACC.STATE_FOCUSED : 0) | (isSelected() ? ACC.STATE_PRESSED : 0);
			}
		});
		getAccessible().addAccessibleActionListener(new AccessibleActionAdapter() {
			@Override
			public void getActionCount(AccessibleActionEvent event) {
				event.count = 1;
			}

			@Override
			public void doAction(AccessibleActionEvent event) {
				press();
				event.result = ACC.OK;
			}
		});
	}

	/** As a click does. */
	public void press() {
		if (isEnabled()) {
			action.run();
		}
	}

	private void hot(boolean now) {
		hot = now;
		redraw();
	}

	private void pressed(boolean now) {
		pressed = now;
		if (!isDisposed()) {
			redraw();
		}
	}

	/** Whether the pointer is over it. */
	protected boolean isHot() {
		return hot;
	}

	/** Whether the mouse button is held on it. */
	protected boolean isPressed() {
		return pressed;
	}

	/** Whether it is the chosen one of several. */
	public boolean isSelected() {
		return false;
	}

	/** What assistive technology calls it from now on. */
	protected void name(String newName) {
		name = newName;
	}

	protected abstract void paint(GC gc);
}
