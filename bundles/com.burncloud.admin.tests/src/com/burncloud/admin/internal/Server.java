package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;
import org.osgi.util.tracker.ServiceTracker;

import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.model.DownloadService;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.ModelService;
import com.burncloud.api.provider.ProviderService;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Journal;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.PriceService;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.SentRequests;
import com.burncloud.api.usage.UsageService;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;

/** The real admin bundle in the real Jetty, on services that live in memory. */
final class Server implements AutoCloseable {
	static final Duration PATIENCE = Duration.ofSeconds(20);

	final Fakes.Channels channels = new Fakes.Channels();
	final Fakes.Tokens tokens = new Fakes.Tokens();
	final Fakes.UsageLog usage = new Fakes.UsageLog();
	final Fakes.Prices prices = new Fakes.Prices();
	final Fakes.Providers providers = new Fakes.Providers();
	final ModelFakes.Hubs hubs = new ModelFakes.Hubs();
	final ModelFakes.Downloads downloads = new ModelFakes.Downloads();
	final ModelFakes.Models models = new ModelFakes.Models();
	final Fakes.StubJournal journal = new Fakes.StubJournal();
	final Fakes.StubDatabase database = new Fakes.StubDatabase();
	final Fakes.Live live = new Fakes.Live();
	final Map<String, SentRequest> sent = new ConcurrentHashMap<>();
	final SentRequests sentRequests = requestId -> Optional.ofNullable(sent.get(requestId));
	final Fakes.FixedSettings settings;
	final Path home;
	final URI base;
	final String key;
	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	private final BundleContext context = FrameworkUtil.getBundle(AdminServlet.class).getBundleContext();
	private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

	Server() throws Exception {
		System.setProperty("burncloud.stream.heartbeat.millis", "200");
		home = Files.createTempDirectory("burncloud-admin");
		FrameworkUtil.getBundle(AdminServlet.class).start();
		settings = new Fakes.FixedSettings(home);
		register(Settings.class, settings);
		register(Database.class, database);
		register(Journal.class, journal);
		register(ChannelService.class, channels);
		register(ChannelProbe.class, channels);
		register(TokenService.class, tokens);
		register(UsageService.class, usage);
		register(PriceService.class, prices);
		register(ProviderService.class, providers);
		register(LiveLog.class, live);
		register(DashboardService.class, new Fakes.Dashboard());
		register(SentRequests.class, sentRequests);
		register(HubService.class, hubs);
		register(DownloadService.class, downloads);
		register(ModelService.class, models);
		base = URI.create("http://127.0.0.1:" + port());
		for (String path : List.of("/health", "/api/channels", "/api/tokens", "/api/logs", "/api/prices", "/api/providers", "/api/settings", "/api/dashboard",
				"/metrics")) {
			until(path + " is served", () -> send("GET", path, null, "Bearer none").statusCode() != 404);
		}
		key = Files.readString(home.resolve("admin.key")).strip();
		until("every part is there", () -> Stream.of("channels", "tokens", "logs", "usage", "prices", "providers", "settings", "dashboard", "hubs", "downloads", "models")
				.allMatch(part -> status("GET", "/api/" + part, null) == 200) && head("/api/events") == 200 && head("/api/logs/stream") == 200 && status("GET", "/metrics", null) == 200);
	}

	<S> ServiceRegistration<S> register(Class<S> type, S service) {
		ServiceRegistration<S> registration = context.registerService(type, service, null);
		registrations.add(registration);
		return registration;
	}

	/** Takes a service away, as stopping its bundle does. */
	void unregister(Object service) {
		for (ServiceRegistration<?> registration : List.copyOf(registrations)) {
			if (context.getService(registration.getReference()) == service) {
				registration.unregister();
				registrations.remove(registration);
			}
		}
	}

	@Override
	public void close() throws IOException {
		registrations.reversed().forEach(ServiceRegistration::unregister);
		http.close();
		try (Stream<Path> files = Files.walk(home)) {
			files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
		}
	}

	HttpResponse<String> get(String path) {
		return send("GET", path, null, "Bearer " + key);
	}

	HttpResponse<String> send(String method, String path, String body) {
		return send(method, path, body, "Bearer " + key);
	}

	HttpResponse<String> send(String method, String path, String body, String authorization) {
		HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).method(method,
				body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
		if (authorization != null) {
			request.header("Authorization", authorization);
		}
		return send(request);
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		try {
			return http.send(request.build(), BodyHandlers.ofString());
		} catch (IOException | InterruptedException failure) {
			return fail(failure);
		}
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(base.resolve(path)).timeout(PATIENCE).header("Authorization", "Bearer " + key);
	}

	int status(String method, String path, String body) {
		return send(method, path, body).statusCode();
	}

	private int head(String path) {
		return send("HEAD", path, null).statusCode();
	}

	/** Sends bytes as they are, which no well-behaved client lets one do. */
	String raw(String request) throws IOException {
		try (Socket socket = new Socket("127.0.0.1", base.getPort())) {
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
			socket.getOutputStream().flush();
			return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		}
	}

	static JsonElement json(HttpResponse<String> response) {
		return JsonParser.parseString(response.body());
	}

	static void until(String what, Callable<Boolean> condition) throws Exception {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!condition.call()) {
			if (System.nanoTime() > end) {
				fail("not within " + PATIENCE + ": " + what);
			}
			Thread.sleep(10);
		}
	}

	private int port() throws Exception {
		ServiceTracker<HttpServiceRuntime, ServiceReference<HttpServiceRuntime>> tracker = new ServiceTracker<>(context, HttpServiceRuntime.class, null) {
			@Override
			public ServiceReference<HttpServiceRuntime> addingService(ServiceReference<HttpServiceRuntime> reference) {
				return reference;
			}
		};
		tracker.open();
		try {
			ServiceReference<HttpServiceRuntime> reference = tracker.waitForService(PATIENCE.toMillis());
			BooleanSupplier listening = () -> endpoint(reference) != null;
			until("Jetty listens", listening::getAsBoolean);
			return URI.create(endpoint(reference)).getPort();
		} finally {
			tracker.close();
		}
	}

	private static String endpoint(ServiceReference<HttpServiceRuntime> reference) {
		Object endpoints = reference.getProperty("osgi.http.endpoint");
		return switch (endpoints) {
		case String one when one.startsWith("http:") -> one;
		case String[] many when many.length > 0 -> Stream.of(many).filter(one -> one.startsWith("http:")).findFirst().orElse(null);
		case List<?> many when !many.isEmpty() -> many.getFirst().toString();
		case null, default -> null;
		};
	}
}
