package com.burncloud.ui.internal.channels;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.server.Server;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageService;

/**
 * All that the page shows of a server at one time.
 *
 * @param rows highest priority first, then by name
 */
record Snapshot(List<ChannelRow> rows, List<InstalledProvider> types) {
	static final Snapshot EMPTY = new Snapshot(List.of(), List.of());
	static final String ECHO = "echo";

	/** Asks the server; not for the UI thread. */
	static Snapshot of(Server server, String language) {
		List<InstalledProvider> types = server.providers().list();
		Map<String, InstalledProvider> byType = types.stream().collect(Collectors.toMap(each -> each.info().type(), Function.identity(), (first, second) -> first));
		Instant midnight = LocalDate.now().atStartOfDay(ZoneId.systemDefault()).toInstant();
		Map<String, UsageBucket> today = server.usage().sums(midnight, Instant.now().plus(Duration.ofHours(1)), UsageService.By.CHANNEL).stream()
				.collect(Collectors.toMap(UsageBucket::key, Function.identity(), (first, second) -> first));
		List<ChannelRow> rows = server.channels().list().stream().map(channel -> row(server, channel, Optional.ofNullable(byType.get(channel.type())), language,
				Optional.ofNullable(today.get(channel.name())))).toList();
		return new Snapshot(rows, types);
	}

	private static ChannelRow row(Server server, Channel channel, Optional<InstalledProvider> type, String language, Optional<UsageBucket> today) {
		String typeName = type.map(each -> each.info().name(language)).orElse(channel.type());
		return new ChannelRow(channel, server.channels().health(channel.id()), typeName, type.isPresent(), today);
	}

	/** Whether nobody has added anything yet: there is no channel, or only the built-in echo. */
	boolean untouched() {
		return rows.stream().allMatch(row -> row.channel().type().equals(ECHO));
	}

	Optional<ProviderInfo> type(String type) {
		return types.stream().map(InstalledProvider::info).filter(info -> info.type().equals(type)).findFirst();
	}
}
