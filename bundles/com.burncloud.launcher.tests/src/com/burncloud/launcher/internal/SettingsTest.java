package com.burncloud.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.settings.Setting.Source;
import com.burncloud.api.settings.SettingKey;

class SettingsTest {

	private static final Terminal ENGLISH = new Terminal(System.out, System.err, Terminal.texts(Locale.ROOT));
	private static final Terminal CHINESE = new Terminal(System.out, System.err, Terminal.texts(Locale.CHINESE));

	@TempDir
	private Path home;

	@Test
	void eachSourceHidesTheWeakerOnes() throws Exception {
		Map<String, String> environment = new HashMap<>(Map.of("BURNCLOUD_HOME", home.toString()));
		assertPort(3000, Source.DEFAULT, environment);
		write("port = 3001\n");
		assertPort(3001, Source.FILE, environment);
		environment.put("PORT", "3002");
		assertPort(3002, Source.ENVIRONMENT, environment);
		environment.put("BURNCLOUD_PORT", "3003");
		assertPort(3003, Source.ENVIRONMENT, environment);
		environment.put("BURNCLOUD_PORT", "");
		assertPort(3002, Source.ENVIRONMENT, environment);
		assertPort(3004, Source.COMMAND_LINE, environment, "--port", "3004");
		assertPort(3005, Source.COMMAND_LINE, environment, "server", "--port=3005");
	}

	private static void assertPort(int port, Source source, Map<String, String> environment, String... arguments) throws Refusal {
		EffectiveSettings settings = EffectiveSettings.read(Arguments.parse(arguments).settings(), environment);
		assertEquals(port, settings.port());
		assertEquals(source, settings.source(SettingKey.PORT));
		assertEquals(String.valueOf(port), settings.frameworkProperties().get("burncloud.port"));
		assertEquals(source.name(), settings.frameworkProperties().get("burncloud.port.source"));
	}

