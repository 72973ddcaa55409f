package com.burncloud.ui.internal;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the window remembers for its person, in the folder {@code desktop} of the data folder. Any thread; does not wait for the disk. */
public final class Preferences {
	private static final Logger LOG = LoggerFactory.getLogger(Preferences.class);

	private final IEclipsePreferences node = InstanceScope.INSTANCE.getNode("com.burncloud.ui");

	public String get(String key, String otherwise) {
		return node.get(key, otherwise);
	}

	public int get(String key, int otherwise) {
		return node.getInt(key, otherwise);
	}

	public boolean get(String key, boolean otherwise) {
		return node.getBoolean(key, otherwise);
	}

	public void set(String key, String value) {
		node.put(key, value);
	}

	public void set(String key, int value) {
		node.putInt(key, value);
	}

	public void set(String key, boolean value) {
		node.putBoolean(key, value);
	}

	/** Writes them down; the workbench does it from time to time and at its end. */
	void save() {
		try {
			node.flush();
		} catch (BackingStoreException failure) {
			LOG.warn("What the window remembers could not be written: {}", failure.toString());
		}
	}
}
