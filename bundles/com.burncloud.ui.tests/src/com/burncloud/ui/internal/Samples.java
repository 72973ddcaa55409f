package com.burncloud.ui.internal;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.Health;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.dashboard.Point;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelService;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Spent;
import com.burncloud.api.token.Token;
import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.Price;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;

/** A house with something of everything in it, for pages to show. */
final class Samples {
	private static final Instant NOW = Instant.now();

	/** What the fake server says, by service and method; what is not named is empty. */
	static final Map<String, Function<Object[], Object>> ANSWERS = Map.ofEntries(
			Map.entry("ChannelService.list", arguments -> channels()),
			Map.entry("ChannelService.find", arguments -> channels().stream().filter(each -> each.id().equals(arguments[0])).findFirst()),
			Map.entry("ChannelService.health", arguments -> health((String) arguments[0])),
			Map.entry("ChannelProbe.test", arguments -> new ChannelProbe.Result(true, 200, "gpt-4o", "hello", 321)),
			Map.entry("ChannelProbe.models", arguments -> new ChannelProbe.ModelList(true, 200, List.of("gpt-4o", "gpt-4o-mini"), "", 99)),
			Map.entry("TokenService.list", arguments -> tokens()),
			Map.entry("TokenService.find", arguments -> tokens().stream().filter(each -> each.id().equals(arguments[0])).findFirst()),
			Map.entry("TokenService.demoEnabled", arguments -> true),
			Map.entry("ProviderService.list", arguments -> providers()),
			Map.entry("PriceService.list", arguments -> List.of(new Price("gpt-4o", 2_500, 10_000, 1_250, 0, 0))),
			Map.entry("UsageService.logs", arguments -> new LogPage(rows(0, 200), Optional.empty())),
			Map.entry("UsageService.find", arguments -> Optional.of(row(1))),
			Map.entry("UsageService.sums", arguments -> List.of(new UsageBucket("c0", 1_200, 30, 90_000, 40_000, 0, 1_200_000_000L, 600_000))),
			Map.entry("DashboardService.figures", arguments -> new Figures(42, 9_000, 0.99, 420, 1_800, 210, 1_234_000_000L, 3)),
			Map.entry("DashboardService.series", arguments -> IntStream.range(0, 60)
					.mapToObj(i -> new Point(NOW.minusSeconds(3_600 - i * 60L), 40 + i, i % 7, 900L * i, 1_000_000L * i, 400 + i, 900 + i, 200)).toList()),
			Map.entry("LiveLog.recent", arguments -> rows(0, 100)),
			Map.entry("ModelService.list", arguments -> Shelf.models()),
			Map.entry("ModelService.output", arguments -> List.of("llama_server: loading model", "llama_server: listening")),
			Map.entry("ModelService.inspect", arguments -> Shelf.report((FitQuestion) arguments[1])),
			Map.entry("ModelService.leftovers", arguments -> List.of(new ModelService.Leftover("part-1", 3_200_000_000L))),
			Map.entry("DownloadService.list", arguments -> Shelf.downloads()),
			Map.entry("HubService.search", arguments -> Shelf.found()),
			Map.entry("HubService.files", arguments -> Shelf.listing((String) arguments[1])),
			Map.entry("HubService.inspect", arguments -> Shelf.report((FitQuestion) arguments[3])),
			Map.entry("HubService.hubs", arguments -> List.of(new HubInfo("huggingface", Map.of("en", "Hugging Face"), URI.create("https://huggingface.co"), false))),
			Map.entry("ModelService.machine", arguments -> new Machine(32L << 30, 20L << 30, List.of())),
			Map.entry("ModelService.llamaServer", arguments -> new LlamaServer(Optional.of("/usr/local/bin/llama-server"), "b6000", List.of(), Optional.empty())),
			Map.entry("Settings.value", arguments -> ((SettingKey) arguments[0]).defaultValue()),
			Map.entry("Settings.number", arguments -> Long.parseLong(((SettingKey) arguments[0]).defaultValue())),
			Map.entry("Settings.all", arguments -> Arrays.stream(SettingKey.values()).map(key -> new Setting(key, key.defaultValue(), Setting.Source.DEFAULT)).toList()));

	private Samples() {
	}

	static List<Channel> channels() {
		return IntStream.range(0, 8).mapToObj(i -> new Channel("c" + i, "渠道 " + i, i % 2 == 0 ? "openai" : "deepseek", Optional.of(URI.create("https://api" + i + ".example.com")),
				"sk-…" + i, List.of("gpt-4o", "model-" + i), Map.of("fast", "gpt-4o-mini"), Set.of("default"), 8 - i, 1 + i, i != 7, Map.of(), Map.of(), Timeouts.DEFAULT, false,
				NOW.minus(Duration.ofDays(i)))).toList();
	}

	private static Health health(String id) {
		return id.equals("c1") ? new Health(Health.State.COOLING, Optional.of(NOW.plusSeconds(60)), Optional.of("503 from the upstream"), OptionalLong.empty())
				: new Health(id.equals("c7") ? Health.State.DISABLED : Health.State.HEALTHY, Optional.empty(), Optional.empty(), OptionalLong.of(321));
	}

	static List<Token> tokens() {
		return IntStream.range(0, 6).mapToObj(i -> {
			Quota quota = i % 3 == 0 ? new Quota.Unlimited() : i % 3 == 1 ? new Quota.Amount(5_000_000_000L) : new Quota.Count(1_000);
			return new Token("t" + i, i == 0 ? "demo" : "令牌 " + i, "sk-burncloud-" + i, quota, new Spent(i * 1_000_000_000L, i * 150L), new Spent(0, 0), Set.of("default"), List.of(),
					List.of(), i == 4 ? Optional.of(NOW.plus(Duration.ofDays(30))) : Optional.empty(),
					new Limits(OptionalInt.of(60), OptionalInt.empty(), OptionalInt.empty()), i != 5, NOW.minus(Duration.ofDays(i)));
		}).toList();
	}

	static List<InstalledProvider> providers() {
		return List.of("openai", "deepseek", "echo").stream().map(type -> new InstalledProvider(new ProviderInfo(type, Map.of("en", type, "zh", type), URI.create("https://" + type + ".example.com"),
				List.of("openai"), List.of(new ProviderInfo.Field("organization", Map.of("en", "Organization", "zh", "组织"), false, false))), type, "com.burncloud.provider." + type, "0.1.0",
				"0".repeat(64))).toList();
	}

	static List<UsageRecord> rows(int from, int to) {
		return IntStream.range(from, to).mapToObj(Samples::row).toList();
	}

	static UsageRecord row(int i) {
		boolean bad = i % 11 == 0;
		return new UsageRecord("req-" + i, "", NOW.plusMillis(i), "t1", "令牌 1", "gpt-4o", "gpt-4o-2024", "c" + i % 8, "渠道 " + i % 8, "openai", "openai", i % 2 == 0, bad ? 502 : 200,
				bad ? "upstream_error" : "", bad ? "the upstream said no" : "", List.of(new Attempt("渠道 " + i % 8, bad ? 502 : 200, bad ? "status" : "", 400 + i % 100)), 200, 400 + i % 1_000,
				Usage.of(1_000 + i % 100, 300), 4_000_000, List.of());
	}
}
