package com.burncloud.ui.internal.exchange;

import java.time.Instant;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Canvas;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Said;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Dot;
import com.burncloud.ui.internal.widget.Texture;

/** What happened to a request, attempt by attempt, along a line. */
final class Timeline extends Composite {
	private final Texts texts = Texts.of(Timeline.class);

	Timeline(Composite parent, UsageRecord row) {
		super(parent, SWT.NONE);
		GridLayout layout = Texture.grid(1, 0, 0);
		setLayout(layout);
		setLayoutData(Texture.wide());
		Palette.of(this).paint(this, Role.PANEL, Role.TEXT);
		List<Attempt> attempts = row.attempts();
		if (attempts.isEmpty()) {
			station(Role.BAD, texts.get("timeline.none"), Figures.clock(row.at()) + " · " + texts.get("timeline.declined"), true);
		}
		Instant at = row.at();
		for (int i = 0; i < attempts.size(); i++) {
			Attempt attempt = attempts.get(i);
			boolean last = i == attempts.size() - 1;
			boolean answered = last && !Wording.failed(row);
			String status = attempt.status() == 0 ? texts.get("timeline.silent") : Integer.toString(attempt.status());
			String head = attempt.channel() + " · " + status + " · "
					+ (answered ? texts.get("timeline.first", Figures.duration(row.ttfbMillis() == 0 ? attempt.millis() : row.ttfbMillis())) + " · " + Figures.duration(row.millis())
							: Figures.duration(attempt.millis()));
			String reason = attempt.reason().equals("ok") ? "" : Said.here(attempt.reason());
			String under = Figures.clock(at) + (reason.isEmpty() ? "" : " · " + reason) + (last ? "" : texts.get("timeline.next"));
			station(answered ? Role.GOOD : Role.BAD, head, under, last);
			at = at.plusMillis(attempt.millis());
		}
	}

	private void station(Role dot, String head, String under, boolean last) {
		Composite station = Texture.group(this, Role.PANEL);
		station.setLayout(Texture.grid(2, 0, 8));
		((GridLayout) station.getLayout()).verticalSpacing = 0;
		station.setLayoutData(Texture.wide());
		Canvas line = new Canvas(station, SWT.NO_FOCUS);
		Palette.of(line).paint(line, Role.PANEL, Role.LINE);
		GridData rail = new GridData(SWT.CENTER, SWT.FILL, false, true, 1, 2);
		rail.widthHint = 10;
		rail.heightHint = 1;
		line.setLayoutData(rail);
		line.addListener(SWT.Paint, event -> {
			Point size = line.getSize();
			Palette palette = Palette.of(line);
			event.gc.setForeground(palette.get(Role.LINE));
			if (!last) {
				event.gc.setLineWidth(2);
				event.gc.drawLine(5, 8, 5, size.y);
			}
			Dot.paint(event.gc, palette.get(dot), 1, 6);
		});
		Label title = Texture.label(station, SWT.WRAP, head, Fonts.of(this).plain(), Role.PANEL, Role.TEXT);
		title.setLayoutData(wrapped());
		Label below = Texture.label(station, SWT.WRAP, under, Fonts.of(this).small(), Role.PANEL, Role.MUTED);
		GridData data = wrapped();
		below.setLayoutData(data);
		Label gap = Texture.label(station, "", Fonts.of(this).small(), Role.PANEL, Role.MUTED);
		GridData space = new GridData();
		space.heightHint = last ? 2 : 8;
		space.horizontalSpan = 2;
		space.exclude = last;
		gap.setLayoutData(space);
		gap.setVisible(!last);
		if (!last) {
			// The rail goes on through the gap to the next station.
			rail.verticalSpan = 3;
			space.horizontalSpan = 1;
		}
	}

	private static GridData wrapped() {
		GridData data = Texture.wide();
		data.widthHint = 120;
		return data;
	}
}
