package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import javax.crypto.spec.SecretKeySpec;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.api.settings.SettingKey;

import ch.qos.logback.classic.Level;

class SecretsTest {

	private static final String TEXT = "sk-upstream-奔云-1234567890";

	@TempDir
	Path home;
	private PooledDatabase database;

	@BeforeEach
	void start() {
		database = new PooledDatabase(DerbyEngine.open(home), failure -> {
		});
	}

	@AfterEach
	void stop() {
		database.close();
	}

	@Test
	void opensWhatItSealedAndNeverSealsTwiceAlike() {
		SealedSecrets secrets = open(Map.of());
		String sealed = secrets.seal(TEXT, "channel:7");
		assertFalse(sealed.contains("upstream"));
		assertEquals(TEXT, secrets.unseal(sealed, "channel:7"));
		assertEquals("", secrets.unseal(secrets.seal("", "x"), "x"));
		assertNotEquals(sealed, secrets.seal(TEXT, "channel:7"));
	}

	@Test
	void everyChangedCharacterIsNoticed() {
		SealedSecrets secrets = open(Map.of());
		String sealed = secrets.seal(TEXT, "channel:7");
		// The last character holds bits that no byte takes, so it is left to the test of bytes below.
		for (int i = 0; i < sealed.length() - 1; i++) {
			char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
			assertUnreadable(secrets, sealed.substring(0, i) + other + sealed.substring(i + 1), "channel:7");
		}
		byte[] bytes = Base64.getDecoder().decode(sealed.substring(3));
		for (int bit = 0; bit < bytes.length * 8; bit++) {
			byte[] changed = bytes.clone();
			changed[bit / 8] ^= (byte) (1 << bit % 8);
			assertUnreadable(secrets, "v1." + Base64.getEncoder().withoutPadding().encodeToString(changed), "channel:7");
		}
		for (int length = 0; length < sealed.length(); length++) {
			assertUnreadable(secrets, sealed.substring(0, length), "channel:7");
		}
	}

	@Test
	void aSealedValueCannotBeMovedNorOpenedWithAnotherKey() {
		SealedSecrets secrets = open(Map.of());
		String sealed = secrets.seal(TEXT, "channel:7");
		assertUnreadable(secrets, sealed, "channel:8");
		assertUnreadable(new SealedSecrets(new SecretKeySpec(new byte[32], "AES")), sealed, "channel:7");
	}

	@Test
	void theKeyIsMadeOnceForItsOwnerOnly() throws IOException {
		String sealed = open(Map.of()).seal(TEXT, "x");
		Path file = home.resolve("master.key");
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
		assertEquals(32, Base64.getDecoder().decode(Files.readString(file).strip()).length);
		assertEquals(TEXT, open(Map.of()).unseal(sealed, "x"));
		assertEquals(TEXT, open(Map.of(SettingKey.MASTER_KEY, Files.readString(file).strip())).unseal(sealed, "x"));
	}

	@Test
	void aKeyThatOthersCouldReadIsTakenFromThemAloud() throws IOException {
		open(Map.of());
		Files.setPosixFilePermissions(home.resolve("master.key"), PosixFilePermissions.fromString("rw-r--r--"));
		try (Logs logs = new Logs()) {
			open(Map.of());
			assertTrue(logs.lines(Level.WARN).toString().contains("master.key was readable by other users"), logs.lines(Level.WARN)::toString);
		}
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("master.key"))));
	}

	@Test
	void anotherKeyThanTheDatabasesIsRefusedAtTheStart() throws IOException {
		open(Map.of());
		String key = Files.readString(home.resolve("master.key")).strip();
		byte[] other = new byte[32];
		other[5] = 1;
		assertRefused(Map.of(SettingKey.MASTER_KEY, Base64.getEncoder().encodeToString(other)), "BURNCLOUD_MASTER_KEY) is not the one", key);
		Files.delete(home.resolve("master.key"));
		assertRefused(Map.of(), "master.key is missing", key);
		assertFalse(Files.exists(home.resolve("master.key")), "a new key would hide that the old one is missing");
	}

	@Test
	void aKeyThatIsNoneIsRefused() throws IOException {
		for (String bad : List.of("short", "c2hvcnQ=", "!!!not-base64!!!", Base64.getEncoder().encodeToString(new byte[33]))) {
			assertRefused(Map.of(SettingKey.MASTER_KEY, bad), "BURNCLOUD_MASTER_KEY", bad);
			Files.writeString(home.resolve("master.key"), bad);
			assertRefused(Map.of(), home.resolve("master.key").toString(), bad);
		}
		assertFalse(database.status().isEmpty());
	}

	private SealedSecrets open(Map<SettingKey, String> settings) {
		return new MasterKey(new MapSettings(home, settings), database.open("store", MasterKey.MIGRATIONS)).open();
	}

	private void assertRefused(Map<SettingKey, String> settings, String why, String secret) {
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> open(settings));
		assertTrue(e.getMessage().contains(why), e::getMessage);
		assertFalse(e.getMessage().contains(secret), "the key is shown");
	}

	private static void assertUnreadable(SealedSecrets secrets, String sealed, String context) {
		IllegalStateException e = assertThrows(IllegalStateException.class, () -> secrets.unseal(sealed, context));
		assertFalse(e.getMessage().contains("upstream") || sealed.length() > 3 && e.getMessage().contains(sealed), e::getMessage);
	}
}
