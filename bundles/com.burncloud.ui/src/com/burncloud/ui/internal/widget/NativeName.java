package com.burncloud.ui.internal.widget;

import java.nio.charset.StandardCharsets;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Widget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The name of a native field for assistive technology. SWT asks its accessible listeners only for what it draws itself; under GTK a field of GTK's own has its name
 * in its AtkObject, which SWT reaches only by internal classes, hence the reflection.
 */
final class NativeName {
	private static final Logger LOG = LoggerFactory.getLogger(NativeName.class);

	private NativeName() {
	}

	static void set(Control control, String name) {
		if (!SWT.getPlatform().equals("gtk")) {
			return;
		}
		try {
			long widget = Widget.class.getField("handle").getLong(control);
			long accessible = (Long) Class.forName("org.eclipse.swt.internal.gtk3.GTK3").getMethod("gtk_widget_get_accessible", long.class).invoke(null, widget);
			Class.forName("org.eclipse.swt.internal.gtk.OS").getMethod("g_object_set", long.class, byte[].class, byte[].class, long.class).invoke(null, accessible,
					terminated("accessible-name"), terminated(name), 0L);
		} catch (ReflectiveOperationException absent) {
			LOG.debug("a field has no name for assistive technology: {}", name, absent);
		}
	}

	private static byte[] terminated(String text) {
		return (text + '\0').getBytes(StandardCharsets.UTF_8);
	}
}
