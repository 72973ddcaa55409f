package com.burncloud.store.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/**
 * The key that everything is sealed under, from the setting or from {@code master.key}. A known text sealed in the database shows at the start whether it is
 * the key of this database: otherwise each channel would fail for itself, and a new secret sealed under the wrong key would make it worse.
 */
final class MasterKey {

	static final List<String> MIGRATIONS = List.of("""
			CREATE TABLE store_check (
				name VARCHAR(40) NOT NULL PRIMARY KEY,
				sealed VARCHAR(1000) NOT NULL
			);
			""");

	private static final Logger LOG = LoggerFactory.getLogger(MasterKey.class);
	private static final String CHECK = "master-key";
	private static final String CONTEXT = "store:check";
	private static final String KNOWN = "burncloud";
	private static final int KEY_BYTES = 32;

	private final Settings settings;
	private final DataSource database;
	private final Path file;

	MasterKey(Settings settings, DataSource database) {
		this.settings = settings;
		this.database = database;
		this.file = settings.home().resolve("master.key");
	}

	/** @throws IllegalStateException when there is no key that fits the database; the message is for the operator */
	SealedSecrets open() {
		try {
			Optional<String> check = check();
			SealedSecrets secrets = new SealedSecrets(key(check.isPresent()));
			if (check.isEmpty() && !insert(secrets.seal(KNOWN, CONTEXT))) {
				// Another node on this database was faster: its key counts.
				check = check();
			}
			if (check.isPresent()) {
				verify(secrets, check.get());
			}
			return secrets;
		} catch (SQLException e) {
			throw new IllegalStateException("The master key could not be checked against the database: " + Reason.of(e), e);
		} catch (IOException e) {
			throw new IllegalStateException("The master key " + file + " cannot be read or made: " + Reason.of(e), e);
		}
	}

	private void verify(SealedSecrets secrets, String check) {
		try {
			if (secrets.unseal(check, CONTEXT).equals(KNOWN)) {
				return;
			}
		} catch (IllegalStateException e) {
			LOG.debug("The check did not open", e);
		}
		throw new IllegalStateException("The master key (" + origin() + ") is not the one that the secrets in the database are sealed under. Restore the right key there, or give it by "
				+ SettingKey.MASTER_KEY.variable() + "; nodes that share a database need the same key.");
	}

	private SecretKey key(boolean mustExist) throws IOException {
		String set = settings.value(SettingKey.MASTER_KEY).strip();
		if (!set.isEmpty()) {
			return decode(set);
		}
		if (Files.exists(file)) {
			if (PrivateFiles.close(file)) {
				LOG.warn("{} was readable by other users of this machine; it is not any more. Consider its secrets known to them.", file);
			}
			return decode(Files.readString(file, StandardCharsets.ISO_8859_1).strip());
		}
		if (mustExist) {
			throw new IllegalStateException(file + " is missing, but the database holds secrets sealed under it. Restore the file, or give the key by "
					+ SettingKey.MASTER_KEY.variable() + "; nodes that share a database need the same key.");
		}
		byte[] made = new byte[KEY_BYTES];
		new SecureRandom().nextBytes(made);
		PrivateFiles.write(file, (Base64.getEncoder().encodeToString(made) + "\n").getBytes(StandardCharsets.US_ASCII));
		return new SecretKeySpec(made, "AES");
	}

	private SecretKey decode(String text) {
		byte[] bytes;
		try {
			bytes = Base64.getDecoder().decode(text);
		} catch (IllegalArgumentException e) {
			throw new IllegalStateException("The master key (" + origin() + ") is not base64. It must be the base64 of " + KEY_BYTES + " random bytes, as \"openssl rand -base64 32\" prints.");
		}
		if (bytes.length != KEY_BYTES) {
			throw new IllegalStateException("The master key (" + origin() + ") has " + bytes.length + " bytes. It must be the base64 of " + KEY_BYTES
					+ " random bytes, as \"openssl rand -base64 32\" prints.");
		}
		SecretKey key = new SecretKeySpec(bytes, "AES");
		Arrays.fill(bytes, (byte) 0);
		return key;
	}

	private String origin() {
		return settings.value(SettingKey.MASTER_KEY).isBlank() ? file.toString() : SettingKey.MASTER_KEY.variable();
	}

	private Optional<String> check() throws SQLException {
		try (Connection connection = database.getConnection();
				PreparedStatement select = connection.prepareStatement("SELECT sealed FROM store_check WHERE name = ?")) {
			select.setString(1, CHECK);
			try (ResultSet rows = select.executeQuery()) {
				return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
			}
		}
	}

	private boolean insert(String sealed) throws SQLException {
		try (Connection connection = database.getConnection();
				PreparedStatement insert = connection.prepareStatement("INSERT INTO store_check (name, sealed) VALUES (?, ?)")) {
			insert.setString(1, CHECK);
			insert.setString(2, sealed);
			insert.executeUpdate();
			return true;
		} catch (SQLException e) {
			if (Reason.hasState(e, "23")) {
				return false;
			}
			throw e;
		}
	}
}
