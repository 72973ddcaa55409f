package com.burncloud.ui.internal.connection;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.eclipse.equinox.security.storage.EncodingUtils;
import org.eclipse.equinox.security.storage.ISecurePreferences;
import org.eclipse.equinox.security.storage.SecurePreferencesFactory;
import org.eclipse.equinox.security.storage.StorageException;
import org.eclipse.equinox.security.storage.provider.IProviderHints;

/** The admin keys of the gateways elsewhere, in a secure storage of our own in the data folder. Waits for the disk and for the sealing: not for the UI thread. */
final class AdminKeys {
	private static final String FILE = "secure.store";
	private static final String KEY = "adminKey";
	/** The extension's id, by which Equinox takes {@link StorePassword} and no other, such as the one of a keyring that asks. */
	private static final String MODULE = "com.burncloud.ui.storage";

	Optional<String> get(URI address) throws IOException {
		try {
			return Optional.ofNullable(node(address).get(KEY, null)).filter(key -> !key.isEmpty());
		} catch (StorageException unreadable) {
			throw new IOException(unreadable);
		}
	}

	void put(URI address, String adminKey) throws IOException {
		try {
			ISecurePreferences node = node(address);
			node.put(KEY, adminKey, true);
			node.flush();
		} catch (StorageException unwritable) {
			throw new IOException(unwritable);
		}
	}

	void remove(URI address) throws IOException {
		ISecurePreferences node = node(address);
		ISecurePreferences parent = node.parent();
		node.removeNode();
		parent.flush();
	}

	private static ISecurePreferences node(URI address) throws IOException {
		Path file = OwnFiles.folder().resolve(FILE);
		OwnFiles.create(file);
		ISecurePreferences root = SecurePreferencesFactory.open(file.toUri().toURL(),
				Map.of(IProviderHints.PROMPT_USER, false, IProviderHints.REQUIRED_MODULE_ID, MODULE));
		return root.node("servers").node(EncodingUtils.encodeSlashes(address.toString()));
	}
}
