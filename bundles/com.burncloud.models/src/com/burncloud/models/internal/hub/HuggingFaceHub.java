package com.burncloud.models.internal.hub;

import java.net.URI;
import java.util.Map;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.ModelHub;
import com.burncloud.api.settings.Settings;

/** Hugging Face, or what the operator put in its place. */
@Component(service = ModelHub.class)
public final class HuggingFaceHub extends HuggingFace {
	static final String HOME = "https://huggingface.co";

	@Activate
	public HuggingFaceHub(@Reference Settings settings) {
		this(HfSettings.of(settings));
	}

	HuggingFaceHub(HfSettings settings) {
		super(info(settings.endpoint(), settings));
	}

	/** Whatever is not the original, and is not said to be trusted, counts as a mirror. */
	private static HubInfo info(URI endpoint, HfSettings settings) {
		boolean mirror = !settings.trusts(endpoint);
		String name = mirror ? "Hugging Face (" + Uris.host(endpoint) + ")" : "Hugging Face";
		return new HubInfo("huggingface", Map.of("en", name), endpoint, mirror);
	}
}
