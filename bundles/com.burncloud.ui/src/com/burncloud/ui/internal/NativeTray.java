package com.burncloud.ui.internal;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.TrayItem;
import org.eclipse.swt.widgets.Widget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the desktop shows our icon. GTK hands out a tray on every desktop, also where none displays it; SWT has what tells in internal classes, hence the reflection. */
final class NativeTray {
	private static final Logger LOG = LoggerFactory.getLogger(NativeTray.class);

	private NativeTray() {
	}

	static boolean shows(TrayItem item) {
		if (!SWT.getPlatform().equals("gtk")) {
			return true;
		}
		try {
			Class<?> type = Class.forName("org.eclipse.swt.internal.gtk.GdkRectangle");
			Object area = type.getConstructor().newInstance();
			Class.forName("org.eclipse.swt.internal.gtk3.GTK3").getMethod("gtk_status_icon_get_geometry", long.class, long.class, type, long.class).invoke(null,
					Widget.class.getField("handle").getLong(item), 0L, area, 0L);
			return type.getField("width").getInt(area) > 1; // one pixel is what it has while nobody took it in
		} catch (ReflectiveOperationException unknown) {
			LOG.debug("whether there is a tray is not known", unknown);
			return false;
		}
	}
}
