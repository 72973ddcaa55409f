package com.burncloud.models.internal.hub;

import java.net.URI;
import java.util.Map;

import org.osgi.service.component.annotations.Component;

import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.ModelHub;

/** The mirror that people in China reach. */
@Component(service = ModelHub.class)
public final class HfMirror extends HuggingFace {

	public HfMirror() {
		super(new HubInfo("hf-mirror", Map.of("en", "HF-Mirror", "zh", "HF-Mirror 镜像站"), URI.create("https://hf-mirror.com"), true));
	}
}
