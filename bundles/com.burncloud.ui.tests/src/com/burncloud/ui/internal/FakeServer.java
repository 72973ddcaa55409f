package com.burncloud.ui.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

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
import com.burncloud.api.server.ServerEvent;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.PriceService;
import com.burncloud.api.usage.SentRequests;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/**
 * A server that is far away: every call of a service takes its time, and none may come from the UI thread, which is noted. What it knows is
 * {@link Samples}.
 */
final class FakeServer implements Server {
	private final Thread ui;
	private final Duration delay;
	private final List<String> onUi = new CopyOnWriteArrayList<>();
	private final AtomicInteger calls = new AtomicInteger();
	private final AtomicInteger subscriptions = new AtomicInteger();
	private final List<Consumer<List<UsageRecord>>> followers = new CopyOnWriteArrayList<>();
	private final List<Consumer<ServerEvent>> listeners = new CopyOnWriteArrayList<>();
	private final Map<Class<?>, Object> services = new ConcurrentHashMap<>();
	private final Map<String, Function<Object[], Object>> answers = new ConcurrentHashMap<>(Samples.ANSWERS);
	private volatile Place place = new Place(URI.create("http://127.0.0.1:3000"), true, "0.1.0", "Derby", "");
	private volatile List<UsageRecord> recent = List.of();

	/** @param ui the thread that must not wait */
	FakeServer(Thread ui, Duration delay) {
		this.ui = ui;
		this.delay = delay;
	}

	/** Which calls came from the UI thread, with the place in our own code that made each. */
	List<String> callsOnTheUiThread() {
		return onUi;
	}

	int calls() {
		return calls.get();
	}

	/** How many follow its log or its events. */
	int openSubscriptions() {
		return subscriptions.get();
	}

	int followers() {
		return followers.size();
	}

	/** What a new follower of the log gets first. */
	void recent(List<UsageRecord> rows) {
		recent = rows;
	}

	/** New rows, to all who follow the log, as the live log's own thread does. */
	void log(List<UsageRecord> batch) {
		followers.forEach(each -> each.accept(batch));
	}

	void tell(ServerEvent event) {
		listeners.forEach(each -> each.accept(event));
	}

	/** What it says from now on, by service and method. */
	void answer(String call, Function<Object[], Object> next) {
		answers.put(call, next);
	}

	void lose(String why) {
		place = new Place(place.address(), false, place.version(), place.database(), why);
		tell(new ServerEvent(ServerEvent.LOST, Map.of()));
	}

	private <T> T service(Class<T> type) {
		InvocationHandler handler = (proxy, method, arguments) -> {
			if (method.getDeclaringClass() == Object.class) {
				return switch (method.getName()) {
				case "equals" -> proxy == arguments[0];
				case "hashCode" -> System.identityHashCode(proxy);
				default -> type.getSimpleName();
				};
			}
			calls.incrementAndGet();
			if (Thread.currentThread() == ui) {
				onUi.add(type.getSimpleName() + "." + method.getName() + " by " + culprit());
			} else {
				LockSupport.parkNanos(delay.toNanos());
			}
			return answer(type, method, arguments == null ? new Object[0] : arguments);
		};
		return type.cast(services.computeIfAbsent(type, t -> Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type }, handler)));
	}

	private static String culprit() {
		return StackWalker.getInstance().walk(frames -> frames.filter(frame -> frame.getClassName().startsWith("com.burncloud.ui.internal.")
				&& !frame.getClassName().contains("FakeServer")).findFirst().map(Object::toString).orElse("somebody"));
	}

	@SuppressWarnings("unchecked")
	private Object answer(Class<?> type, Method method, Object[] arguments) {
		if (type == LiveLog.class && method.getName().equals("subscribe")) {
			Consumer<List<UsageRecord>> follower = (Consumer<List<UsageRecord>>) arguments[1];
			int history = (Integer) arguments[0];
			Thread.ofVirtual().start(() -> follower.accept(recent.subList(Math.max(0, recent.size() - history), recent.size())));
			followers.add(follower);
			subscriptions.incrementAndGet();
			return (LiveLog.Subscription) new Closing(() -> followers.remove(follower))::close;
		}
		Function<Object[], Object> known = answers.get(type.getSimpleName() + "." + method.getName());
		if (known != null) {
			return known.apply(arguments);
		}
		return switch (method.getReturnType()) {
		case Class<?> t when t == List.class -> List.of();
		case Class<?> t when t == Map.class -> Map.of();
		case Class<?> t when t == Optional.class -> Optional.empty();
		case Class<?> t when t == String.class -> "";
		case Class<?> t when t == Path.class -> Path.of("/var/lib/burncloud");
		case Class<?> t when t == boolean.class -> false;
		case Class<?> t when t == long.class -> 0L;
		case Class<?> t when t == void.class -> null;
		default -> throw new UnsupportedOperationException(type.getSimpleName() + "." + method.getName());
		};
	}

	/** Ends a subscription, once. */
	private final class Closing {
		private final Runnable end;
		private boolean closed;

		Closing(Runnable end) {
			this.end = end;
		}

		synchronized void close() {
			if (!closed) {
				closed = true;
				subscriptions.decrementAndGet();
				end.run();
			}
		}
	}

	@Override
	public Subscription subscribe(Consumer<ServerEvent> listener) {
		listeners.add(listener);
		subscriptions.incrementAndGet();
		return new Closing(() -> listeners.remove(listener))::close;
	}

	@Override
	public Place place() {
		return place;
	}

	@Override
	public ChannelService channels() {
		return service(ChannelService.class);
	}

	@Override
	public ChannelProbe probe() {
		return service(ChannelProbe.class);
	}

	@Override
	public TokenService tokens() {
		return service(TokenService.class);
	}

	@Override
	public UsageService usage() {
		return service(UsageService.class);
	}

	@Override
	public SentRequests sentRequests() {
		return service(SentRequests.class);
	}

	@Override
	public PriceService prices() {
		return service(PriceService.class);
	}

	@Override
	public ProviderService providers() {
		return service(ProviderService.class);
	}

	@Override
	public DashboardService dashboard() {
		return service(DashboardService.class);
	}

	@Override
	public LiveLog liveLog() {
		return service(LiveLog.class);
	}

	@Override
	public Settings settings() {
		return service(Settings.class);
	}

	@Override
	public HubService hubs() {
		return service(HubService.class);
	}

	@Override
	public DownloadService downloads() {
		return service(DownloadService.class);
	}

	@Override
	public ModelService models() {
		return service(ModelService.class);
	}

	@Override
	public void close() {
		// nothing to let go of
	}
}
