package com.burncloud.ui.internal.dashboard;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.usage.UsageBucket;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** Who has had how much of the requests: channels, or models. */
final class Shares extends Composite {
	private static final int ROW = 24;
	private static final int TITLE_FROM = 215;

	private final Texts texts = Texts.of(Shares.class);
	private final FlatButton channelsButton;
	private final FlatButton modelsButton;
	private final Canvas bars;
	private List<UsageBucket> channels = List.of();
	private List<UsageBucket> models = List.of();
	private boolean ofModels;

	Shares(Composite parent) {
		super(parent, SWT.NONE);
		setLayout(new FillLayout());
		Card card = new Card(this, Role.CANVAS);
		card.setLayout(Texture.grid(3, 10, 2));
		Label title = Texture.label(card, texts.get("share.title"), Fonts.of(this).bold(), Role.PANEL, Role.MUTED);
		// The buttons say enough where the card is narrow.
		var name = Texture.wide();
		name.widthHint = 0;
		title.setLayoutData(name);
		addListener(SWT.Resize, event -> title.setVisible(getSize().x >= TITLE_FROM));
		channelsButton = small(card, "share.channels", false);
		modelsButton = small(card, "share.models", true);
		channelsButton.setSelected(true);
		bars = new Canvas(card, SWT.DOUBLE_BUFFERED | SWT.NO_FOCUS);
		Form.named(bars, texts.get("share.title"));
		var data = Texture.fill();
		data.horizontalSpan = 3;
		data.widthHint = 100;
		data.heightHint = 80;
		bars.setLayoutData(data);
		Palette.of(this).follow(bars, () -> {
			bars.setBackground(Palette.of(this).get(Role.PANEL));
			bars.redraw();
		});
		bars.addListener(SWT.Paint, event -> paint(event.gc));
		bars.addListener(SWT.MouseMove, event -> bars.setToolTipText(under(event.y)));
	}

	private FlatButton small(Composite card, String key, boolean model) {
		FlatButton button = new FlatButton(card, FlatButton.Kind.QUIET, texts.get(key), Role.PANEL, () -> turn(model));
		button.setFont(Fonts.of(this).small());
		var data = new org.eclipse.swt.layout.GridData(SWT.END, SWT.CENTER, false, false);
		data.heightHint = 24;
		button.setLayoutData(data);
		return button;
	}

	private void turn(boolean model) {
		ofModels = model;
		channelsButton.setSelected(!model);
		modelsButton.setSelected(model);
		bars.redraw();
	}

	void show(List<UsageBucket> byChannel, List<UsageBucket> byModel) {
		channels = sorted(byChannel);
		models = sorted(byModel);
		bars.redraw();
	}

	/** What never reached a channel has no name. */
	private static List<UsageBucket> sorted(List<UsageBucket> buckets) {
		return buckets.stream().filter(bucket -> !bucket.key().isEmpty() && bucket.requests() > 0).sorted(Comparator.comparing(UsageBucket::requests).reversed()).toList();
	}

	/** As many as there is room for; the rest in one. */
	private List<UsageBucket> rows() {
		List<UsageBucket> all = ofModels ? models : channels;
		int room = Math.max(1, bars.getSize().y / ROW);
		if (all.size() <= room) {
			return all;
		}
		List<UsageBucket> rows = new ArrayList<>(all.subList(0, room - 1));
		List<UsageBucket> rest = all.subList(room - 1, all.size());
		rows.add(new UsageBucket(texts.get("share.rest", rest.size()), rest.stream().mapToLong(UsageBucket::requests).sum(), 0,
				rest.stream().mapToLong(UsageBucket::promptTokens).sum(), rest.stream().mapToLong(UsageBucket::completionTokens).sum(), 0,
				rest.stream().mapToLong(UsageBucket::costNanos).sum(), 0));
		return rows;
	}

	private void paint(GC gc) {
		Palette palette = Palette.of(this);
		Point size = bars.getSize();
		gc.setAntialias(SWT.ON);
		gc.setFont(Fonts.of(this).plain());
		List<UsageBucket> rows = rows();
		if (rows.isEmpty()) {
			gc.setForeground(palette.get(Role.MUTED));
			gc.drawText(texts.get("share.none"), 2, 6, true);
			return;
		}
		long all = rows.stream().mapToLong(UsageBucket::requests).sum();
		int percentWidth = gc.textExtent("100%").x;
		int barWidth = Math.max(20, size.x * 3 / 10);
		int barAt = size.x - percentWidth - 10 - barWidth;
		for (int i = 0; i < rows.size(); i++) {
			double share = (double) rows.get(i).requests() / all;
			int y = i * ROW;
			String name = Texture.fit(gc, rows.get(i).key(), barAt - 12);
			int textY = y + (ROW - gc.textExtent(name).y) / 2;
			gc.setForeground(palette.get(Role.TEXT));
			gc.drawText(name, 2, textY, true);
			String percent = share < 0.005 ? "< 1%" : Math.round(share * 100) + "%";
			gc.drawText(percent, size.x - gc.textExtent(percent).x, textY, true);
			gc.setBackground(palette.get(Role.LINE));
			gc.fillRoundRectangle(barAt, y + ROW / 2 - 3, barWidth, 6, 6, 6);
			gc.setBackground(palette.get(Role.ACCENT));
			gc.fillRoundRectangle(barAt, y + ROW / 2 - 3, Math.max(4, (int) (barWidth * share)), 6, 6, 6);
		}
	}

	private String under(int y) {
		List<UsageBucket> rows = rows();
		int index = y / ROW;
		if (index < 0 || index >= rows.size()) {
			return null;
		}
		UsageBucket row = rows.get(index);
		return row.key() + "\n" + texts.get("share.tip", Figures.count(row.requests()), Figures.compact(row.promptTokens() + row.completionTokens()), Figures.moneyShort(row.costNanos()));
	}
}
