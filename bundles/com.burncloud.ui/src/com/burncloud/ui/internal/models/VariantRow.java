package com.burncloud.ui.internal.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubListing;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.Variant;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Bar;
import com.burncloud.ui.internal.widget.Caption;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** One variant of a repository: what it is, whether it fits, and the button that fetches it, which tells how that goes. UI thread. */
final class VariantRow {
	private final Words words;
	private final ModelActions actions;
	private final VariantsPane.Deeds deeds;
	private final HubListing listing;
	private final Variant variant;
	private final VariantsPane pane;
	private final Card card;
	private final Composite buttons;
	private final Label told;
	private final Bar progress;
	private final Composite place;
	private Optional<Inquiry> inquiry = Optional.empty();
	private String offered = "";
	private boolean starting;
	private String refused = "";
	private Stock stock = Stock.NONE;

	VariantRow(Composite parent, Words words, ModelActions actions, VariantsPane.Deeds deeds, HubListing listing, Variant variant, VariantsPane pane) {
		this.words = words;
		this.actions = actions;
		this.deeds = deeds;
		this.listing = listing;
		this.variant = variant;
		this.pane = pane;
		card = new Card(parent, Role.PANEL);
		card.setLayout(Texture.grid(1, 10, 4));
		card.setLayoutData(Texture.wide());
		Composite head = Texture.group(card, Role.PANEL);
		head.setLayout(new HeadLayout());
		head.setLayoutData(Texture.wide());
		Composite name = Texture.group(head, Role.PANEL);
		name.setLayout(Texture.grid(1, 0, 2));
		String title = variant.quantization().isEmpty() ? Words.name(variant.file()) : variant.quantization();
		Texture.label(name, title, Fonts.of(card).bold(), Role.PANEL, Role.TEXT).setToolTipText(variant.file());
		Texture.label(name, facts(), Fonts.of(card).plain(), Role.PANEL, Role.MUTED);
		buttons = Texture.group(head, Role.PANEL);
		buttons.setLayout(Texture.grid(2, 0, 6));
		Caption file = new Caption(card, variant.file(), Fonts.of(card).small(), Role.MUTED);
		GridData wide = Texture.wide();
		wide.widthHint = 100;
		file.setLayoutData(wide);
		progress = new Bar(card, words.get("download.progress"), Role.PANEL);
		progress.setLayoutData(Texture.wide());
		told = Texture.label(card, SWT.WRAP, "", Fonts.of(card).plain(), Role.PANEL, Role.MUTED);
		GridData data = Texture.wide();
		data.widthHint = 100;
		told.setLayoutData(data);
		place = Texture.group(card, Role.PANEL);
		place.setLayout(Texture.grid(1, 0, 0));
		place.setLayoutData(Texture.wide());
		((GridData) place.getLayoutData()).exclude = true;
		stock(stock);
	}

	Variant variant() {
		return variant;
	}

	/** Whether it is a model: a projector runs only with one. */
	boolean runs() {
		return variant.kind() == Variant.Kind.MODEL;
	}

	private String facts() {
		List<String> parts = new ArrayList<>();
		parts.add(Words.size(variant.sizeBytes()));
		variant.bitsPerWeight().ifPresent(bits -> parts.add(words.get("bits", String.format(Locale.ROOT, bits == Math.rint(bits) ? "%.0f" : "%.1f", bits))));
		if (variant.files().size() > 1) {
			parts.add(words.get("shards", String.valueOf(variant.files().size())));
		}
		return Words.joined(parts);
	}

	/** Asks whether it fits. */
	void ask() {
		if (inquiry.isEmpty()) {
			((GridData) place.getLayoutData()).exclude = false;
			inquiry = Optional.of(new Inquiry(actions, words, place, new FitBox(place, words, pane::relayout)));
			offered = "";
			stock(stock);
		}
		again();
	}

	/** The same for what is asked for now, where it was asked before. */
	void again() {
		inquiry.ifPresent(each -> {
			try {
				FitQuestion question = pane.question();
				pane.server().ifPresentOrElse(server -> each.ask(() -> server.hubs().inspect(listing.hub(), listing.repository(), variant.file(), question)),
						() -> each.fail(words.get("away")));
			} catch (InvalidFieldException invalid) {
				each.fail(invalid.getMessage());
			}
		});
	}

