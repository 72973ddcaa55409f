package com.burncloud.ui.internal.tokens;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.token.Token;

/** What the channels there are suggest for a token. */
record Offer(List<Channel> channels) {
	static final Offer NOTHING = new Offer(List.of());
	private static final String ECHO = "echo";

	List<String> groups() {
		Set<String> groups = new TreeSet<>(List.of("default"));
		channels.forEach(channel -> groups.addAll(channel.groups()));
		return List.copyOf(groups);
	}

	List<String> models() {
		Set<String> models = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		for (Channel channel : channels) {
			models.addAll(channel.models());
			models.addAll(channel.modelMapping().keySet());
		}
		models.remove("*");
		return List.copyOf(models);
	}

	/** One that the token may ask for, to stand in an example. */
	String example(Token token) {
		Set<String> names = new LinkedHashSet<>(token.models());
		for (Channel channel : channels) {
			if (channel.enabled() && channel.groups().stream().anyMatch(token.groups()::contains)) {
				names.addAll(channel.modelMapping().keySet());
				names.addAll(channel.models());
			}
		}
		return names.stream().filter(name -> !name.contains("*")).filter(name -> allowed(token, name)).findFirst().orElse(ECHO);
	}

	private static boolean allowed(Token token, String name) {
		return token.models().isEmpty()
				|| token.models().stream().anyMatch(each -> each.endsWith("*") ? name.startsWith(each.substring(0, each.length() - 1)) : each.equals(name));
	}
}
