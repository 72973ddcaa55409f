package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.burncloud.api.settings.SettingKey;

class HfSettingsTest {
	@TempDir
	Path home;

	private HfSettings settings(Map<SettingKey, String> values, Map<String, String> environment) {
		return HfSettings.of(new Given(values), environment, home);
	}

	private Path file(Path path, String text) throws IOException {
		Files.createDirectories(path.getParent());
		return Files.writeString(path, text);
	}

	@Test
	void theTokenIsTheSettingElseTheEnvironmentElseWhatOthersStored() throws IOException {
		assertEquals(Optional.empty(), settings(Map.of(), Map.of()).token());
		file(home.resolve(".cache/huggingface/token"), "hf_stored\n");
		assertEquals(Optional.of("hf_stored"), settings(Map.of(), Map.of()).token());
		file(home.resolve("elsewhere/token"), "hf_elsewhere");
		assertEquals(Optional.of("hf_elsewhere"), settings(Map.of(), Map.of("HF_HOME", home.resolve("elsewhere").toString())).token());
		assertEquals(Optional.of("hf_env"), settings(Map.of(), Map.of("HF_TOKEN", "hf_env")).token());
		assertEquals(Optional.of("hf_set"), settings(Map.of(SettingKey.HF_TOKEN, "hf_set"), Map.of("HF_TOKEN", "hf_env")).token());
		assertFalse(settings(Map.of(SettingKey.HF_TOKEN, "hf_set"), Map.of()).toString().contains("hf_set"));
	}

	@Test
	void aStoredTokenThatWouldBreakAHeaderIsNone() throws IOException {
		file(home.resolve(".cache/huggingface/token"), "hf_x\r\nX-Evil: 1");
		assertEquals(Optional.empty(), settings(Map.of(), Map.of()).token());
	}

	@ParameterizedTest
	@CsvSource({ "https://huggingface.co/api/models, true", "https://HuggingFace.co/x, true", "http://huggingface.co/x, false", "https://cdn.huggingface.co/x, false",
			"https://huggingface.co.evil.net/x, false", "https://hf-mirror.com/x, false", "https://hub.corp/x, true", "https://hub.corp:8443/x, true",
			"http://10.0.0.5:8080/x, true", "http://10.0.0.5/x, false" })
	void theTokenIsForTheOriginalAndForWhatTheOperatorNamed(String address, boolean trusted) {
		HfSettings settings = settings(Map.of(SettingKey.HF_TOKEN, "hf", SettingKey.HF_TOKEN_HOSTS, "hub.corp, 10.0.0.5:8080"), Map.of());
		assertEquals(trusted, settings.trusts(URI.create(address)));
	}

	@Test
	void anotherEndpointIsAMirrorUnlessItIsTrusted() {
		HuggingFaceHub original = new HuggingFaceHub(settings(Map.of(), Map.of()));
		assertFalse(original.info().mirror());
		assertEquals(URI.create("https://huggingface.co"), original.info().endpoint());
		HuggingFaceHub mirror = new HuggingFaceHub(settings(Map.of(SettingKey.HF_ENDPOINT, "https://hf-mirror.com/"), Map.of()));
		assertTrue(mirror.info().mirror());
		assertEquals(URI.create("https://hf-mirror.com"), mirror.info().endpoint());
		assertTrue(new HuggingFaceHub(settings(Map.of(), Map.of("HF_ENDPOINT", "https://hf-mirror.com"))).info().mirror());
		assertFalse(new HuggingFaceHub(settings(Map.of(SettingKey.HF_ENDPOINT, "https://hub.corp", SettingKey.HF_TOKEN_HOSTS, "hub.corp"), Map.of())).info().mirror());
	}

	@Test
	void theTokenStaysAtTheHubsOwnServerAlsoAmongTrustedOnes() {
		HfSettings settings = settings(Map.of(SettingKey.HF_TOKEN, "hf", SettingKey.HF_TOKEN_HOSTS, "hub.corp,cdn.corp,hf-mirror.com"), Map.of());
		Tokens tokens = new Tokens(settings);
		HuggingFaceHub hub = new HuggingFaceHub(settings);
		assertEquals(Optional.of("hf"), tokens.of(hub.info(), URI.create("https://huggingface.co/api/models")));
		assertEquals(Optional.empty(), tokens.of(hub.info(), URI.create("https://hub.corp/api/models")));
		assertEquals(Optional.empty(), tokens.of(hub.info(), URI.create("https://cdn.corp/blob")));
		assertEquals(Optional.empty(), tokens.of(new HfMirror().info(), URI.create("https://hf-mirror.com/api/models")));
		assertEquals(Optional.empty(), tokens.of(new HfMirror().info(), URI.create("https://huggingface.co/api/models")));
		assertEquals(Optional.empty(), tokens.of(new ModelScope(new Given(Map.of())).info(), URI.create("https://www.modelscope.cn/api/v1/models")));
	}
}
