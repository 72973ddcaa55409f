package com.burncloud.channels.sample;

import java.net.URI;
import java.util.List;
import java.util.Map;

import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Provider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;

/** A stranger's provider: the install test packs this class into a jar of its own. */
public class SampleProvider implements Provider {

	@Override
	public ProviderInfo info() {
		return new ProviderInfo("sample", Map.of("en", "Sample"), URI.create("http://sample.example/v1"), List.of("openai-chat"), List.of());
	}

	@Override
	public UpstreamRequest prepare(UpstreamCall call, Endpoint endpoint) {
		return new UpstreamRequest("POST", endpoint.baseUrl(), Map.of(), call.body());
	}
}
