package com.burncloud.ui.internal.style;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageDataProvider;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;

/**
 * The icons of {@code icons/}: SVG of 24 x 24 in one stroke style, whose {@code currentColor} becomes a colour of the theme and which are drawn for each zoom, so
 * that they are sharp on every screen. Images are kept by name, size and colour and disposed with the display. UI thread.
 */
public final class Icons {
	private static final String KEY = Icons.class.getName();

	private record Key(String name, int size, int rgb) {
	}

	private final Display display;
	private final Map<String, String> sources = new HashMap<>();
	private final Map<Key, Image> images = new HashMap<>();

	private Icons(Display display) {
		this.display = display;
		display.disposeExec(() -> images.values().forEach(Image::dispose));
	}

	public static Icons of(Display display) {
		if (display.getData(KEY) instanceof Icons icons) {
			return icons;
		}
		Icons made = new Icons(display);
		display.setData(KEY, made);
		return made;
	}

	public static Icons of(Control control) {
		return of(control.getDisplay());
	}

	/**
	 * @param name of the file, without {@code .svg}
	 * @param size in points, both ways
	 * @return not to be disposed by the caller
	 */
	public Image get(String name, int size, Color color) {
		Key key = new Key(name, size, color.getRed() << 16 | color.getGreen() << 8 | color.getBlue());
		return images.computeIfAbsent(key, k -> {
			String svg = sources.computeIfAbsent(name, Icons::source).replace("currentColor", String.format("#%06x", k.rgb));
			return new Image(display, (ImageDataProvider) zoom -> draw(svg, size * zoom / 100));
		});
	}

	private static ImageData draw(String svg, int pixels) {
		String sized = svg.replaceFirst("width=\"\\d+\" height=\"\\d+\"", "width=\"" + pixels + "\" height=\"" + pixels + "\"");
		return new ImageLoader().load(new ByteArrayInputStream(sized.getBytes(StandardCharsets.UTF_8)))[0];
	}

	private static String source(String name) {
		try (InputStream in = Icons.class.getResourceAsStream("/icons/" + name + ".svg")) {
			if (in == null) {
				throw new IllegalArgumentException("there is no icon '" + name + "'");
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		} catch (IOException e) {
			throw new IllegalStateException("icon " + name, e);
		}
	}
}
