package com.burncloud.ui.internal.connection;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.server.Place;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerAwayException;
import com.burncloud.api.server.ServerConnector;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;

/** Going to a gateway elsewhere, and back at the next start. UI thread, but for what is said to be work. */
public final class Connections implements AutoCloseable {
	/** The bundles come after the window. */
	private static final Duration STARTING = Duration.ofSeconds(30);
	private static final Duration AT_ONCE = Duration.ofSeconds(1);

	private final Workbench workbench;
	private final SavedServers saved;
	private final AdminKeys keys = new AdminKeys();
	private final Texts texts = Texts.of(Connections.class);
	private final ServiceTracker<ServerConnector, ServerConnector> connectors = new ServiceTracker<>(FrameworkUtil.getBundle(Connections.class).getBundleContext(),
			ServerConnector.class, null);
	/** Counts them, so that the answer to one that was given up meanwhile is known for what it is. Any thread. */
	private final AtomicInteger attempts = new AtomicInteger();

	public Connections(Workbench workbench) {
		this.workbench = workbench;
		saved = new SavedServers(workbench.preferences());
		connectors.open();
	}

	SavedServers saved() {
		return saved;
	}

	/** Whether this product can go anywhere else at all. */
	boolean possible() {
		return connectors.getService() != null;
	}

	/** What was managed when the window was last closed is managed again, as soon as it answers; the gateway of this machine meanwhile. */
	public void reconnect() {
		saved.last().ifPresent(server -> connect(server, STARTING, failure -> workbench.toast(
				texts.get("failed", server.label(), sentence(failure)), texts.get("again"), () -> go(server))));
	}

	/** Manages a saved server. */
	void go(SavedServer server) {
		workbench.toast(texts.get("connecting", server.label()));
		connect(server, AT_ONCE, failure -> {
			if (failure instanceof InvalidFieldException) {
				new ConnectionForm(workbench, this, Optional.of(server)).open(Optional.of(failure));
			} else {
				workbench.toast(texts.get("failed", server.label(), sentence(failure)), texts.get("again"), () -> go(server));
			}
		});
	}

	private void connect(SavedServer server, Duration patience, Consumer<Exception> failed) {
		int mine = attempts.incrementAndGet();
		workbench.work().run(texts.get("work.connect", server.label()), workbench.shell(), () -> {
			String key = keys.get(server.address()).orElseThrow(() -> new InvalidFieldException("adminKey", texts.get("key.missing")));
			return connector(patience).connect(server.address(), key);
		}, reached -> {
			if (mine == attempts.get()) {
				manage(server, reached);
			} else {
				Thread.ofVirtual().start(reached::close); // somebody changed their mind meanwhile
			}
		}, failure -> {
			if (mine == attempts.get()) {
				failed.accept(failure);
			}
		});
	}

	private void manage(SavedServer server, Server reached) {
		saved.setLast(Optional.of(server.address()));
		workbench.manage(Optional.of(reached));
		workbench.toast(texts.get("connected", server.label()));
	}

	/** Manages the gateway of this machine again. */
	void home() {
		giveUp();
		saved.setLast(Optional.empty());
		workbench.manage(Optional.empty());
	}

	/**
	 * Tries an address and a key that were typed.
	 *
	 * @param adminKey empty: the one that is kept for the address that was edited
	 * @param remember whether to keep both
	 * @param failed not called once it was given up
	 */
	void attempt(Optional<SavedServer> edited, SavedServer wanted, String adminKey, boolean remember, Runnable done, Consumer<Exception> failed) {
		int mine = attempts.incrementAndGet();
		workbench.work().run(texts.get("work.connect", wanted.label()), workbench.shell(), () -> {
			String key = !adminKey.isEmpty() || edited.isEmpty() ? adminKey : keys.get(edited.get().address()).orElse("");
			Server reached = connector(AT_ONCE).connect(wanted.address(), key);
			if (remember && mine == attempts.get()) {
				store(edited, reached.place().address(), key);
			}
			return reached;
		}, reached -> {
			if (mine == attempts.get()) {
				SavedServer server = new SavedServer(wanted.name(), reached.place().address());
				if (remember) {
					edited.map(SavedServer::address).filter(former -> !former.equals(server.address())).ifPresent(saved::remove);
					saved.put(server);
				}
				manage(server, reached);
				done.run();
			} else {
				Thread.ofVirtual().start(reached::close);
			}
		}, failure -> {
			if (mine == attempts.get()) {
				failed.accept(failure);
			}
		});
	}

	/** Whatever is under way is not wanted any more. */
	void giveUp() {
		attempts.incrementAndGet();
	}

	private void store(Optional<SavedServer> edited, URI address, String key) throws IOException {
		keys.put(address, key);
		if (edited.isPresent() && !edited.get().address().equals(address)) {
			keys.remove(edited.get().address());
		}
	}

	/** Forgets a server and its key. */
	void remove(SavedServer server) {
		boolean managed = workbench.server().filter(each -> each.place().address().equals(server.address())).isPresent();
		saved.remove(server.address());
		workbench.work().run(texts.get("work.remove", server.label()), workbench.shell(), () -> {
			keys.remove(server.address());
			return server;
		}, gone -> workbench.toast(texts.get("removed", server.label())));
		if (managed) {
			home();
		}
	}

	/** Work. */
	private ServerConnector connector(Duration patience) throws InterruptedException {
		return Optional.ofNullable(connectors.waitForService(patience.toMillis())).orElseThrow(() -> new ServerAwayException(texts.get("impossible")));
	}

	/** What to call the server at a place. */
	public String name(Place place) {
		return saved.find(place.address()).map(SavedServer::label).orElse(place.address().getAuthority());
	}

	String sentence(Exception failure) {
		return failure instanceof InvalidFieldException field && field.field().equals("adminKey") ? texts.get("key.wrong") : workbench.work().sentence(failure);
	}

	@Override
	public void close() {
		connectors.close();
	}
}
