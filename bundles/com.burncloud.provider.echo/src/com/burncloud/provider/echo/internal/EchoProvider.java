package com.burncloud.provider.echo.internal;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.Provider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/** The type {@code echo}: points to the servlet beside it. */
@Component(service = Provider.class, property = "burncloud.type=echo")
public final class EchoProvider implements Provider {
	private static final byte[] NOTHING = {};

	private final ProviderInfo info;
	private final EchoKey key;

	@Activate
	public EchoProvider(@Reference Settings settings, @Reference EchoKey key) {
		this.key = key;
		URI base = URI.create("http://" + reachable(settings.value(SettingKey.HOST)) + ":" + settings.number(SettingKey.PORT) + "/echo");
		info = new ProviderInfo("echo", Map.of("en", "Echo (built in)", "zh", "回声 (内置)"), base, List.of("openai-chat"), List.of());
	}

	/** The address that this machine reaches itself by, when the server listens on {@code host}. */
	static String reachable(String host) {
		String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
		return switch (bare) {
		case "", "0.0.0.0", "::", "0:0:0:0:0:0:0:0", "localhost" -> "127.0.0.1";
		default -> bare.contains(":") ? "[" + bare + "]" : bare;
		};
	}

	@Override
	public ProviderInfo info() {
		return info;
	}

	@Override
	public UpstreamRequest prepare(UpstreamCall call, Endpoint endpoint) {
		String path = switch (call.operation()) {
		case CHAT -> "/v1/chat/completions";
		case EMBEDDING -> "/v1/embeddings";
		case MODELS -> "/v1/models";
		default -> throw new UnsupportedOperationException("The built-in model echo can chat and embed; it has no " + call.operation() + ".");
		};
		String base = endpoint.baseUrl().toString();
		URI uri = URI.create((base.endsWith("/v1") ? base.substring(0, base.length() - 3) : base) + path);
		Map<String, String> headers = new HashMap<>();
		headers.put("Authorization", key.authorization());
		if (call.operation() == Operation.MODELS) {
			return new UpstreamRequest("GET", uri, headers, NOTHING);
		}
		headers.put("Content-Type", "application/json");
		return new UpstreamRequest("POST", uri, headers, call.body());
	}
}
