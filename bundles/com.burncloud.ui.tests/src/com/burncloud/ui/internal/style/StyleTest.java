package com.burncloud.ui.internal.style;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.graphics.Color;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.widgets.Shell;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.FrameworkUtil;

import com.burncloud.ui.internal.Ui;
import com.burncloud.ui.internal.style.Palette.Role;

/** The two style sheets through the CSS engine of e4, and every icon through SWT's SVG rasterizer. */
class StyleTest {
	private static Ui ui;

	@BeforeAll
	static void display() {
		ui = Ui.get();
	}

	private static Map<Role, RGB> colors(String theme) throws Exception {
		return ui.on(() -> {
			IThemeEngine engine = Ui.themes(ui.display());
			Shell shell = new Shell(ui.display());
			try {
				engine.setTheme("com.burncloud.ui.theme." + theme, false);
				engine.applyStyles(shell, true);
				Palette palette = Palette.of(shell);
				Map<Role, RGB> colors = new java.util.EnumMap<>(Role.class);
				for (Role role : Role.values()) {
					colors.put(role, palette.get(role).getRGB());
				}
				assertEquals(theme.equals("dark"), palette.isDark());
				return colors;
			} finally {
				shell.dispose();
			}
		});
	}

	@Test
	void bothThemesSetEveryColour() throws Exception {
		Map<Role, RGB> light = colors("light");
		Map<Role, RGB> dark = colors("dark");
		for (Role role : Role.values()) {
			assertNotEquals(new RGB(128, 128, 128), light.get(role), "not set in light: " + role);
			assertNotEquals(new RGB(128, 128, 128), dark.get(role), "not set in dark: " + role);
			assertNotEquals(light.get(role), dark.get(role), "the same in both: " + role);
		}
	}

	/** WCAG: 4.5 for what is read, 3 for what is seen. */
	@Test
	void whatIsWrittenCanBeReadInBothThemes() throws Exception {
		for (String theme : List.of("light", "dark")) {
			Map<Role, RGB> colors = colors(theme);
			for (Role ground : List.of(Role.CANVAS, Role.PANEL, Role.RAISED, Role.CODE)) {
				assertContrast(theme, colors, Role.TEXT, ground, 7);
				assertContrast(theme, colors, Role.MUTED, ground, 4);
				for (Role state : List.of(Role.ACCENT, Role.GOOD, Role.BAD)) {
					assertContrast(theme, colors, state, ground, 3);
				}
			}
			assertContrast(theme, colors, Role.ON_ACCENT, Role.ACCENT, 3);
			assertContrast(theme, colors, Role.ACCENT, Role.ACCENT_SOFT, 3);
		}
	}

	private static void assertContrast(String theme, Map<Role, RGB> colors, Role ink, Role ground, double least) {
		double a = luminance(colors.get(ink));
		double b = luminance(colors.get(ground));
		double contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		assertTrue(contrast >= least, () -> "%s: %s on %s has a contrast of only %.2f".formatted(theme, ink, ground, contrast));
	}

	private static double luminance(RGB rgb) {
		return 0.2126 * linear(rgb.red) + 0.7152 * linear(rgb.green) + 0.0722 * linear(rgb.blue);
	}

	private static double linear(int channel) {
		double share = channel / 255.0;
		return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
	}

	@Test
	void everyIconIsDrawnAtEachZoomInTheColourAskedFor() throws Exception {
		List<URL> files = Collections.list(FrameworkUtil.getBundle(Icons.class).findEntries("/icons", "*.svg", false));
		assertTrue(files.size() > 20, files::toString);
		for (URL file : files) {
			String name = file.getPath().replaceFirst(".*/", "").replace(".svg", "");
			ui.on(() -> {
				Image image = Icons.of(ui.display()).get(name, 16, new Color(200, 30, 60));
				for (int zoom : new int[] { 100, 150, 200 }) {
					ImageData data = image.getImageData(zoom);
					assertEquals(16 * zoom / 100, data.width, name);
					assertEquals(16 * zoom / 100, data.height, name);
					int drawn = 0;
					for (int y = 0; y < data.height; y++) {
						for (int x = 0; x < data.width; x++) {
							drawn += data.getAlpha(x, y) > 100 ? 1 : 0;
						}
					}
					int pixels = drawn;
					assertTrue(pixels >= data.width / 3, () -> name + " at " + zoom + " %: only " + pixels + " pixels are drawn");
				}
				return null;
			});
		}
	}

	@Test
	void anIconThatIsNotThereIsAnErrorAtOnce() throws Exception {
		ui.on(() -> assertThrows(IllegalArgumentException.class, () -> Icons.of(ui.display()).get("no-such-icon", 16, new Color(0, 0, 0))));
	}

	/** The names stand in the sources as words: one that has no file would show only when somebody looks. */
	@Test
	void everyIconOfTheSourcesIsThere() throws Exception {
		List<String> icons = Collections.list(FrameworkUtil.getBundle(Icons.class).findEntries("/icons", "*.svg", false)).stream()
				.map(file -> file.getPath().replaceFirst(".*/", "").replace(".svg", "")).toList();
		java.nio.file.Path sources = java.nio.file.Path.of(System.getProperty("burncloud.bundles", ".."), "com.burncloud.ui/src");
		List<String> missing = new java.util.ArrayList<>();
		int found = 0;
		try (var files = java.nio.file.Files.walk(sources)) {
			for (java.nio.file.Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
				String source = java.nio.file.Files.readString(file);
				for (String pattern : List.of("new FlatButton\\([^;]*?Kind\\.\\w+, [^\"]*?, \"([\\w-]+)\", Role", "\\.setIcon\\(\"([\\w-]+)\"", "Icons\\.of\\([^)]*\\)\\.get\\(\"([\\w-]+)\"",
						"new EmptyState\\([^,]*, [^,]*, \"([\\w-]+)\"")) {
					var names = java.util.regex.Pattern.compile(pattern).matcher(source);
					while (names.find()) {
						found++;
						if (!icons.contains(names.group(1))) {
							missing.add(file.getFileName() + ": " + names.group(1));
						}
					}
				}
			}
		}
		assertTrue(found > 1, "only " + found + " found: the search is broken");
		assertEquals(List.of(), missing);
	}

	/** A box with no glyph in it is what people see where the font lacks Chinese. */
	@Test
	void theSystemsFontHasChinese() throws Exception {
		ui.on(() -> {
			assertNotEquals(picture("渠"), picture("\uE123"));
			assertNotEquals(picture("渠"), picture("令"));
			return null;
		});
	}

	private static List<Byte> picture(String text) {
		Image image = new Image(ui.display(), 24, 24);
		GC gc = new GC(image);
		gc.setFont(Fonts.of(ui.display()).plain());
		gc.drawText(text, 2, 2);
		gc.dispose();
		byte[] data = image.getImageData().data;
		image.dispose();
		Byte[] boxed = new Byte[data.length];
		Arrays.setAll(boxed, i -> data[i]);
		return List.of(boxed);
	}
}
