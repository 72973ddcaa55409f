package com.burncloud.ui.internal.style;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.e4.ui.css.core.dom.properties.ICSSPropertyHandler;
import org.eclipse.e4.ui.css.core.engine.CSSEngine;
import org.eclipse.e4.ui.css.swt.helpers.CSSSWTColorHelper;
import org.eclipse.swt.graphics.RGB;
import org.eclipse.swt.graphics.RGBA;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.e4.ui.css.swt.dom.ShellElement;
import org.w3c.dom.css.CSSValue;
import org.w3c.dom.css.CSSValueList;

/** Takes the property {@code bc-palette} of the style sheets to the {@link Palette}. The CSS engine makes it, by plugin.xml. */
public final class PaletteHandler implements ICSSPropertyHandler {

	@Override
	public boolean applyCSSProperty(Object element, String property, CSSValue value, String pseudo, CSSEngine engine) {
		if (!(element instanceof ShellElement shell) || !(shell.getNativeWidget() instanceof Shell widget) || !(value instanceof CSSValueList list)) {
			return false;
		}
		List<RGB> colors = new ArrayList<>();
		for (int i = 0; i < list.getLength(); i++) {
			RGBA color = CSSSWTColorHelper.getRGBA(list.item(i));
			colors.add(color.rgb);
		}
		Palette.of(widget).set(colors);
		return true;
	}
}
