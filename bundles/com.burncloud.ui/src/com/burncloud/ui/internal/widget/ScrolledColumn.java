package com.burncloud.ui.internal.widget;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Event;

import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;

/** A page's content in one column that scrolls, no wider than is good to read. */
public final class ScrolledColumn extends Composite {
	private static final int STEP = 48;

	private final ScrolledComposite scroll;
	private final Composite column;
	private final int widest;
	private final int margin;
	private final boolean centred;

	/** @param margin at the least, at the left and at the right */
	public ScrolledColumn(Composite parent, int widest, int margin, boolean centred) {
		super(parent, SWT.NONE);
		this.widest = widest;
		this.margin = margin;
		this.centred = centred;
		setLayout(new FillLayout());
		scroll = new ScrolledComposite(this, SWT.V_SCROLL);
		scroll.setExpandHorizontal(true);
		scroll.setExpandVertical(true);
		scroll.setShowFocusedControl(true);
		scroll.getVerticalBar().setIncrement(STEP);
		Palette.of(this).paint(scroll, Role.CANVAS, Role.TEXT);
		column = Texture.group(scroll, Role.CANVAS);
		column.setLayout(Texture.grid(1, 0, 14));
		scroll.setContent(column);
		scroll.addListener(SWT.Resize, event -> relayout());
	}

	/** Where the content goes, a grid of one column. */
	public Composite column() {
		return column;
	}

	/** Call after something came, went or changed its height. */
	public void relayout() {
		int width = scroll.getClientArea().width;
		if (width <= 0) {
			return;
		}
		int spare = Math.max(0, width - widest - 2 * margin);
		GridLayout layout = (GridLayout) column.getLayout();
		layout.marginLeft = margin + (centred ? spare / 2 : 0);
		layout.marginRight = margin + (centred ? spare - spare / 2 : spare);
		layout.marginBottom = 20;
		scroll.setMinSize(SWT.DEFAULT, column.computeSize(width, SWT.DEFAULT).y);
		column.layout(true, true);
	}

	/** Scrolls to the top. */
	public void top() {
		scroll.setOrigin(0, 0);
	}

	/** Lets a control that would take the wheel for itself leave it to the page. */
	public void passWheel(Composite control) {
		control.addListener(SWT.MouseVerticalWheel, this::wheel);
	}

	private void wheel(Event event) {
		event.doit = false;
		scroll.setOrigin(scroll.getOrigin().x, scroll.getOrigin().y - event.count * STEP / 3);
	}
}
