package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.Setting.Source;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Journal;
import com.burncloud.api.store.JournalPosition;
import com.burncloud.api.store.Secrets;

/** The bundle as the framework runs it. */
class StoreTest {

	@TempDir
	Path home;
	private final Bundle bundle = FrameworkUtil.getBundle(Store.class);
	private BundleContext framework;

	@BeforeEach
	void settings() throws Exception {
		bundle.stop();
		System.setProperty(SettingKey.HOME.property(), home.resolve("first").toString());
		bundle.start();
		framework = bundle.getBundleContext().getBundle(0).getBundleContext();
		bundle.stop();
		System.setProperty(SettingKey.HOME.property(), home.resolve("new").toString());
	}

	@AfterEach
	void stop() throws Exception {
		bundle.stop();
		for (SettingKey key : SettingKey.values()) {
			System.clearProperty(key.property());
			System.clearProperty(key.sourceProperty());
		}
	}

	@Test
	void startsStopsAndStartsAgainWithWhatItKept() throws Exception {
		bundle.start();
		assertTrue(failures().isEmpty(), failures()::toString);
		Database database = service(Database.class);
		DatabaseContract.execute(database.open("demo", List.of(DatabaseContract.FIRST)), "INSERT INTO demo_note VALUES ('b', 'x', 2, FALSE)");
		String sealed = service(Secrets.class).seal("text", "here");
		service(Journal.class).append(JournalContract.bytes("record"));
		bundle.stop();
		assertNull(framework.getServiceReference(Database.class));
		assertFalse(Files.exists(home.resolve("new/db/db.lck")), "Derby was not shut down");
		bundle.start();
		assertEquals("2", DatabaseContract.query(service(Database.class).open("demo", List.of(DatabaseContract.FIRST)), "SELECT COUNT(*) FROM demo_note"));
		assertEquals("text", service(Secrets.class).unseal(sealed, "here"));
		assertEquals(List.of("record"), JournalContract.readAll(service(Journal.class), JournalPosition.START));
		assertEquals("ok", service(Database.class).status());
	}

	@Test
	void aStartThatCannotBeIsOneLineForTheLauncherAndNoService() throws Exception {
		System.setProperty(SettingKey.MASTER_KEY.property(), "c2hvcnQ=");
		bundle.start();
		assertFailure("The master key (BURNCLOUD_MASTER_KEY) has 5 bytes");
		System.clearProperty(SettingKey.MASTER_KEY.property());

		System.setProperty(SettingKey.DATABASE_URL.property(), "postgres://u:s3cret@127.0.0.1:1/x");
		bundle.start();
		assertFailure("The PostgreSQL database x at 127.0.0.1:1 cannot be reached");
		System.clearProperty(SettingKey.DATABASE_URL.property());

		Path segment = Files.createDirectories(home.resolve("new/journal")).resolve(Segment.name(1));
		Files.writeString(segment, "Something quite different from a journal");
		bundle.start();
		assertFailure("The journal file " + segment + " cannot be used");
		Files.delete(segment);

		bundle.start();
		assertTrue(failures().isEmpty(), failures()::toString);
		service(Database.class);
	}

	@Test
	void settingsComeFromTheFrameworkAndSecretsAreMasked() throws Exception {
		System.setProperty(SettingKey.PORT.property(), "3456");
		System.setProperty(SettingKey.PORT.sourceProperty(), "ENVIRONMENT");
		System.setProperty(SettingKey.HF_TOKEN.property(), "hf_s3cret");
		System.setProperty(SettingKey.HF_TOKEN.sourceProperty(), "FILE");
		bundle.start();
		Settings settings = service(Settings.class);
		assertEquals(3456, settings.number(SettingKey.PORT));
		assertEquals("127.0.0.1", settings.value(SettingKey.HOST));
		assertEquals("hf_s3cret", settings.value(SettingKey.HF_TOKEN));
		assertEquals(home.resolve("new"), settings.home());
		assertEquals(SettingKey.values().length, settings.all().size());
		assertTrue(settings.all().contains(new Setting(SettingKey.PORT, "3456", Source.ENVIRONMENT)));
		assertTrue(settings.all().contains(new Setting(SettingKey.HOST, "127.0.0.1", Source.DEFAULT)));
		assertFalse(settings.all().toString().contains("s3cret"));
		assertTrue(settings.all().stream().anyMatch(s -> s.key() == SettingKey.HF_TOKEN && !s.value().isEmpty() && s.source() == Source.FILE));
	}

	private void assertFailure(String start) throws Exception {
		Collection<ServiceReference<Exception>> references = failures();
		assertEquals(1, references.size());
		String message = framework.getService(references.iterator().next()).getMessage();
		assertTrue(message.startsWith(start) && !message.contains("\n") && !message.contains("s3cret"), message);
		assertNull(framework.getServiceReference(Database.class));
		assertNull(framework.getServiceReference(Journal.class));
		assertNull(framework.getServiceReference(Secrets.class));
		bundle.stop();
	}

	private Collection<ServiceReference<Exception>> failures() throws Exception {
		return framework.getServiceReferences(Exception.class, "(" + StartupFailure.PROPERTY + "=failed)");
	}

	private <T> T service(Class<T> type) {
		return framework.getService(framework.getServiceReference(type));
	}
}
