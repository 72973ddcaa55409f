package com.burncloud.remote.internal;

import java.time.Duration;
import java.util.function.Consumer;

import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.DownloadService;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.ModelService;
import com.burncloud.api.provider.ProviderService;
import com.burncloud.api.server.Place;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerAwayException;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.PriceService;
import com.burncloud.api.usage.SentRequests;
import com.burncloud.api.usage.UsageService;

/** One connection: the services, and the threads that keep an eye on the server. */
final class RemoteServer implements Server {
	private final ManagementApi api;
	private final Consumer<RemoteServer> onClose;
	private final Streams streams;
	private final ServerEvents events;
	private final Reachability reachability;
	private final RemoteChannels channels;
	private final RemoteTokens tokens;
	private final RemoteUsage usage;
	private final RemoteSentRequests sentRequests;
	private final RemotePrices prices;
	private final RemoteProviders providers;
	private final RemoteDashboard dashboard;
	private final RemoteLiveLog liveLog;
	private final RemoteSettings settings;
	private final RemoteHubs hubs;
	private final RemoteDownloads downloads;
	private final RemoteModels models;

	RemoteServer(ManagementApi api, Pace pace, Consumer<RemoteServer> onClose) {
		this.api = api;
		this.onClose = onClose;
		streams = new Streams(api, pace, this::check);
		events = new ServerEvents(streams, this::behind);
		reachability = new Reachability(api.address(), this::look, pace, streams, events::publish);
		channels = new RemoteChannels(api);
		tokens = new RemoteTokens(api);
		usage = new RemoteUsage(api);
		sentRequests = new RemoteSentRequests(api);
		prices = new RemotePrices(api);
		providers = new RemoteProviders(api);
		dashboard = new RemoteDashboard(api);
		liveLog = new RemoteLiveLog(usage, streams);
		settings = new RemoteSettings(api);
		hubs = new RemoteHubs(api);
		downloads = new RemoteDownloads(api);
		models = new RemoteModels(api);
	}

	/** @throws ServerAwayException when it does not answer as a server does, or refuses the key */
	void open() {
		reachability.start(look());
		api.whenAway(reachability::check);
	}

	private void check() {
		reachability.check();
	}

	/** News may have been missed. */
	private void behind() {
		reachability.behind();
	}

	/** Both calls together take as long as one may: somebody waits for {@code connect}. */
	private Place look() {
		Duration half = api.pace().call().dividedBy(2);
		try {
			String version = api.get("/health", half, Fields.one(health -> {
				health.whole("uptimeMillis");
				return health.text("version");
			}));
			boolean embedded = settings.rows(half).stream()
					.noneMatch(row -> row.setting().key() == SettingKey.DATABASE_URL && !row.setting().value().isEmpty());
			return new Place(api.address(), false, version, embedded ? "Derby" : "PostgreSQL", "");
		} catch (InvalidFieldException | ConflictException | NotFound stranger) {
			throw new ServerAwayException(api.address() + " is no BurnCloud server: it answers as something else does. See that the address is right.", stranger);
		}
	}

	@Override
	public Place place() {
		return reachability.place();
	}

	@Override
	public ChannelService channels() {
		return channels;
	}

	@Override
	public ChannelProbe probe() {
		return channels;
	}

	@Override
	public TokenService tokens() {
		return tokens;
	}

	@Override
	public UsageService usage() {
		return usage;
	}

	@Override
	public SentRequests sentRequests() {
		return sentRequests;
	}

	@Override
	public PriceService prices() {
		return prices;
	}

	@Override
	public ProviderService providers() {
		return providers;
	}

	@Override
	public DashboardService dashboard() {
		return dashboard;
	}

	@Override
	public LiveLog liveLog() {
		return liveLog;
	}

	@Override
	public Settings settings() {
		return settings;
	}

	@Override
	public HubService hubs() {
		return hubs;
	}

	@Override
	public DownloadService downloads() {
		return downloads;
	}

	@Override
	public ModelService models() {
		return models;
	}

	@Override
	public Subscription subscribe(Consumer<ServerEvent> listener) {
		return events.subscribe(listener);
	}

	@Override
	public void close() {
		reachability.close();
		liveLog.close();
		events.close();
		streams.close();
		api.close();
		onClose.accept(this);
	}

	@Override
	public String toString() {
		return "RemoteServer[" + api.address() + "]";
	}
}
