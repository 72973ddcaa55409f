package com.burncloud.ui.internal.connection;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.spec.PBEKeySpec;

import org.eclipse.equinox.security.storage.provider.IPreferencesContainer;
import org.eclipse.equinox.security.storage.provider.PasswordProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the secure storage is sealed with: a random text in a file beside it that only its owner may read, so that nobody is asked for a password. It guards the
 * keys against whoever gets hold of the storage alone, as in a backup. Equinox makes it, by plugin.xml.
 */
public final class StorePassword extends PasswordProvider {
	private static final Logger LOG = LoggerFactory.getLogger(StorePassword.class);
	private static final String FILE = "secure.key";
	private static final int BYTES = 32;

	@Override
	public PBEKeySpec getPassword(IPreferencesContainer container, int passwordType) {
		try {
			return new PBEKeySpec(read(OwnFiles.folder().resolve(FILE)).toCharArray());
		} catch (IOException failure) {
			LOG.warn("The key of the secure storage cannot be had: {}", failure.toString());
			return null; // as its contract says
		}
	}

	private static synchronized String read(Path file) throws IOException {
		if (!Files.exists(file)) {
			byte[] random = new byte[BYTES];
			new SecureRandom().nextBytes(random);
			OwnFiles.create(file);
			Files.writeString(file, Base64.getEncoder().encodeToString(random));
		}
		String text = Files.readString(file).strip();
		if (text.isEmpty()) {
			throw new IOException(file + " is empty");
		}
		return text;
	}
}
