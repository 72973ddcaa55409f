package com.burncloud.ui.internal.tokens;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;

/** Small words in a row, one of which says what is below. */
final class Tabs extends Composite {
	private static final int HEIGHT = 26;

	private final List<FlatButton> buttons = new ArrayList<>();
	private final IntConsumer chosen;
	private int selected = -1;

	/** @param chosen told of a choice made by the person or by {@link #select} */
	Tabs(Composite parent, Role background, List<String> names, IntConsumer chosen) {
		super(parent, SWT.NONE);
		this.chosen = chosen;
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, background, Role.TEXT);
		RowLayout layout = new RowLayout();
		layout.marginLeft = 0;
		layout.marginTop = 0;
		layout.marginBottom = 0;
		layout.marginRight = 0;
		layout.spacing = 4;
		setLayout(layout);
		for (int i = 0; i < names.size(); i++) {
			int index = i;
			FlatButton button = new FlatButton(this, FlatButton.Kind.PLAIN, names.get(i), background, () -> select(index));
			small(button);
			buttons.add(button);
		}
	}

	/** A button in a row, no larger than its word needs. */
	static void small(FlatButton button) {
		button.setFont(Fonts.of(button).small());
		button.setLayoutData(new RowData(button.computeSize(SWT.DEFAULT, SWT.DEFAULT).x - 8, HEIGHT));
	}

	void select(int index) {
		selected = index;
		for (int i = 0; i < buttons.size(); i++) {
			buttons.get(i).setSelected(i == index);
		}
		chosen.accept(index);
	}

	int selected() {
		return selected;
	}
}
