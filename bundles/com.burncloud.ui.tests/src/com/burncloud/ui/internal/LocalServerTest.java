package com.burncloud.ui.internal;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.model.DownloadService;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.ModelService;
import com.burncloud.api.provider.ProviderService;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerAwayException;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.PriceService;
import com.burncloud.api.usage.SentRequests;
import com.burncloud.api.usage.UsageService;

/** The component in the real framework: local models come and go, and the gateway stays. */
class LocalServerTest {
	private final BundleContext context = FrameworkUtil.getBundle(LocalServer.class).getBundleContext();
	private final FakeServer parts = new FakeServer(new Thread(), Duration.ZERO);
	private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

	private <S> ServiceRegistration<S> register(Class<S> type, S service) {
		ServiceRegistration<S> registration = context.registerService(type, service, null);
		registrations.add(registration);
		return registration;
	}

	@AfterEach
	void stop() {
		registrations.reversed().forEach(ServiceRegistration::unregister);
	}

	@Test
	void itIsThereWithoutModels() {
		register(ChannelService.class, parts.channels());
		register(ChannelProbe.class, parts.probe());
		register(TokenService.class, parts.tokens());
		register(UsageService.class, parts.usage());
		register(SentRequests.class, parts.sentRequests());
		register(PriceService.class, parts.prices());
		register(ProviderService.class, parts.providers());
		register(DashboardService.class, parts.dashboard());
		register(LiveLog.class, parts.liveLog());
		register(Settings.class, parts.settings());
		ServiceReference<Server> reference = context.getServiceReference(Server.class);
		Server server = context.getService(reference);
		assertSame(parts.channels(), server.channels());
		for (Consumer<Server> part : List.<Consumer<Server>> of(Server::hubs, Server::downloads, Server::models)) {
			assertTrue(assertThrows(ServerAwayException.class, () -> part.accept(server)).getMessage().contains("com.burncloud.models"));
		}
		register(HubService.class, parts.hubs());
		register(DownloadService.class, parts.downloads());
		ServiceRegistration<ModelService> models = register(ModelService.class, parts.models());
		assertSame(parts.hubs(), server.hubs());
		assertSame(parts.downloads(), server.downloads());
		assertSame(parts.models(), server.models());
		registrations.remove(models);
		models.unregister();
		assertThrows(ServerAwayException.class, server::models);
		assertSame(server, context.getService(reference), "the gateway is the same as before");
	}
}
