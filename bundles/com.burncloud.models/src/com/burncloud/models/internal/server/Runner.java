package com.burncloud.models.internal.server;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.channel.OfferedChannel;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.Deployment.State;

/**
 * Keeps one model running as it was deployed, on a thread of its own, from the first start over crashes and sleeps to the end. What others want of it goes
 * through its {@link Door}.
 */
final class Runner implements Room.Guest {
	private static final Logger LOG = LoggerFactory.getLogger(Runner.class);
	private static final int PORT_ATTEMPTS = 5;
	private static final double NOTEWORTHY_PROGRESS = 0.05;

	/** Told on the runner's thread, and once on that which starts it. */
	interface Watcher {

		/** It may have become callable, or no longer; told before the state says so, so that who sees it running can call it. */
		void callable(Runner runner);

		void changed(Runner runner);
	}

	private final Launch launch;
	private final Workshop shop;
	private final Watcher watcher;
	private final Output output = new Output();
	private final Door door;
	private final Thread thread;
	private volatile Deployment deployment = Deployment.NONE;
	private volatile boolean hasRun;
	private int restarts;
	private Optional<String> error = Optional.empty();

	/** @param before whose end it awaits */
	Runner(Launch launch, Workshop shop, Optional<Runner> before, Watcher watcher) {
		this.launch = launch;
		this.shop = shop;
		this.watcher = watcher;
		door = new Door(launch.gatewayModel(), shop.limits(), !launch.options().onRequest());
		deployment = standing(launch.options().onRequest() ? State.ASLEEP : State.QUEUED);
		thread = Thread.ofVirtual().name("model " + launch.model().id()).unstarted(() -> live(before));
	}

	void start() {
		if (deployment.state() == State.ASLEEP) {
			watcher.changed(this); // before the first request can wake it
		}
		thread.start();
	}

	Launch launch() {
		return launch;
	}

	/** As it stands now. */
	Deployment deployment() {
		Deployment now = deployment;
		return now.state() == State.RUNNING ? Standing.serving(now, output.tokensPerSecond(), door.ending() ? Optional.of("It is being stopped.") : now.notice()) : now;
	}

	List<String> output() {
		return output.lines();
	}

	/** Whether requests may come: those for a model that sleeps or starts again wait. */
	boolean callable() {
		return !door.over() && (hasRun || launch.options().onRequest());
	}

	OfferedChannel.Use begin() throws RefusedException {
		return door.begin();
	}

	int countTokens(String text) throws IOException {
		Run run = door.run().orElseThrow(() -> new IOException("Model '" + launch.gatewayModel() + "' is not running, so nobody can count its tokens."));
		return shop.loopback().countTokens(run.base(), run.key(), text);
	}

	/** Lets it end; returns at once. */
	void end() {
		door.end();
	}

	void awaitEnd() throws InterruptedException {
		thread.join();
	}

	@Override
	public long needBytes() {
		return launch.needBytes();
	}

	@Override
	public long lastUseNanos() {
		return door.lastUseNanos();
	}

	@Override
	public boolean leave() {
		return door.sleepWhenIdle();
	}

	private void live(Optional<Runner> before) {
		State last = State.STOPPED;
		try {
			if (before.isPresent()) {
				before.get().awaitEnd();
			}
			last = loop();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} catch (RuntimeException | Error e) {
			LOG.error("The model {} is given up", launch.gatewayModel(), e);
			error = Optional.of("The gateway made a mistake while it ran: " + e + ".");
			last = State.FAILED;
		} finally {
			door.close(error);
			watcher.callable(this);
			tell(standing(last));
		}
	}

	/** @return the state in which it ends */
	private State loop() throws InterruptedException {
		int crashes = 0;
		while (true) {
			if (!door.wanted() && deployment.state() != State.ASLEEP) {
				tell(standing(State.ASLEEP));
			}
			if (!door.awaitWanted()) {
				return State.STOPPED;
			}
			switch (once()) {
			case Ending.Told told -> {
				error = Optional.empty();
				if (door.ending() || door.sleptIdle() && !launch.options().onRequest()) {
					return State.STOPPED;
				}
			}
			case Ending.NoRoom none -> {
				error = Optional.of(none.error());
				if (!launch.options().onRequest() && !hasRun) {
					return State.FAILED;
				}
				door.failed(none.error());
			}
			case Ending.Crashed crash -> {
				crashes = crash.ran().compareTo(shop.limits().healthy()) >= 0 ? 1 : crashes + 1;
				boolean giveUp = !crash.again() || crashes > shop.limits().backOffs().size();
				error = Optional.of(crashes > 1 && giveUp ? "It crashed " + crashes + " times in a row. " + crash.error() : crash.error());
				LOG.warn("llama-server of {}: {}", launch.gatewayModel(), crash.error());
				if (giveUp) {
					return State.FAILED;
				}
				restarts++;
				tell(standing(State.STARTING));
				door.pause(shop.limits().backOffs().get(crashes - 1));
			}
			case Ending.PortTaken taken -> throw new IllegalStateException(taken.toString()); // ports are tried again within
			}
		}
	}

