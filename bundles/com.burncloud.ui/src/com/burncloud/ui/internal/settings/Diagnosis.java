package com.burncloud.ui.internal.settings;

import java.util.Locale;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Display;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

import com.burncloud.api.server.Place;
import com.burncloud.api.server.Server;
import com.burncloud.api.settings.Setting;

/** What one who looks into a fault asks first. It holds no secret: of secret settings only whether they are set. */
final class Diagnosis {
	private final String version;
	private final String toolkit;
	private final String screen;

	/** UI thread. */
	Diagnosis(Display display) {
		version = FrameworkUtil.getBundle(Diagnosis.class).getVersion().toString();
		String gtk = System.getProperty("org.eclipse.swt.internal.gtk.version", "");
		toolkit = "SWT " + SWT.getVersion() + " · " + SWT.getPlatform() + (gtk.isEmpty() ? "" : " " + gtk);
		Rectangle bounds = display.getBounds();
		screen = bounds.width + " x " + bounds.height + ", " + System.getProperty("org.eclipse.swt.internal.deviceZoom", "100") + " %";
	}

	String version() {
		return version;
	}

	String java() {
		return System.getProperty("java.version") + " · " + System.getProperty("java.vendor");
	}

	String system() {
		return System.getProperty("os.name") + " " + System.getProperty("os.version") + " · " + System.getProperty("os.arch");
	}

	String toolkit() {
		return toolkit;
	}

	/** All of it, to be pasted somewhere. May wait for the server. */
	String text(Optional<Server> server) {
		StringBuilder text = new StringBuilder();
		line(text, "BurnCloud", version);
		line(text, "Java", java() + " (" + System.getProperty("java.vm.name") + ")");
		line(text, "System", system());
		line(text, "Window", toolkit + ", screen " + screen + ", desktop " + Optional.ofNullable(System.getenv("XDG_CURRENT_DESKTOP")).orElse("-"));
		line(text, "Language", Locale.getDefault().toLanguageTag());
		Runtime runtime = Runtime.getRuntime();
		line(text, "Memory", (runtime.totalMemory() - runtime.freeMemory() >> 20) + " of " + (runtime.maxMemory() >> 20) + " MiB, " + runtime.availableProcessors() + " processors");
		server.ifPresentOrElse(each -> gateway(text, each), () -> line(text, "Gateway", "not started"));
		text.append("\nBundles\n");
		for (Bundle bundle : FrameworkUtil.getBundle(Diagnosis.class).getBundleContext().getBundles()) {
			if (bundle.getSymbolicName().startsWith("com.burncloud.") || bundle.getState() == Bundle.INSTALLED) {
				text.append("  ").append(bundle.getSymbolicName()).append(' ').append(bundle.getVersion()).append(bundle.getState() == Bundle.INSTALLED ? " (unresolved)" : "").append('\n');
			}
		}
		return text.toString();
	}

	private static void gateway(StringBuilder text, Server server) {
		Place place = server.place();
		line(text, "Gateway", place.address() + (place.local() ? ", local" : ", far away") + ", version " + place.version() + ", " + place.database()
				+ (place.online() ? "" : ", not reachable: " + place.error()));
		if (place.online()) {
			text.append("\nSettings\n");
			for (Setting setting : server.settings().all()) {
				String value = setting.key().secret() ? setting.value().isEmpty() ? "not set" : "set" : setting.value();
				text.append("  ").append(setting.key().key()).append(" = ").append(value).append("  (").append(setting.source()).append(")\n");
			}
		}
	}

	private static void line(StringBuilder text, String name, String value) {
		text.append(name).append(": ").append(value).append('\n');
	}
}
