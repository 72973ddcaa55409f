package com.burncloud.api.server;

import java.util.function.Consumer;

import org.osgi.annotation.versioning.ProviderType;

import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.model.DownloadService;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.ModelService;
import com.burncloud.api.provider.ProviderService;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.PriceService;
import com.burncloud.api.usage.SentRequests;
import com.burncloud.api.usage.UsageService;

/**
 * A gateway with all its services. Any thread. Every call of a service may wait for a network or a database: none belongs on a UI thread, whatever the service
 * itself promises of its local form. A server that cannot be reached throws {@link ServerAwayException}.
 */
@ProviderType
public interface Server extends AutoCloseable {

	/** What it is and where. Does not block: the last that is known. */
	Place place();

	ChannelService channels();

	ChannelProbe probe();

	TokenService tokens();

	UsageService usage();

	SentRequests sentRequests();

	PriceService prices();

	ProviderService providers();

	DashboardService dashboard();

	LiveLog liveLog();

	Settings settings();

	/** @throws ServerAwayException while a local gateway's models are away; those of a far-away one say so when they are called. The same for the next two */
	HubService hubs();

	DownloadService downloads();

	ModelService models();

	/**
	 * Follows the server's events (channels, tokens, providers, downloads, models), and whether it can be reached.
	 *
	 * @param listener called on a thread of the server, one event at a time; must only enqueue
	 * @return close it to stop
	 */
	Subscription subscribe(Consumer<ServerEvent> listener);

	/** Lets go of a connection; a local gateway runs on. Closing twice is harmless. */
	@Override
	void close();

	/** An ongoing subscription. Closing twice is harmless. */
	interface Subscription extends AutoCloseable {
		@Override
		void close();
	}
}
