package com.burncloud.ui.internal;

import java.net.URI;
import java.util.Hashtable;
import java.util.Map;
import java.util.function.Consumer;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.LiveLog;
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

/**
 * The gateway of this process. It is there when all that a gateway needs is; while one of these bundles is being replaced it is not. Local models are no need:
 * without them everything else is to be managed as ever.
 */
@Component(service = Server.class)
public final class LocalServer implements Server {
	private final BundleContext context;
	private final ChannelService channels;
	private final ChannelProbe probe;
	private final TokenService tokens;
	private final UsageService usage;
	private final SentRequests sentRequests;
	private final PriceService prices;
	private final ProviderService providers;
	private final DashboardService dashboard;
	private final LiveLog liveLog;
	private final Settings settings;
	private final Place place;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile HubService hubs;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile DownloadService downloads;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile ModelService models;

	@Activate
	public LocalServer(BundleContext context, @Reference ChannelService channels, @Reference ChannelProbe probe, @Reference TokenService tokens,
			@Reference UsageService usage, @Reference SentRequests sentRequests, @Reference PriceService prices, @Reference ProviderService providers,
			@Reference DashboardService dashboard, @Reference LiveLog liveLog, @Reference Settings settings) {
		this.context = context;
		this.channels = channels;
		this.probe = probe;
		this.tokens = tokens;
		this.usage = usage;
		this.sentRequests = sentRequests;
		this.prices = prices;
		this.providers = providers;
		this.dashboard = dashboard;
		this.liveLog = liveLog;
		this.settings = settings;
		String version = FrameworkUtil.getBundle(LocalServer.class).getVersion().toString();
		place = new Place(address(settings), true, version.replaceFirst("^(\\d+\\.\\d+\\.\\d+).*", "$1"),
				settings.value(SettingKey.DATABASE_URL).isEmpty() ? "Derby" : "PostgreSQL", "");
	}

	/** Where a program on this machine reaches it. */
	private static URI address(Settings settings) {
		String host = switch (settings.value(SettingKey.HOST)) {
		case "0.0.0.0" -> "127.0.0.1";
		case "::", "0:0:0:0:0:0:0:0" -> "[::1]";
		case String address when address.contains(":") -> "[" + address + "]";
		case String address -> address;
		};
		return URI.create("http://" + host + ":" + settings.number(SettingKey.PORT));
	}

	@Override
	public Place place() {
		return place;
	}

	@Override
	public ChannelService channels() {
		return channels;
	}

	@Override
	public ChannelProbe probe() {
		return probe;
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
		return present(hubs);
	}

	@Override
	public DownloadService downloads() {
		return present(downloads);
	}

	@Override
	public ModelService models() {
		return present(models);
	}

	private static <T> T present(T service) {
		if (service == null) {
			throw new ServerAwayException("The part that keeps local models is not running; start the bundle com.burncloud.models, or wait until its update is done.");
		}
		return service;
	}

	@Override
	public Subscription subscribe(Consumer<ServerEvent> listener) {
		String[] topics = { "com/burncloud/channel/*", "com/burncloud/token/*", "com/burncloud/provider/*", "com/burncloud/download/*", "com/burncloud/model/*" };
		EventHandler handler = event -> {
			Map<String, Object> properties = new java.util.HashMap<>();
			for (String name : event.getPropertyNames()) {
				if (event.getProperty(name) != null) {
					properties.put(name, event.getProperty(name));
				}
			}
			listener.accept(new ServerEvent(event.getTopic(), properties));
		};
		ServiceRegistration<EventHandler> registration = context.registerService(EventHandler.class, handler,
				new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, topics)));
		return new Subscription() {
			private boolean closed;

			@Override
			public synchronized void close() {
				if (!closed) {
					closed = true;
					try {
						registration.unregister();
					} catch (IllegalStateException stopped) {
						// the bundle went first
					}
				}
			}
		};
	}

	@Override
	public void close() {
		// It runs on: this is the process itself.
	}
}
