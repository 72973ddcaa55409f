package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/**
 * What concerns Hugging Face: our settings first, then what its other programs on this machine use.
 *
 * @param token empty where there is none
 * @param tokenHosts lower case, some with a port
 */
record HfSettings(URI endpoint, Optional<String> token, Set<String> tokenHosts) {
	private static final String HOME_HOST = "huggingface.co";

	static HfSettings of(Settings settings) {
		return of(settings, System.getenv(), Path.of(System.getProperty("user.home")));
	}

	static HfSettings of(Settings settings, Map<String, String> environment, Path userHome) {
		URI endpoint = Uris.endpoint(first(settings.value(SettingKey.HF_ENDPOINT), environment.get("HF_ENDPOINT")), HuggingFaceHub.HOME);
		String token = first(settings.value(SettingKey.HF_TOKEN), environment.get("HF_TOKEN"));
		Set<String> hosts = Arrays.stream(settings.value(SettingKey.HF_TOKEN_HOSTS).split(",")).map(host -> host.strip().toLowerCase(Locale.ROOT))
				.filter(host -> !host.isEmpty()).collect(Collectors.toUnmodifiableSet());
		return new HfSettings(endpoint, token.isEmpty() ? stored(environment, userHome) : Optional.of(token), hosts);
	}

	private static String first(String ours, String theirs) {
		return !ours.isBlank() ? ours.strip() : theirs == null ? "" : theirs.strip();
	}

	/** What {@code hf auth login} left. */
	private static Optional<String> stored(Map<String, String> environment, Path userHome) {
		Path home = Optional.ofNullable(environment.get("HF_HOME")).filter(path -> !path.isBlank()).map(Path::of)
				.orElse(userHome.resolve(".cache").resolve("huggingface"));
		try {
			return Optional.of(Files.readString(home.resolve("token")).strip()).filter(token -> token.matches("[!-~]+"));
		} catch (IOException none) {
			return Optional.empty();
		}
	}

	/** Whether the server may see the token: the original by TLS, or one that the operator named. */
	boolean trusts(URI uri) {
		String host = Uris.host(uri);
		return host.equals(HOME_HOST) && Uris.scheme(uri).equals("https") || tokenHosts.contains(host) || tokenHosts.contains(host + ":" + Uris.port(uri));
	}

	@Override
	public String toString() {
		return "HfSettings[" + endpoint + ", token " + (token.isPresent() ? "set" : "not set") + ", " + tokenHosts + "]";
	}
}