	/** @return whether its height may have changed */
	boolean stock(Stock now) {
		stock = now;
		Optional<LocalModel> model = now.model(listing.hub(), listing.repository(), variant.file());
		Optional<Download> download = now.download(listing.hub(), listing.repository(), variant.file()).filter(each -> each.state() != Download.State.COMPLETED);
		String text = download.map(this::told).orElse(model.isPresent() ? words.get("variant.here") : refused);
		boolean bad = download.isEmpty() && model.isEmpty() && !refused.isEmpty();
		boolean other = !told.getText().equals(Texture.escape(text));
		if (other) {
			told.setText(Texture.escape(text));
		}
		told.setForeground(Palette.of(told).get(bad ? Role.BAD : Role.MUTED));
		boolean moved = visible(told, !text.isEmpty()) | visible(progress, download.isPresent())
				| other && told.getSize().x > 0 && told.computeSize(told.getSize().x, SWT.DEFAULT).y != told.getSize().y;
		download.ifPresent(each -> progress.set(each.bytesTotal() <= 0 ? 0 : (double) each.bytesDone() / each.bytesTotal(), Words.role(each.state())));
		String offer = (download.isPresent() ? "under way" : model.isPresent() && runs() ? "deploy" : model.isPresent() || completed() ? "" : "fetch") + inquiry.isPresent() + starting;
		if (!offer.equals(offered)) {
			offered = offer;
			Refocus.around(buttons, () -> offer(model, download));
			card.layout(true, true);
			moved = true;
		}
		return moved;
	}

	/** A projector does not become a model. */
	private boolean completed() {
		return stock.download(listing.hub(), listing.repository(), variant.file()).filter(each -> each.state() == Download.State.COMPLETED).isPresent() && !runs();
	}

	private static boolean visible(org.eclipse.swt.widgets.Control control, boolean now) {
		GridData data = (GridData) control.getLayoutData();
		boolean changed = data.exclude == now;
		data.exclude = !now;
		control.setVisible(now);
		return changed;
	}

	private String told(Download download) {
		int percent = download.bytesTotal() <= 0 ? 0 : (int) (100 * download.bytesDone() / download.bytesTotal());
		String why = download.error().map(PlainWords::of).orElse("");
		return Words.joined(List.of(words.state(download.state()), percent + "%", words.pace(download), why));
	}

	private void offer(Optional<LocalModel> model, Optional<Download> download) {
		for (var child : buttons.getChildren()) {
			child.dispose();
		}
		if (inquiry.isEmpty() && runs()) {
			FlatButton fits = new FlatButton(buttons, FlatButton.Kind.QUIET, words.get("fit.ask"), "", Role.PANEL, this::ask);
			fits.setToolTipText(words.get("fit.ask.hint"));
		}
		if (download.isPresent()) {
			new FlatButton(buttons, FlatButton.Kind.QUIET, words.get("look"), Role.PANEL, deeds::look);
			columns();
			return;
		}
		if (model.isPresent() && runs()) {
			FlatButton deploy = new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("deploy"), "rocket", Role.PANEL, () -> deeds.deploy(model.get()));
			deploy.setAccessibleName(words.get("deploy.name"));
		} else if (model.isEmpty() && !completed()) {
			FlatButton fetch = new FlatButton(buttons, FlatButton.Kind.PLAIN, words.get("fetch"), "download", Role.PANEL, this::fetch);
			fetch.setAccessibleName(words.get("fetch.name", variant.quantization().isEmpty() ? variant.file() : variant.quantization()));
			fetch.setToolTipText(null);
			fetch.setEnabled(!starting);
		}
		columns();
	}

	private void columns() {
		((org.eclipse.swt.layout.GridLayout) buttons.getLayout()).numColumns = Math.max(1, buttons.getChildren().length);
	}

	private void fetch() {
		starting = true;
		refused = "";
		stock(stock);
		actions.download(new DownloadRequest(listing.hub(), listing.repository(), variant.file(), listing.revision()), download -> {
			starting = false; // the row tells how it goes on
		}, failure -> {
			if (!card.isDisposed()) {
				starting = false;
				refused = actions.sentence(failure);
				stock(stock);
				pane.relayout();
			}
		});
	}

	void closed() {
		inquiry.ifPresent(Inquiry::close);
	}
}
