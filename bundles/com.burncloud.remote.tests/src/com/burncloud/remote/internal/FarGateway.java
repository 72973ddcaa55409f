package com.burncloud.remote.internal;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;

import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.channel.Health;
import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.model.DownloadService;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.ModelService;
import com.burncloud.api.provider.ProviderService;
import com.burncloud.api.server.Server;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.PriceService;
import com.burncloud.api.usage.SentRequests;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/** The real management API in the real Jetty, on services that tell what they were asked and answer what they were told. */
final class FarGateway implements AutoCloseable {
	final Path home;
	final Connector connector = new Connector(FarServer.QUICK);
	final List<Consumer<List<UsageRecord>>> followers = new CopyOnWriteArrayList<>();
	private final BundleContext context = FrameworkUtil.getBundle(Connector.class).getBundleContext();
	private final Map<String, Object[]> asked = new ConcurrentHashMap<>();
	private final Map<String, Function<Object[], Object>> answers = new ConcurrentHashMap<>();
	private final Map<Class<?>, ServiceRegistration<?>> registrations = new HashMap<>();
	private final List<Class<?>> services = List.of(Settings.class, Database.class, ChannelService.class, ChannelProbe.class, TokenService.class, UsageService.class,
			SentRequests.class, PriceService.class, ProviderService.class, DashboardService.class, LiveLog.class, HubService.class,
			DownloadService.class, ModelService.class);

	FarGateway() throws Exception {
		home = Files.createTempDirectory("burncloud-far");
		answer("Settings.home", home);
		answers.put("Settings.value", key -> ((SettingKey) key[0]).defaultValue());
		answer("Database.status", "ok");
		answer("ChannelService.health", new Health(Health.State.HEALTHY, Optional.empty(), Optional.empty(), OptionalLong.empty()));
		answer("DashboardService.figures", new Figures(1, 2, 0.5, 3, 4, 5, 6, 7));
		answer("UsageService.logs", new LogPage(List.of(), Optional.empty()));
		answers.put("LiveLog.subscribe", this::follow);
		for (Bundle bundle : context.getBundles()) {
			if (bundle.getSymbolicName().equals("com.burncloud.admin")) {
				bundle.start();
			}
		}
		services.forEach(this::register);
	}

	@SuppressWarnings("unchecked")
	private LiveLog.Subscription follow(Object[] arguments) {
		Consumer<List<UsageRecord>> listener = (Consumer<List<UsageRecord>>) arguments[1];
		followers.add(listener);
		return () -> followers.remove(listener);
	}

	/** A connection, once every part of the API is there. */
	Server connect() throws Exception {
		FarServer.until("Jetty listens", () -> port() > 0);
		FarServer.until("the first request has made the key", () -> answers(URI.create("http://127.0.0.1:" + port() + "/health"))
				&& Files.exists(home.resolve("admin.key")) && !Files.readString(home.resolve("admin.key")).isBlank());
		String key = Files.readString(home.resolve("admin.key"));
		URI address = URI.create("http://127.0.0.1:" + port() + "/v1");
		List<Server> connected = new ArrayList<>();
		FarServer.until("it is managed", () -> attempt(() -> connected.add(connector.connect(address, key))));
		Server server = connected.getFirst();
		FarServer.until("every part is there", () -> attempt(() -> {
			server.channels().list();
			server.tokens().list();
			server.liveLog().recent(1);
			server.prices().list();
			server.providers().list();
			server.dashboard().figures();
			server.hubs().hubs();
			server.downloads().list();
			server.models().list();
		}));
		return server;
	}

	private static boolean answers(URI address) {
		try (InputStream body = address.toURL().openStream()) {
			return body.read() >= 0;
		} catch (IOException notYet) {
			return false;
		}
	}

	private static boolean attempt(Runnable call) {
		try {
			call.run();
			return true;
		} catch (RuntimeException notYet) {
			return false;
		}
	}

	private int port() throws Exception {
		ServiceReference<?>[] runtimes = context.getAllServiceReferences("org.osgi.service.servlet.runtime.HttpServiceRuntime", null);
		Object endpoints = runtimes == null ? null : runtimes[0].getProperty("osgi.http.endpoint");
		return endpoints instanceof String[] many && many.length > 0 ? URI.create(many[0]).getPort() : -1;
	}

	/** @param method such as {@code ChannelService.create} */
	void answer(String method, Object answer) {
		answers.put(method, any -> answer);
	}

	void fail(String method, RuntimeException failure) {
		answers.put(method, any -> {
			throw failure;
		});
	}

	/** The arguments of the last call. */
	List<Object> asked(String method) {
		return List.of(asked.getOrDefault(method, new Object[0]));
	}

	void post(String topic, Map<String, ?> properties) {
		ServiceReference<EventAdmin> reference = context.getServiceReference(EventAdmin.class);
		context.getService(reference).postEvent(new Event(topic, properties));
	}

	void unregister(Class<?> service) {
		registrations.remove(service).unregister();
	}

	void register(Class<?> type) {
		Object proxy = Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { type }, (self, method, arguments) -> call(type, self, method, arguments));
		registrations.put(type, context.registerService(type.getName(), proxy, new Hashtable<>()));
	}

	private Object call(Class<?> type, Object self, Method method, Object[] arguments) {
		switch (method.getName()) {
		case "equals":
			return self == arguments[0];
		case "hashCode":
			return System.identityHashCode(self);
		case "toString":
			return type.getSimpleName();
		default:
			String name = type.getSimpleName() + "." + method.getName();
			asked.put(name, arguments == null ? new Object[0] : arguments);
			return answers.getOrDefault(name, any -> nothing(method.getReturnType())).apply(arguments);
		}
	}

	private static Object nothing(Class<?> type) {
		return switch (type.getSimpleName()) {
		case "List" -> List.of();
		case "Map" -> Map.of();
		case "Optional" -> Optional.empty();
		case "boolean" -> false;
		case "long" -> 0L;
		case "String" -> "";
		default -> null;
		};
	}

	@Override
	public void close() throws IOException {
		connector.deactivate();
		registrations.values().forEach(ServiceRegistration::unregister);
		try (Stream<Path> files = Files.walk(home)) {
			files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
		}
	}
}
