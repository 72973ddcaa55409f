package com.burncloud.channels.internal;

import java.net.URI;
import java.util.Optional;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.Channel;
import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Provider;

/** A channel as the routing sees it: with its provider, where that is installed, and its health. */
final class Entry {
	private final Account account;
	private final Optional<Provider> provider;
	private final ChannelHealth health;
	private volatile Endpoint endpoint; // the last one made; the default address may change

	Entry(Account account, Optional<Provider> provider, ChannelHealth health) {
		this.account = account;
		this.provider = provider;
		this.health = health;
		channel().baseUrl().ifPresent(this::endpoint);
	}

	Account account() {
		return account;
	}

	Channel channel() {
		return account.channel();
	}

	ChannelHealth health() {
		return health;
	}

	/** Why it serves nothing at all; empty when it can. */
	Optional<String> obstacle() {
		return channel().enabled() ? lack() : Optional.of("it is disabled");
	}

	/** What it lacks to be called, enabled or not; empty when nothing. */
	Optional<String> lack() {
		if (provider.isEmpty()) {
			return Optional.of("its type '" + channel().type() + "' is not installed");
		}
		return account.keyLost() ? Optional.of("its API key cannot be opened with this master key; enter the key again") : Optional.empty();
	}

	String upstreamModel(String asked) {
		return channel().modelMapping().getOrDefault(asked, asked);
	}

	/** @throws java.util.NoSuchElementException when the type is not installed */
	Candidate candidate(String model) {
		Provider installed = provider.orElseThrow();
		Channel channel = channel();
		return new Candidate(channel.id(), channel.name(), channel.type(), model, upstreamModel(model), target(installed), channel.timeouts(), installed,
				account.offer());
	}

	/** Whether the candidate was made of what the channel is now: what an older key did says nothing about this one. */
	boolean made(Candidate candidate) {
		return provider.isPresent() && candidate.endpoint().equals(target(provider.get()));
	}

	private Endpoint target(Provider installed) {
		return channel().baseUrl().isPresent() ? endpoint : endpoint(installed.info().defaultBaseUrl());
	}

	private Endpoint endpoint(URI baseUrl) {
		Endpoint last = endpoint;
		if (last != null && last.baseUrl().equals(baseUrl)) {
			return last;
		}
		Channel channel = channel();
		Endpoint made = new Endpoint(baseUrl, account.apiKey(), channel.headers(), channel.options());
		endpoint = made;
		return made;
	}
}
