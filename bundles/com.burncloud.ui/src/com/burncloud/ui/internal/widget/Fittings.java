package com.burncloud.ui.internal.widget;

import java.util.LinkedHashMap;
import java.util.Map;

import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Point;

/** What fits of texts into widths, in one font. Measuring is the dearest part of painting a cell, so what was used last is kept. UI thread. */
final class Fittings {
	private static final int MOST = 4_000;

	private record Key(String text, int width) {
	}

	record Fitting(String text, int width, int height) {
	}

	private final Map<Key, Fitting> kept = new LinkedHashMap<>(256, 0.75f, true) {
		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<Key, Fitting> eldest) {
			return size() > MOST;
		}
	};

	Fitting of(GC gc, String text, int width) {
		return kept.computeIfAbsent(new Key(text, width), key -> {
			String fitting = Texture.fit(gc, text, width);
			Point extent = gc.textExtent(fitting);
			return new Fitting(fitting, extent.x, extent.y);
		});
	}
}
