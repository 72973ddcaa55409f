package com.burncloud.acceptance.desktop;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

/** Hands at the mouse and the keyboard, and a camera. What they do goes through the display's input queue, as a person's doing does. */
final class Robot implements AutoCloseable {
	private static final int SHIFT = 0xffe1;
	private static final Map<String, Integer> NAMED = Map.ofEntries(Map.entry("Return", 0xff0d), Map.entry("Escape", 0xff1b), Map.entry("Tab", 0xff09),
			Map.entry("BackSpace", 0xff08), Map.entry("Delete", 0xffff), Map.entry("Home", 0xff50), Map.entry("End", 0xff57), Map.entry("Left", 0xff51), Map.entry("Up", 0xff52),
			Map.entry("Right", 0xff53), Map.entry("Down", 0xff54), Map.entry("F5", 0xffc2), Map.entry("Space", 0x20), Map.entry("Control", 0xffe3), Map.entry("Shift", SHIFT));

	private record Key(int code, boolean shifted) {
	}

	private final X11 x11;
	private final Map<Integer, Key> keys = new HashMap<>();
	private final List<Integer> spare = new ArrayList<>();

	Robot(Screen screen) throws IOException {
		x11 = new X11(screen.number());
		List<int[]> keyboard = x11.keyboard();
		for (int i = 0; i < keyboard.size(); i++) {
			int code = x11.minKeycode() + i;
			int[] symbols = keyboard.get(i);
			if (java.util.Arrays.stream(symbols).allMatch(symbol -> symbol == 0)) {
				spare.add(code);
			}
			keys.putIfAbsent(symbols[0], new Key(code, false));
			if (symbols.length > 1) {
				keys.putIfAbsent(symbols[1], new Key(code, true));
			}
		}
	}

	void move(int x, int y) throws IOException {
		x11.fake(6, 0, x, y);
		x11.sync();
	}

	void click(int x, int y) throws IOException {
		move(x, y);
		button(1);
	}

	void doubleClick(int x, int y) throws IOException {
		click(x, y);
		button(1);
	}

	/** @param button 1 left, 3 right, 4 and 5 the wheel */
	void button(int button) throws IOException {
		x11.fake(4, button, 0, 0);
		x11.fake(5, button, 0, 0);
		x11.sync();
	}

	void drag(int fromX, int fromY, int toX, int toY) throws IOException {
		move(fromX, fromY);
		x11.fake(4, 1, 0, 0);
		int steps = 12;
		for (int i = 1; i <= steps; i++) {
			move(fromX + (toX - fromX) * i / steps, fromY + (toY - fromY) * i / steps);
		}
		x11.fake(5, 1, 0, 0);
		x11.sync();
	}

	/** Types a text, in any script; a line feed is the Return key. */
	void type(String text) throws IOException {
		for (int point : text.codePoints().toArray()) {
			press(point == '\n' ? NAMED.get("Return") : point < 0x100 ? point : 0x01000000 | point);
		}
		x11.sync();
	}

	/** Presses a key with others held down: {@code key("Control", "a")}. */
	void key(String... names) throws IOException {
		List<Integer> held = new ArrayList<>();
		for (int i = 0; i < names.length - 1; i++) {
			int code = key(NAMED.get(names[i])).code();
			x11.fake(2, code, 0, 0);
			held.add(code);
		}
		String last = names[names.length - 1];
		press(NAMED.containsKey(last) ? NAMED.get(last) : last.codePointAt(0));
		for (int code : held.reversed()) {
			x11.fake(3, code, 0, 0);
		}
		x11.sync();
	}

	private void press(int symbol) throws IOException {
		Key key = key(symbol);
		int shift = keys.get(SHIFT).code();
		if (key.shifted()) {
			x11.fake(2, shift, 0, 0);
		}
		x11.fake(2, key.code(), 0, 0);
		x11.fake(3, key.code(), 0, 0);
		if (key.shifted()) {
			x11.fake(3, shift, 0, 0);
		}
	}

	/** A character that no key has gets one of the spare keys, for good: programs learn of a changed key late. */
	private Key key(int symbol) throws IOException {
		Key key = keys.get(symbol);
		if (key == null) {
			if (spare.isEmpty()) {
				throw new IllegalStateException("no spare key for " + Integer.toHexString(symbol));
			}
			key = new Key(spare.removeFirst(), false);
			x11.setKey(key.code(), symbol);
			keys.put(symbol, key);
		}
		return key;
	}

	String clipboard() throws IOException {
		return x11.clipboard();
	}

	/** The pixels of a part of the screen: two are equal when nothing has changed there. Costs the program nothing. */
	ByteBuffer pixels(Box box) throws IOException {
		return x11.pixels(box.x(), box.y(), box.width(), box.height()).bytes();
	}

	BufferedImage picture() throws IOException {
		X11.Pixels pixels = x11.pixels(0, 0, Screen.WIDTH, Screen.HEIGHT);
		BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
		int[] row = new int[pixels.width()];
		for (int y = 0; y < pixels.height(); y++) {
			pixels.bytes().asIntBuffer().get(y * pixels.width(), row);
			image.setRGB(0, y, pixels.width(), 1, row, 0, pixels.width());
		}
		return image;
	}

	/** The part of the screen in which a window is, as a PNG. */
	void shoot(Path file, Box box) throws IOException {
		Files.createDirectories(file.getParent());
		Box part = box.within(Screen.WIDTH, Screen.HEIGHT);
		ImageIO.write(picture().getSubimage(part.x(), part.y(), part.width(), part.height()), "png", file.toFile());
	}

	/** The window whose title it is, as its owner has told the window system. */
	int window(String title) throws IOException {
		int name = x11.atom("_NET_WM_NAME");
		for (int window : x11.topWindows()) {
			if (x11.isShown(window) && new String(x11.property(window, name), StandardCharsets.UTF_8).strip().equals(title)) {
				return window;
			}
		}
		throw new IllegalStateException("no window \"" + title + "\" is shown");
	}

	/** Presses the cross of a window. */
	void closeWindow(String title) throws IOException {
		x11.close(window(title));
	}

	void placeWindow(String title, Box box) throws IOException {
		x11.place(window(title), box.x(), box.y(), box.width(), box.height());
	}

	@Override
	public void close() throws IOException {
		x11.close();
	}
}
