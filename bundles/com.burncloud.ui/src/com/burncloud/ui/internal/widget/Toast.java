package com.burncloud.ui.internal.widget;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Shell;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A sentence at the bottom right that goes by itself; one at a time. UI thread. */
public final class Toast {
	private static final int MILLIS = 6_000;
	private static final int MILLIS_WITH_ACTION = 10_000;

	private final Shell owner;
	private Optional<Shell> current = Optional.empty();

	public Toast(Shell owner) {
		this.owner = owner;
		owner.addListener(SWT.Move, event -> place());
		owner.addListener(SWT.Resize, event -> place());
	}

	/** @param action the button's text; empty: none */
	public void show(String text, String action, Runnable run) {
		current.ifPresent(Shell::dispose);
		Shell shell = new Shell(owner, SWT.NO_TRIM | SWT.NO_FOCUS | SWT.ON_TOP | SWT.TOOL);
		shell.setLayout(Texture.grid(action.isEmpty() ? 1 : 2, 14, 12));
		shell.setText(text);
		Palette.of(shell).paint(shell, Role.TEXT, Role.PANEL);
		Label label = Texture.label(shell, SWT.WRAP, text, Fonts.of(shell).plain(), Role.TEXT, Role.PANEL);
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
		data.widthHint = Math.min(360, label.computeSize(SWT.DEFAULT, SWT.DEFAULT).x + 4);
		label.setLayoutData(data);
		if (!action.isEmpty()) {
			new FlatButton(shell, FlatButton.Kind.PLAIN, action, Role.TEXT, () -> {
				shell.dispose();
				run.run();
			});
		}
		shell.pack();
		current = Optional.of(shell);
		place();
		shell.setVisible(true);
		shell.getDisplay().timerExec(action.isEmpty() ? MILLIS : MILLIS_WITH_ACTION, () -> {
			if (!shell.isDisposed()) {
				shell.dispose();
			}
		});
	}

	private void place() {
		current.filter(shell -> !shell.isDisposed()).ifPresent(shell -> {
			Rectangle area = owner.getClientArea();
			Point size = shell.getSize();
			Point corner = owner.toDisplay(area.width - size.x - 20, area.height - size.y - 48);
			shell.setLocation(corner);
		});
	}
}