	/** One process from start to end, or several while their ports are taken from under them. */
	private Ending once() throws InterruptedException {
		Optional<Room.Seat> room = shop.room().enter(this, () -> tell(standing(State.QUEUED)), door::ending);
		if (room.isEmpty()) {
			return door.ending() ? new Ending.Told() : new Ending.NoRoom("It needs about " + Room.gigabytes(needBytes())
					+ " GB of memory, and models that are in use held it for too long; stop one of them, or try again later.");
		}
		Set<Integer> taken = new HashSet<>();
		try (Room.Seat seat = room.get()) {
			for (int attempt = 0; attempt < PORT_ATTEMPTS; attempt++) {
				try (Ports.Lease lease = shop.ports().take(launch.options().port(), taken); Run run = new Run(launch, shop, output, lease.port())) {
					Ending ending = attend(run, seat, notice(lease, seat));
					if (!(ending instanceof Ending.PortTaken)) {
						return ending;
					}
					taken.add(lease.port());
				} catch (IOException e) {
					return new Ending.Crashed("llama-server cannot be started: " + e.getMessage() + ".", false, Duration.ZERO);
				}
			}
		}
		return new Ending.Crashed("Each port that was free was taken before llama-server could listen on it: " + taken + ".", false, Duration.ZERO);
	}

	private static Optional<String> notice(Ports.Lease lease, Room.Seat seat) {
		Optional<String> port = lease.notice();
		Optional<String> room = seat.notice();
		return port.isPresent() && room.isPresent() ? Optional.of(port.get() + " " + room.get()) : port.or(() -> room);
	}

	private Ending attend(Run run, Room.Seat seat, Optional<String> notice) throws InterruptedException {
		run.child().exit().thenRun(door::knock);
		Deployment starting = standing(notice).in(State.STARTING, run, OptionalInt.empty());
		tell(starting);
		long begun = System.nanoTime();
		while (!door.ending()) {
			switch (run.look()) {
			case Run.Loading loading -> starting = progress(starting, loading.progress());
			case Run.Stranger stranger -> {
				return new Ending.PortTaken();
			}
			case Run.Ended ended -> {
				return new Ending.Crashed(ended.cause(), hasRun || ended.bySignal(), Duration.ZERO);
			}
			case Run.Ready ready -> {
				seat.loaded();
				LOG.info("{} is running on port {} with pid {}, ready after {} ms", launch.gatewayModel(), run.port(), run.child().pid(),
						Duration.ofNanos(System.nanoTime() - begun).toMillis());
				return serve(run, ready, notice);
			}
			}
			Duration loading = Duration.ofNanos(System.nanoTime() - begun);
			if (loading.compareTo(shop.limits().load()) > 0) {
				return new Ending.Crashed("It was not ready after " + shop.limits().load().toSeconds() + " s; look at its output.", hasRun, Duration.ZERO);
			}
			door.pause(Duration.ofMillis(Math.clamp(loading.toMillis() / 20, 5, 100)));
		}
		return new Ending.Told();
	}

	private Ending serve(Run run, Run.Ready ready, Optional<String> notice) throws InterruptedException {
		long since = System.nanoTime();
		hasRun = true;
		watcher.callable(this);
		deployment = standing(notice).in(State.RUNNING, run, ready.contextTokens());
		door.open(run);
		watcher.changed(this);
		boolean told = door.awaitLeave(run.child(), shop.limits().idleUnit().multipliedBy(launch.options().idleUnloadMinutes()));
		if (told) {
			return new Ending.Told();
		}
		Duration ran = Duration.ofNanos(System.nanoTime() - since);
		return run.ended() instanceof Run.Ended ended ? new Ending.Crashed(ended.cause(), true, ran) : new Ending.Crashed("It ended.", true, ran);
	}

	private Deployment progress(Deployment before, OptionalDouble progress) {
		if (progress.isEmpty() || progress.getAsDouble() - before.loadProgress().orElse(0) < NOTEWORTHY_PROGRESS) {
			return before;
		}
		Deployment after = Standing.loading(before, progress);
		tell(after);
		return after;
	}

	private void tell(Deployment now) {
		deployment = now;
		watcher.changed(this);
	}

	private Deployment standing(State state) {
		boolean unloaded = state == State.STOPPED && door.sleptIdle();
		return standing(unloaded ? Optional.of("It was unloaded after " + launch.options().idleUnloadMinutes() + " minutes without a request.") : Optional.empty()).in(state);
	}

	private Standing standing(Optional<String> notice) {
		return new Standing(notice, error, restarts);
	}
}
