package com.burncloud.gateway.internal;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

import com.burncloud.api.channel.Candidate;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Routing;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.Provider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.Admission;
import com.burncloud.api.token.Admissions;
import com.burncloud.api.token.Caller;
import com.burncloud.api.token.Credentials;
import com.burncloud.api.token.Estimate;
import com.burncloud.api.token.Pass;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.LogPage;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/** The services that the gateway lives among, as small as can be, and a Jetty that it opens. */
final class Neighbours implements Routing, Admissions, UsageService, Settings, AutoCloseable {
	static final String SECRET = "sk-burncloud-test";
	/** A pass for the channel that {@link #passChannel} names. */
	static final String PASS = "sk-burncloud-pass-test";
	static final String KEY = "sk-upstream-secret-key";

	final List<Candidate> candidates = new CopyOnWriteArrayList<>();
	final List<Outcome> outcomes = new CopyOnWriteArrayList<>();
	final List<UsageRecord> settled = new CopyOnWriteArrayList<>();
	final AtomicInteger admitted = new AtomicInteger();
	volatile String passChannel = "";
	private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
	private final int port;

	private final boolean keepRequests;

	Neighbours() throws Exception {
		this(true);
	}

	Neighbours(boolean keepRequests) throws Exception {
		this.keepRequests = keepRequests;
		try (ServerSocket free = new ServerSocket(0)) {
			port = free.getLocalPort();
		}
		BundleContext context = FrameworkUtil.getBundle(GatewayServlet.class).getBundleContext();
		for (Class<?> service : List.of(Settings.class, Routing.class, Admissions.class, UsageService.class)) {
			registrations.add(context.registerService(service.getName(), this, new Hashtable<>()));
		}
		registrations.add(context.registerService(TokenService.class, new Tokens(), new Hashtable<>()));
	}

	URI base() {
		return URI.create("http://127.0.0.1:" + port);
	}

	void channel(String name, URI url) {
		channel(name, url, "m", new Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ZERO));
	}

	void channel(String name, URI url, String upstreamModel, Timeouts timeouts) {
		candidates.add(new Candidate(name, name, "test", "m", upstreamModel, new Endpoint(url, KEY, Map.of(), Map.of()), timeouts, new PlainProvider(), Optional.empty()));
	}

	static final class PlainProvider implements Provider {
		@Override
		public ProviderInfo info() {
			return new ProviderInfo("test", Map.of("en", "Test"), URI.create("http://127.0.0.1"), List.of("openai-chat"), List.of());
		}

		@Override
		public UpstreamRequest prepare(UpstreamCall call, Endpoint endpoint) {
			if (call.operation() == Operation.SPEECH) {
				throw new UnsupportedOperationException("it cannot speak");
			}
			if (call.operation() == Operation.MODELS) {
				return new UpstreamRequest("GET", URI.create(endpoint.baseUrl() + "/v1/models"), Map.of("authorization", "Bearer " + endpoint.apiKey()), call.body());
			}
			return new UpstreamRequest("POST", URI.create(endpoint.baseUrl() + "/v1/chat/completions"),
					Map.of("authorization", "Bearer " + endpoint.apiKey(), "content-type", call.contentType()), call.body());
		}
	}

	@Override
	public List<Candidate> candidates(String model, Set<String> groups) throws RefusedException {
		if (!model.equals("m")) {
			throw new RefusedException(RefusalCode.MODEL_NOT_FOUND, "no " + model);
		}
		return candidates;
	}

	@Override
	public Candidate candidate(String channelId, Optional<String> model) {
		return candidates.stream().filter(candidate -> candidate.channelId().equals(channelId)).findFirst()
				.orElseThrow(() -> new UnknownIdException("channel", channelId));
	}

	/** As the stored one of that id, at the draft's address; without an id there is no key. */
	@Override
	public Candidate candidate(ChannelDraft draft, Optional<String> channelId) throws RefusedException {
		if (!draft.type().equals("test")) {
			throw new RefusedException(RefusalCode.NO_AVAILABLE_CHANNEL, "The channel cannot be tried: its type is not installed.");
		}
		return new Candidate("", draft.name(), "test", "", "", new Endpoint(draft.baseUrl().orElseThrow(), channelId.isPresent() ? KEY : "", Map.of(), Map.of()),
				draft.timeouts(), new PlainProvider(), Optional.empty());
	}

	@Override
	public List<ModelListing> models(Set<String> groups) {
		return List.of(new ModelListing("m", "test", 1), new ModelListing("org/with slash", "test", 2), new ModelListing("hidden", "test", 3));
	}

	@Override
	public void report(Candidate candidate, Outcome outcome) {
		outcomes.add(outcome);
	}

	@Override
	public Caller authenticate(Credentials credentials) throws RefusedException {
		if (!credentials.secret().equals(SECRET) && !credentials.secret().equals(PASS)) {
			throw new RefusedException(RefusalCode.INVALID_API_KEY, "unknown token");
		}
		return new Caller("t1", "tester", Set.of("default"), List.of("m", "org*", "nowhere"),
				credentials.secret().equals(PASS) ? Optional.of(passChannel) : Optional.empty());
	}

	@Override
	public Admission admit(Caller caller, String model, Estimate estimate) {
		admitted.incrementAndGet();
		return record -> {
			settled.add(record);
			return record.withCost(42);
		};
	}

	@Override
	public void declined(UsageRecord exchange) {
		settled.add(exchange);
	}

	@Override
	public LogPage logs(LogQuery query) {
		return new LogPage(List.of(), Optional.empty());
	}

	@Override
	public Optional<UsageRecord> find(String requestId) {
		return Optional.empty();
	}

	@Override
	public List<UsageBucket> sums(Instant from, Instant to, By by) {
		return List.of();
	}

	@Override
	public String value(SettingKey key) {
		return switch (key) {
		case PORT -> Integer.toString(port);
		case KEEP_REQUESTS -> Boolean.toString(keepRequests);
		default -> key.defaultValue();
		};
	}

	@Override
	public long number(SettingKey key) {
		return key == SettingKey.MAX_BODY_BYTES ? 1_000_000 : Long.parseLong(value(key));
	}

	@Override
	public boolean enabled(SettingKey key) {
		return Boolean.parseBoolean(value(key));
	}

	@Override
	public Path home() {
		return Path.of("target");
	}

	@Override
	public List<Setting> all() {
		return List.of();
	}

	@Override
	public Map<SettingKey, String> pending() {
		return Map.of();
	}

	@Override
	public void save(Map<SettingKey, String> values) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void close() {
		registrations.forEach(ServiceRegistration::unregister);
	}

	/** The gateway only asks for the demo token. */
	private static final class Tokens implements TokenService {
		@Override
		public List<Token> list() {
			return List.of();
		}

		@Override
		public Issued create(TokenDraft draft) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Token update(String id, TokenDraft draft) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Issued rotate(String id) {
			throw new UnsupportedOperationException();
		}

		@Override
		public void delete(String id) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Pass pass(String id, Optional<String> channelId) {
			throw new UnsupportedOperationException();
		}

		@Override
		public boolean demoEnabled() {
			return true;
		}

		@Override
		public Optional<Token> find(String id) {
			return Optional.empty();
		}
	}
}
