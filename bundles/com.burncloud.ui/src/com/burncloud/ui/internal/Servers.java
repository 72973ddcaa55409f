package com.burncloud.ui.internal;

import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.eclipse.swt.widgets.Shell;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;

/** Which server is managed: the local one as it comes and goes, or a far-away one. Everything is told on the UI thread. */
final class Servers implements Frame.Ending {
	private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

	private final Shell shell;
	private final Consumer<Optional<Server>> changed;
	private final Consumer<ServerEvent> news;
	private final Consumer<Figures> figures;
	private final ServiceTracker<Server, Server> tracker;
	private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("burncloud-pulse").factory());
	private Optional<Server> local = Optional.empty();
	private Optional<Server> remote = Optional.empty();
	private volatile Optional<Server> current = Optional.empty();
	private Optional<Server.Subscription> subscription = Optional.empty();

	Servers(Shell shell, Consumer<Optional<Server>> changed, Consumer<ServerEvent> news, Consumer<Figures> figures) {
		this.shell = shell;
		this.changed = changed;
		this.news = news;
		this.figures = figures;
		BundleContext context = FrameworkUtil.getBundle(Servers.class).getBundleContext();
		tracker = new ServiceTracker<>(context, Server.class, null) {
			@Override
			public Server addingService(ServiceReference<Server> reference) {
				Server server = super.addingService(reference);
				ui(() -> local(Optional.of(server)));
				return server;
			}

			@Override
			public void removedService(ServiceReference<Server> reference, Server server) {
				ui(() -> local(Optional.empty()));
				super.removedService(reference, server);
			}
		};
		tracker.open();
		pulse.scheduleWithFixedDelay(this::beat, 1, 1, TimeUnit.SECONDS);
	}

	private void ui(Runnable action) {
		if (!shell.isDisposed()) {
			shell.getDisplay().asyncExec(() -> {
				if (!shell.isDisposed()) {
					action.run();
				}
			});
		}
	}

	private void local(Optional<Server> server) {
		local = server;
		if (remote.isEmpty()) {
			use(server);
		}
	}

	/** @param server empty: the local one again */
	void manage(Optional<Server> server) {
		Optional<Server> former = remote;
		remote = server;
		use(server.or(() -> local));
		former.ifPresent(each -> Thread.ofVirtual().start(each::close));
	}

	private void use(Optional<Server> server) {
		subscription.ifPresent(Server.Subscription::close);
		current = server;
		subscription = server.map(each -> each.subscribe(event -> ui(() -> news(each, event))));
		changed.accept(server);
	}

	private void news(Server from, ServerEvent event) {
		if (current.filter(each -> each == from).isPresent()) {
			if (event.topic().equals(ServerEvent.LOST) || event.topic().equals(ServerEvent.REACHED)) {
				changed.accept(current);
			}
			news.accept(event);
		}
	}

	/** Once a second, beside the UI thread. */
	private void beat() {
		Optional<Server> server = current;
		try {
			if (server.isPresent() && server.get().place().online()) {
				Figures now = server.get().dashboard().figures();
				ui(() -> {
					if (current.equals(server)) {
						figures.accept(now);
					}
				});
			}
		} catch (RuntimeException away) {
			LOG.debug("no figures", away);
		}
	}

	Optional<Server> current() {
		return current;
	}

	@Override
	public void close() {
		pulse.shutdownNow();
		subscription.ifPresent(Server.Subscription::close);
		tracker.close();
		remote.ifPresent(Server::close);
	}
}
