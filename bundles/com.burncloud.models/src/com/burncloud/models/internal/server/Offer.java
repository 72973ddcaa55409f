package com.burncloud.models.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.RefusedException;
import com.burncloud.models.internal.library.Shelved;

/** A model as a channel. */
final class Offer implements OfferedChannel {
	private static final String TYPE = "llama.cpp";
	/** A whole answer begins when its last token is made, and that may take a processor half an hour; nobody is charged for it. */
	private static final Timeouts TIMEOUTS = new Timeouts(Timeouts.DEFAULT.connect(), Duration.ofMinutes(30), Timeouts.DEFAULT.idle(), Timeouts.DEFAULT.total());

	private final Runner runner;
	private final Channel channel;

	Offer(Runner runner) {
		this.runner = runner;
		Shelved model = runner.launch().model();
		String name = runner.launch().gatewayModel();
		channel = new Channel(name, name, TYPE, Optional.empty(), "", names(runner.launch()), Map.of(), runner.launch().options().groups(),
				runner.launch().options().priority(), 1, true, Map.of(), Map.of(), TIMEOUTS, true, model.addedAt());
	}

	static List<String> names(Launch launch) {
		Set<String> names = new LinkedHashSet<>();
		String name = launch.gatewayModel();
		names.add(name);
		String quantization = launch.model().quantization();
		if (!quantization.isBlank() && !name.toLowerCase(Locale.ROOT).endsWith("-" + quantization.toLowerCase(Locale.ROOT))) {
			names.add(name + "-" + quantization);
		}
		names.addAll(launch.options().aliases());
		return List.copyOf(names);
	}

	@Override
	public Channel channel() {
		return channel;
	}

	@Override
	public Use begin() throws RefusedException {
		return runner.begin();
	}

	@Override
	public int countTokens(String text) throws IOException {
		return runner.countTokens(text);
	}
}
