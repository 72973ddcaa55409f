package com.acme.burncloud;

import java.net.URI;
import java.util.List;
import java.util.Map;

import org.osgi.service.component.annotations.Component;

import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.Provider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;

/** The channel type "acme": an upstream that speaks OpenAI's chat dialect, but wants its key in a header of its own and knows tenants. */
@Component
public class AcmeProvider implements Provider {

	private static final ProviderInfo INFO = new ProviderInfo("acme",
			Map.of("en", "Acme AI", "zh", "Acme 智能"),
			URI.create("https://api.acme.example/v1"),
			List.of("openai-chat"),
			List.of(new ProviderInfo.Field("apiKey", Map.of("en", "API key", "zh", "密钥"), true, true),
					new ProviderInfo.Field("tenant", Map.of("en", "Tenant", "zh", "租户"), false, false)));

	@Override
	public ProviderInfo info() {
		return INFO;
	}

	/** Says where the request goes; the gateway sends it, repeats it and relays the answer. Keep it pure: no network, no state. */
	@Override
	public UpstreamRequest prepare(UpstreamCall call, Endpoint endpoint) {
		if (call.operation() != Operation.CHAT) {
			throw new UnsupportedOperationException("Acme can chat only; it has no " + call.operation() + ".");
		}
		String base = endpoint.baseUrl().toString();
		URI uri = URI.create((base.endsWith("/v1") ? base : base + "/v1") + "/chat/completions");
		Map<String, String> headers = Map.of(
				"x-acme-key", endpoint.apiKey(),
				"x-acme-tenant", endpoint.options().getOrDefault("tenant", "default"),
				"Content-Type", call.contentType());
		return new UpstreamRequest("POST", uri, headers, call.body());
	}
}