	@Test
	void commandLineBeatsEnvironmentForTheFolderWhoseFileIsRead(@TempDir Path other) throws Exception {
		write("port = 3001\n");
		Files.writeString(other.resolve(PropertiesFile.NAME), "port = 3999\n");
		assertEquals(3999, EffectiveSettings.read(Map.of(SettingKey.HOME, other.toString()), Map.of("BURNCLOUD_HOME", home.toString())).port());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', value = {
			"port = abc                  | port                  | abc      | 1 to 65535",
			"port =                      | port                  | port =   | 1 to 65535",
			"port = 70000                | port                  | 70000    | 1 to 65535",
			"port = 99999999999999999999 | port                  | 99999999 | 1 to 65535",
			"max_body_bytes = 32M        | max_body_bytes        | 32M      | whole number",
			"log_retention_days = -1     | log_retention_days    | -1       | whole number",
			"log_retention_rows = 1.5    | log_retention_rows    | 1.5      | whole number",
			"default_output_tokens = 0   | default_output_tokens | 0        | from 1",
			"keep_requests = no          | keep_requests         | no       | true, false",
			"allow_demo_token = yes      | allow_demo_token      | yes      | true, false",
			"unpriced = never            | unpriced              | never    | refuse, free",
			"log_level = verbose         | log_level             | verbose  | error, warn, info, debug",
			"host = http://here          | host                  | http://  | 0.0.0.0",
			"hf_endpoint = hf-mirror.com | hf_endpoint           | hf-mirr  | https://",
			"allowed_hosts = a/b         | allowed_hosts         | a/b      | commas",
			"prot = 3000                 | prot                  | unknown  | port, host",
			"home = /somewhere           | home                  | --home   | BURNCLOUD_HOME",
			"port: 3000                  | port                  | port     | key = value",
			"just some words             | just                  | just     | key = value",
			"= 3000                      | no setting            | line 3   | key = value", })
	void aBadLineIsNamedWithItsKeyItsValueAndWhatWasExpected(String line, String key, String value, String expected) throws Exception {
		write("# comment\n\n" + line + "\nadmin_key = abc\n");
		String text = refusal(Map.of());
		for (String part : new String[] { home.resolve("burncloud.properties") + " line 3:", key, value, expected }) {
			assertTrue(text.contains(part), () -> text + " lacks " + part);
		}
		assertEquals(1, text.lines().count());
	}

	@ParameterizedTest
	@ValueSource(strings = { "database_url = mysql://u:hunter2@h/d", "master_key = hunter2", "admin_key = hunter2 hunter2", "hf_token = hunter2 x", "admin_key hunter2" })
	void aBadSecretIsNotRepeated(String line) throws Exception {
		write(line);
		String text = refusal(Map.of());
		assertTrue(text.contains("line 1"), text);
		assertFalse(text.contains("hunter2"), text);
	}

	@Test
	void aKeySetTwiceNamesBothLines() throws Exception {
		write("port = 3000\n\nport = 3001\n");
		String text = refusal(Map.of());
		assertTrue(text.contains("line 3") && text.contains("line 1") && text.contains("port"), text);
	}

	@Test
	void bytesThatAreNotUtf8AreNamedByLine() throws IOException {
		Files.write(home.resolve(PropertiesFile.NAME), "port = 3000\nhost = \u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
		assertTrue(refusal(Map.of()).contains("line 2: not UTF-8"));
	}

	@Test
	void aBadLineCountsEvenWhereTheEnvironmentHidesIt() throws Exception {
		write("port = abc\n");
		assertTrue(refusal(Map.of("BURNCLOUD_PORT", "3000")).contains("line 1"));
	}

	@Test
	void badVariablesAndOptionsAreNamedAsWritten() throws Exception {
		assertTrue(refusal(Map.of("PORT", "tcp://10.0.0.1:80")).startsWith("environment variable PORT = tcp://10.0.0.1:80: expected"));
		Refusal option = assertThrows(Refusal.class, () -> EffectiveSettings.read(Arguments.parse("--max-body-bytes", "x").settings(), environment(Map.of())));
		assertEquals("option --max-body-bytes = x: expected a whole number from 1024 to 2147483647", ENGLISH.text(option.text()));
		assertThrows(Refusal.class, () -> Arguments.parse("--frob", "x"));
		assertThrows(Refusal.class, () -> Arguments.parse("server", "--port"));
		assertThrows(Refusal.class, () -> Arguments.parse("server", "desktop"));
	}

	@Test
	void valuesAreTakenAsTheyStand() throws Exception {
		write("\uFEFFllama_server = C:\\Program Files\\\u6a21\u578b\\llama-server.exe\r\n  hf_token=a=b#c\r\nallow_demo_token = true");
		EffectiveSettings settings = EffectiveSettings.read(Map.of(), environment(Map.of()));
		assertEquals("C:\\Program Files\\\u6a21\u578b\\llama-server.exe", settings.value(SettingKey.LLAMA_SERVER));
		assertEquals("a=b#c", settings.value(SettingKey.HF_TOKEN));
		assertEquals("true", settings.value(SettingKey.ALLOW_DEMO_TOKEN));
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void theFileOfTheFirstStartSetsNothingAndOffersEveryDefault(boolean chinese) throws Exception {
		DataFolder.make(home, chinese ? CHINESE : ENGLISH);
		Path file = home.resolve(PropertiesFile.NAME);
		assertTrue(PropertiesFile.read(file).isEmpty());
		write(Files.readString(file).replaceAll("(?m)^# ([a-z_]+ = .*)$", "$1"));
		Map<SettingKey, PropertiesFile.Entry> entries = PropertiesFile.read(file);
		for (SettingKey key : SettingKey.values()) {
			if (key != SettingKey.HOME) {
				assertEquals(key.defaultValue(), entries.get(key).value());
			}
		}
		EffectiveSettings.read(Map.of(), environment(Map.of())); // every default passes its own check
	}

	@Test
	void aFileInPlaceOfTheFolderIsRefused() throws Exception {
		Path file = Files.writeString(home.resolve("file"), "");
		for (Path folder : new Path[] { file, file.resolve("below") }) {
			String text = ENGLISH.text(assertThrows(Refusal.class, () -> DataFolder.make(folder, ENGLISH)).text());
			assertTrue(text.contains(file.toString()), text);
		}
	}

	@Test
	void otherCommandsAreLeftToTheClient() throws Exception {
		Arguments arguments = Arguments.parse("--home", "/h", "model", "deploy", "x", "--port", "8080", "--frob");
		assertEquals(List.of("model", "deploy", "x", "--port", "8080", "--frob"), arguments.client());
		assertEquals("/h", arguments.settings().get(SettingKey.HOME));
		assertFalse(arguments.settings().containsKey(SettingKey.PORT));
	}

	@ParameterizedTest
	@CsvSource({ "127.0.0.1,http://127.0.0.1:3000", "0.0.0.0,http://127.0.0.1:3000", "::,http://[::1]:3000", "::1,http://[::1]:3000", "gate.local,http://gate.local:3000" })
	void theUrlIsOneThatThisMachineReaches(String host, String url) throws Exception {
		assertEquals(url, EffectiveSettings.read(Map.of(SettingKey.HOST, host), environment(Map.of())).url().toString());
	}

	@ParameterizedTest
	@EnumSource(SettingKey.class)
	void everySettingIsExplainedInChinese(SettingKey key) {
		assertFalse(PropertiesFile.description(CHINESE, key).equals(key.description()));
	}

	/** The management API says it in the rule's own words. */
	@ParameterizedTest
	@EnumSource(SettingKey.class)
	void aRuleIsWordedAlikeHereAndInTheApi(SettingKey key) {
		assertEquals(key.rule().expected(), ENGLISH.text(Expectation.of(key.rule())));
		assertTrue(key.rule().accepts(key.defaultValue()));
	}

	@Test
	void bothLanguagesHaveTheSameTextsWithTheSameGaps() {
		for (String key : ENGLISH.texts().keySet()) {
			String english = ENGLISH.texts().getString(key);
			String chinese = CHINESE.texts().getString(key);
			assertEquals(gaps(english), gaps(chinese), key);
			boolean sameInBoth = english.matches("(\\{0\\}.{0,3})*");
			assertTrue(sameInBoth || !english.equals(chinese), () -> key + " is not translated");
		}
	}

	private static Set<String> gaps(String text) {
		return new TreeSet<>(Pattern.compile("\\{\\d\\}").matcher(text).results().map(MatchResult::group).toList());
	}

	private void write(String text) throws IOException {
		Files.writeString(home.resolve(PropertiesFile.NAME), text);
	}

	private Map<String, String> environment(Map<String, String> more) {
		Map<String, String> environment = new HashMap<>(more);
		environment.put("BURNCLOUD_HOME", home.toString());
		return environment;
	}

	private String refusal(Map<String, String> environment) {
		return ENGLISH.text(assertThrows(Refusal.class, () -> EffectiveSettings.read(Map.of(), environment(environment))).text());
	}
}
