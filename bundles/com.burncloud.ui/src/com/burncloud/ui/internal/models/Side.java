package com.burncloud.ui.internal.models;

import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.ScrolledComposite;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Listener;

import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** The place beside a list: a title with a cross, and one {@link Pane} at a time. UI thread. */
final class Side extends Composite {
	private static final int STEP = 48;

	private final Words words;
	private final Runnable changed;
	private final Card card;
	private Optional<Pane> pane = Optional.empty();
	private Optional<ScrolledComposite> scroll = Optional.empty();
	private Optional<Label> under = Optional.empty();
	private Composite body;

	/** @param changed something else is open now, or nothing */
	Side(Composite parent, Words words, Runnable changed) {
		super(parent, SWT.NONE);
		this.words = words;
		this.changed = changed;
		setLayout(new org.eclipse.swt.layout.FillLayout());
		Palette.of(this).paint(this, Role.CANVAS, Role.TEXT);
		card = new Card(this, Role.CANVAS);
		GridLayout inset = Texture.grid(1, 2, 8);
		inset.marginTop = 8;
		inset.marginBottom = 2;
		card.setLayout(inset);
		setVisible(false);
		closeByKey();
	}

	/** Escape, wherever in the pane the focus is. */
	private void closeByKey() {
		Listener key = event -> {
			if (event.keyCode == SWT.ESC && event.widget instanceof Control control && inside(control)) {
				event.doit = false;
				close();
			}
		};
		getDisplay().addFilter(SWT.KeyDown, key);
		addListener(SWT.Dispose, event -> getDisplay().removeFilter(SWT.KeyDown, key));
	}

	private boolean inside(Control control) {
		for (Control each = control; each != null; each = each.getParent()) {
			if (each == this) {
				return true;
			}
		}
		return false;
	}

	void open(Pane next) {
		empty();
		pane = Optional.of(next);
		head(next);
		if (next.fills()) {
			body = Texture.group(card, Role.PANEL);
			GridData all = Texture.fill();
			all.widthHint = 100; // no wider than the pane, whatever its parts would like
			all.heightHint = 100;
			body.setLayoutData(all);
			next.create(body, this);
		} else {
			ScrolledComposite scrolled = new ScrolledComposite(card, SWT.V_SCROLL);
			scrolled.setLayoutData(Texture.fill());
			scrolled.setExpandHorizontal(true);
			scrolled.setExpandVertical(true);
			scrolled.setShowFocusedControl(true);
			scrolled.getVerticalBar().setIncrement(STEP);
			Palette.of(this).paint(scrolled, Role.PANEL, Role.TEXT);
			body = Texture.group(scrolled, Role.PANEL);
			GridLayout layout = Texture.grid(1, 4, 10);
			layout.marginWidth = 12;
			layout.marginBottom = 14;
			body.setLayout(layout);
			scrolled.setContent(body);
			scrolled.addListener(SWT.Resize, event -> relayout());
			scroll = Optional.of(scrolled);
			next.create(body, this);
		}
		setVisible(true);
		getParent().layout();
		card.layout(true, true);
		relayout();
		changed.run();
		next.focus();
	}

	private void head(Pane next) {
		Composite head = Texture.group(card, Role.PANEL);
		GridLayout layout = Texture.grid(2, 0, 6);
		layout.marginLeft = 12;
		layout.marginRight = 8;
		head.setLayout(layout);
		head.setLayoutData(Texture.wide());
		Label title = Texture.label(head, SWT.WRAP, next.title(), Fonts.of(this).heading(), Role.PANEL, Role.TEXT);
		GridData wide = Texture.wide();
		wide.widthHint = 120;
		title.setLayoutData(wide);
		FlatButton close = new FlatButton(head, FlatButton.Kind.QUIET, "", "close", Role.PANEL, this::close);
		close.setAccessibleName(words.get("close"));
		close.setLayoutData(new GridData(SWT.END, SWT.BEGINNING, false, false));
		Label line = Texture.label(head, SWT.WRAP, next.subtitle(), Fonts.of(this).plain(), Role.PANEL, Role.MUTED);
		GridData both = new GridData(SWT.FILL, SWT.CENTER, true, false, 2, 1);
		both.widthHint = 120;
		both.exclude = next.subtitle().isEmpty();
		line.setLayoutData(both);
		line.setVisible(!both.exclude);
		under = Optional.of(line);
	}

	/** The line under the title may tell something else now. */
	void subtitle(String text) {
		under.filter(line -> !line.getText().equals(Texture.escape(text))).ifPresent(line -> {
			line.setText(Texture.escape(text));
			((GridData) line.getLayoutData()).exclude = text.isEmpty();
			line.setVisible(!text.isEmpty());
			card.layout(true, true);
		});
	}

	/** Call after something in the pane came, went or changed its height. */
	void relayout() {
		scroll.filter(each -> !each.isDisposed()).ifPresent(each -> {
			int width = Math.max(100, each.getClientArea().width);
			each.setMinSize(SWT.DEFAULT, body.computeSize(width, SWT.DEFAULT).y);
			body.layout(true, true);
		});
	}

	/** Scrolls to a part of the pane. */
	void reveal(org.eclipse.swt.widgets.Control control) {
		scroll.ifPresent(each -> each.showControl(control));
	}

	void close() {
		if (pane.isPresent()) {
			empty();
			setVisible(false);
			getParent().layout();
			changed.run();
		}
	}

	private void empty() {
		pane.ifPresent(Pane::closed);
		pane = Optional.empty();
		scroll = Optional.empty();
		for (var child : card.getChildren()) {
			child.dispose();
		}
	}

	/** What is open. */
	Optional<Pane> pane() {
		return pane;
	}

	/** Passes on what has changed; a pane about a model that is gone is closed. */
	void stock(Stock stock, Optional<House> house) {
		pane.ifPresent(open -> {
			open.stock(stock, house);
			open.modelId().ifPresent(id -> stock.model(id).ifPresentOrElse(open::model, this::close));
		});
	}
}
