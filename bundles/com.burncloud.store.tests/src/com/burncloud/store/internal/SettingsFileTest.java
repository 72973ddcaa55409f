package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.BundleContext;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.DiskException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.TokenService;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

class SettingsFileTest {
	@TempDir
	Path home;
	private final Map<String, String> framework = new HashMap<>();
	private Path file;

	@BeforeEach
	void name() {
		file = home.resolve("burncloud.properties");
		applies(SettingKey.HOME, home.toString(), "DEFAULT");
	}

	private void applies(SettingKey key, String value, String source) {
		framework.put(key.property(), value);
		framework.put(key.sourceProperty(), source);
	}

	private FrameworkSettings settings() {
		return new FrameworkSettings((BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { BundleContext.class }, (proxy, method, arguments) -> {
			if (method.getName().equals("getProperty")) {
				return framework.get(arguments[0]);
			}
			throw new UnsupportedOperationException(method.getName());
		}));
	}

	private void write(String text) throws IOException {
		Files.writeString(file, text);
	}

	private String saved(Map<SettingKey, String> values) throws IOException {
		settings().save(values);
		return Files.readString(file);
	}

	@Test
	void onlyTheLineOfTheSettingChanges() throws Exception {
		write("# mine\n\n  port=3000  \nhost = 127.0.0.1\n# port = 3000\nunknown line\nprot = 1\nlog_level\t=\tinfo");
		assertEquals("# mine\n\n  port=3001\nhost = 127.0.0.1\n# port = 3000\nunknown line\nprot = 1\nlog_level\t=\tdebug",
				saved(Map.of(SettingKey.PORT, " 3001 ", SettingKey.LOG_LEVEL, "debug")));
	}

	@Test
	void aNewSettingStandsUnderTheCommentThatOffersItElseAtTheEnd() throws Exception {
		write("# settings\n\n# port of the gateway (BURNCLOUD_PORT)\n# port = 3000\n\n# address (BURNCLOUD_HOST)\n# host = 127.0.0.1\n");
		assertEquals("# settings\n\n# port of the gateway (BURNCLOUD_PORT)\n# port = 3000\nport = 3001\n\n# address (BURNCLOUD_HOST)\n# host = 127.0.0.1\nlog_level = warn\n",
				saved(Map.of(SettingKey.PORT, "3001", SettingKey.LOG_LEVEL, "warn")));
		assertEquals("# settings\n\n# port of the gateway (BURNCLOUD_PORT)\n# port = 3000\n\n# address (BURNCLOUD_HOST)\n# host = 127.0.0.1\nlog_level = warn\n",
				saved(Map.of(SettingKey.PORT, "")));
	}

	@Test
	void bytesThatAreNoUtf8AndWindowsLineEndsAndMarksStay() throws Exception {
		byte[] before = "\u00EF\u00BB\u00BFport = 1\r\n# caf\u00E9\r\nhf_endpoint = http://x".getBytes(StandardCharsets.ISO_8859_1);
		Files.write(file, before);
		settings().save(Map.of(SettingKey.PORT, "2", SettingKey.LLAMA_SERVER, "C:\\\u6a21\u578b\\llama-server.exe"));
		assertArrayEquals(("\u00EF\u00BB\u00BFport = 2\r\n# caf\u00E9\r\nhf_endpoint = http://x\r\nllama_server = C:\\"
				+ new String("\u6a21\u578b".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1) + "\\llama-server.exe\r\n")
				.getBytes(StandardCharsets.ISO_8859_1), Files.readAllBytes(file));
		assertEquals("C:\\\u6a21\u578b\\llama-server.exe", settings().pending().get(SettingKey.LLAMA_SERVER));
		assertEquals("2", settings().pending().get(SettingKey.PORT));
	}

	@Test
	void aSettingThatStandsTwiceStandsOnceAfterwards() throws Exception {
		write("port = 1\nhost = ::1\nport = 2\n");
		assertEquals("port = 3\nhost = ::1\n", saved(Map.of(SettingKey.PORT, "3")));
		write("port = 1\nhost = ::1\nport = 2\n");
		assertEquals("host = ::1\n", saved(Map.of(SettingKey.PORT, "")));
	}

