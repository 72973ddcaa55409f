package com.burncloud.models.hubserver;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** The hubs, and the CDN behind them. Any thread; what is set applies from the next request on. */
public final class HubServer implements AutoCloseable {
	/** Where the mirror's answers point, as those of a mirror that repeats its original do. */
	static final URI FOREIGN = URI.create("https://huggingface.co");

	private final Map<String, Repository> repositories = new ConcurrentHashMap<>();
	private final Map<String, Boolean> tokens = new ConcurrentHashMap<>();
	private final List<Request> requests = new CopyOnWriteArrayList<>();
	private final Faults faults = new Faults();
	private final Cdn cdn = new Cdn(this::blob);
	private final Listener huggingFaceListener;
	private final Listener mirrorListener;
	private final Listener modelScopeListener;
	private final Listener cdnListener;
	private volatile RateLimit rateLimit = new RateLimit(Integer.MAX_VALUE, Duration.ofMinutes(5), false);
	private volatile int pageSize = 1000;
	private volatile boolean mirrorSendsHome;
	private volatile boolean modelScopeOpenApi = true;
	private volatile boolean modelScopeRedirects = true;

	private HubServer(int firstPort) {
		int step = firstPort == 0 ? 0 : 1;
		huggingFaceListener = listener(Place.HUGGING_FACE, firstPort, new HuggingFace(this, Place.HUGGING_FACE));
		mirrorListener = listener(Place.MIRROR, firstPort + step, new HuggingFace(this, Place.MIRROR));
		modelScopeListener = listener(Place.MODEL_SCOPE, firstPort + 2 * step, new ModelScope(this));
		cdnListener = listener(Place.CDN, firstPort + 3 * step, cdn);
	}

	private Listener listener(Place place, int port, Listener.Handler handler) {
		return new Listener(place, port, handler, requests::add, faults::on);
	}

	/** On ports that are free. */
	public static HubServer start() {
		return new HubServer(0);
	}

	/** On this port and the three behind it, in the order of {@link Place}. */
	public static HubServer start(int firstPort) {
		return new HubServer(firstPort);
	}

	public URI huggingFace() {
		return huggingFaceListener.uri();
	}

	public URI mirror() {
		return mirrorListener.uri();
	}

	public URI modelScope() {
		return modelScopeListener.uri();
	}

	public URI cdn() {
		return cdnListener.uri();
	}

	/** On all hubs; one with the same id is replaced. */
	public HubServer add(Repository repository) {
		repositories.put(repository.id(), repository);
		return this;
	}

	/** @param accepted whether its account accepted the terms of the gated repositories, and sees the private ones */
	public HubServer token(String token, boolean accepted) {
		tokens.put(token, accepted);
		return this;
	}

	/** What goes wrong; nothing at first. */
	public Faults faults() {
		return faults;
	}

	/** So many API requests in a window, on Hugging Face and its mirror together. */
	public HubServer rateLimit(int quota, Duration window, boolean retryAfter) {
		rateLimit = new RateLimit(quota, window, retryAfter);
		return this;
	}

	/** Entries on a page of a list, at most. */
	public HubServer pageSize(int entries) {
		pageSize = entries;
		return this;
	}

	/** The mirror sends whoever wants a file to Hugging Face itself, as hf-mirror.com does with whoever comes from abroad. */
	public HubServer mirrorSendsHome(boolean home) {
		mirrorSendsHome = home;
		return this;
	}

	/** Whether ModelScope has the documented search, or that of its site only. */
	public HubServer modelScopeOpenApi(boolean there) {
		modelScopeOpenApi = there;
		return this;
	}

	/** Whether ModelScope sends to the CDN for large files, or gives them itself. */
	public HubServer modelScopeRedirects(boolean redirects) {
		modelScopeRedirects = redirects;
		return this;
	}

	/** Of links to the CDN that are given out from now on. */
	public HubServer linkLifetime(Duration lifetime) {
		cdn.lifetime(lifetime);
		return this;
	}

	/** All links to the CDN that were given out so far are too old now. */
	public void expireLinks() {
		cdn.expire();
	}

	/** All that came, oldest first; a request stands here before it is answered. */
	public List<Request> requests() {
		return List.copyOf(requests);
	}

	public List<Request> requests(Predicate<Request> where) {
		return requests.stream().filter(where).toList();
	}

	public List<Request> requests(Place place) {
		return requests(Faults.at(place));
	}

	public void forgetRequests() {
		requests.clear();
	}

	/** That are open to a place now. */
	public int connections(Place place) {
		return switch (place) {
		case HUGGING_FACE -> huggingFaceListener.connections();
		case MIRROR -> mirrorListener.connections();
		case MODEL_SCOPE -> modelScopeListener.connections();
		case CDN -> cdnListener.connections();
		};
	}

	@Override
	public void close() {
		huggingFaceListener.close();
		mirrorListener.close();
		modelScopeListener.close();
		cdnListener.close();
	}

	List<Repository> repositories() {
		return List.copyOf(repositories.values());
	}

	Optional<Repository> repository(String id) {
		return Optional.ofNullable(repositories.get(id));
	}

	private Optional<Blob> blob(String sha256) {
		return repositories.values().stream().flatMap(repository -> repository.blob(sha256).stream()).findFirst();
	}

	URI cdnLink(Blob blob) {
		return cdn.link(cdn(), blob);
	}

	boolean tokenKnown(String token) {
		return tokens.containsKey(token);
	}

	boolean tokenAccepted(String token) {
		return tokens.getOrDefault(token, false);
	}

	RateLimit rateLimit() {
		return rateLimit;
	}

	int pageSize() {
		return pageSize;
	}

	boolean mirrorSendsHome() {
		return mirrorSendsHome;
	}

	boolean modelScopeOpenApi() {
		return modelScopeOpenApi;
	}

	boolean modelScopeRedirects() {
		return modelScopeRedirects;
	}
}