	@Test
	void theFileKeepsItsModeAndIsTheOwnersWhenItIsNew() throws Exception {
		assertEquals("port = 1\n", saved(Map.of(SettingKey.PORT, "1")));
		assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		saved(Map.of(SettingKey.PORT, "2"));
		assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
		try (Stream<Path> all = Files.list(home)) {
			assertEquals(List.of(file), all.toList(), "no draft is left");
		}
	}

	@Test
	void aLinkStaysALink(@TempDir Path elsewhere) throws Exception {
		Path real = Files.writeString(elsewhere.resolve("real"), "port = 1\n");
		Files.createSymbolicLink(file, real);
		settings().save(Map.of(SettingKey.PORT, "2"));
		assertTrue(Files.isSymbolicLink(file));
		assertEquals("port = 2\n", Files.readString(real));
	}

	@Test
	void whatIsTheSameIsNotWritten() throws Exception {
		write("port = 1\n");
		FileTime before = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
		Files.setLastModifiedTime(file, before);
		saved(Map.of(SettingKey.PORT, "1", SettingKey.HOST, ""));
		assertEquals(before, Files.getLastModifiedTime(file));
	}

	@Test
	void aFileThatCannotBeWrittenStaysAndSaysSo() throws Exception {
		Files.createDirectory(file);
		DiskException refused = assertThrows(DiskException.class, () -> settings().save(Map.of(SettingKey.PORT, "2")));
		assertTrue(refused.getMessage().contains(file.toString()), refused.getMessage());
		assertFalse(refused.getMessage().contains("right"), refused.getMessage());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "PORT | 70000 | 1 to 65535", "PORT | x | whole number", "HOST | http://x | host name", "ALLOW_DEMO_TOKEN | yes | true, false",
			"KEEP_REQUESTS | no | true, false", "LOG_LEVEL | loud | debug", "MASTER_KEY | hunter2 | 32 bytes", "ADMIN_KEY | hunter2 x | ASCII", "DATABASE_URL | mysql://hunter2 | jdbc:postgresql", "DATABASE_URL | jdbc:foo:hunter2 | jdbc:postgresql",
			"ADMIN_KEY | ******** | mask", "HOME | /somewhere | --home" })
	void aValueThatTheNextStartWouldRefuseIsRefusedNow(SettingKey key, String value, String words) throws Exception {
		write("port = 1\n");
		InvalidFieldException refused = assertThrows(InvalidFieldException.class, () -> settings().save(Map.of(SettingKey.LOG_RETENTION_DAYS, "5", key, value)));
		assertEquals(key.key(), refused.field());
		assertTrue(refused.getMessage().contains(words), refused.getMessage());
		assertFalse(refused.getMessage().contains("hunter2"), refused.getMessage());
		assertEquals("port = 1\n", Files.readString(file), "all or nothing");
	}

	@Test
	void aLineBreakCannotSmuggleInAnotherSetting() throws Exception {
		for (String value : List.of("x\nadmin_key = y", "x\ry", "x\u0000y", "\uD800")) {
			assertEquals("llama_server", assertThrows(InvalidFieldException.class, () -> settings().save(Map.of(SettingKey.LLAMA_SERVER, value))).field());
		}
		assertFalse(Files.exists(file));
	}

	private FrameworkSettings settingsWithDemo(boolean enabled) {
		FrameworkSettings settings = settings();
		settings.tokens = (TokenService) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { TokenService.class }, (proxy, method, arguments) -> {
			assertEquals("demoEnabled", method.getName());
			return enabled;
		});
		return settings;
	}

	@Test
	void anAddressForAllIsRefusedWhileEverybodyKnowsAToken() throws Exception {
		InvalidFieldException refused = assertThrows(InvalidFieldException.class, () -> settingsWithDemo(true).save(Map.of(SettingKey.HOST, "0.0.0.0")));
		assertEquals("host", refused.field());
		assertTrue(refused.getMessage().contains("sk-burncloud-demo"), refused.getMessage());
		assertFalse(Files.exists(file));
		settingsWithDemo(true).save(Map.of(SettingKey.HOST, "127.0.0.2", SettingKey.PORT, "4000"));
		settingsWithDemo(true).save(Map.of(SettingKey.HOST, "0.0.0.0", SettingKey.ALLOW_DEMO_TOKEN, "true"));
		assertThrows(InvalidFieldException.class, () -> settingsWithDemo(true).save(Map.of(SettingKey.ALLOW_DEMO_TOKEN, "")));
		settingsWithDemo(true).save(Map.of(SettingKey.PORT, "4001"));
		settingsWithDemo(false).save(Map.of(SettingKey.ALLOW_DEMO_TOKEN, "false"));
		settings().save(Map.of(SettingKey.HOST, "::"));
	}

	@Test
	void whatIsSetFromOutsideIsNotSavedAndNotPending() throws Exception {
		write("port = 1\nhost = ::1\n");
		applies(SettingKey.PORT, "3001", "COMMAND_LINE");
		applies(SettingKey.HOST, "0.0.0.0", "ENVIRONMENT");
		ConflictException option = assertThrows(ConflictException.class, () -> settings().save(Map.of(SettingKey.PORT, "2", SettingKey.LOG_LEVEL, "debug")));
		assertTrue(option.getMessage().contains("--port"), option.getMessage());
		ConflictException variable = assertThrows(ConflictException.class, () -> settings().save(Map.of(SettingKey.HOST, "")));
		assertTrue(variable.getMessage().contains("BURNCLOUD_HOST"), variable.getMessage());
		assertEquals("port = 1\nhost = ::1\n", Files.readString(file));
		assertEquals(Map.of(), settings().pending());
	}

	@Test
	void pendingIsWhatTheNextStartWillSayOtherwise() throws Exception {
		assertEquals(Map.of(), settings().pending(), "no file, all defaults");
		applies(SettingKey.PORT, "3001", "FILE");
		applies(SettingKey.LOG_LEVEL, "info", "DEFAULT");
		applies(SettingKey.HF_TOKEN, "hf_hunter2", "FILE");
		write("# port = 9\nlog_level = info\nadmin_key = hunter2\nhf_token = hf_hunter2\n");
		assertEquals(Map.of(SettingKey.PORT, "3000", SettingKey.ADMIN_KEY, "********"), settings().pending());
		assertEquals("3001", settings().value(SettingKey.PORT));
		((Logger) LoggerFactory.getLogger(FrameworkSettings.class)).setLevel(Level.INFO);
		try (Logs logs = new Logs()) {
			settings().save(Map.of(SettingKey.PORT, "3001", SettingKey.ADMIN_KEY, "", SettingKey.HF_TOKEN, "hf_hunter3"));
			assertTrue(logs.lines(Level.INFO).toString().contains("hf_token"), logs.lines(Level.INFO)::toString);
			assertFalse(logs.lines(Level.INFO).toString().contains("hunter"), logs.lines(Level.INFO)::toString);
		}
		assertEquals(Map.of(SettingKey.HF_TOKEN, "********"), settings().pending());
		assertTrue(Files.readString(file).contains("hf_token = hf_hunter3\n"));
	}

	@Test
	void aReaderNeverSeesHalfAFile() throws Exception {
		Settings settings = settings();
		settings.save(Map.of(SettingKey.PORT, "1", SettingKey.HOST, "host-0"));
		CountDownLatch done = new CountDownLatch(2);
		try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
			for (SettingKey key : List.of(SettingKey.LOG_RETENTION_DAYS, SettingKey.LOG_RETENTION_ROWS)) {
				pool.submit(() -> {
					for (int i = 1; i <= 50; i++) {
						settings.save(Map.of(key, String.valueOf(i)));
					}
					done.countDown();
				});
			}
			while (done.getCount() > 0) {
				assertTrue(Files.readString(file).startsWith("port = 1\nhost = host-0\n") || Files.readString(file).startsWith("host = host-0\nport = 1\n"));
			}
		}
		assertEquals("50", settings.pending().get(SettingKey.LOG_RETENTION_DAYS));
		assertEquals("50", settings.pending().get(SettingKey.LOG_RETENTION_ROWS));
	}
}
