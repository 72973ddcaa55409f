package com.burncloud.dashboard.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.dashboard.DashboardService;
import com.burncloud.api.dashboard.Figures;
import com.burncloud.api.dashboard.LiveLog;
import com.burncloud.api.dashboard.Point;
import com.burncloud.api.event.Topics;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.api.usage.UsageService;

/** Takes the news of requests and has one worker make figures and rows of it. */
@Component(service = { LiveLog.class, DashboardService.class, EventHandler.class }, property = "event.topics=com/burncloud/request/*")
public final class Dashboard implements LiveLog, DashboardService, EventHandler {
	private static final Logger LOG = LoggerFactory.getLogger(Dashboard.class);
	private static final int MOST_WAITING = 20_000;
	private static final Duration BURST = Duration.ofMillis(30);

	private final BlockingQueue<Event> news = new ArrayBlockingQueue<>(MOST_WAITING);
	private final AtomicLong missed = new AtomicLong();
	private final Recent recent = new Recent();
	private final Minute minute = new Minute(Clock.systemUTC(), ZoneId.systemDefault());
	private final Day day = new Day(Clock.systemUTC());
	private final Thread worker = Thread.ofVirtual().name("dashboard").unstarted(this::work);
	private boolean earlierAsked;

	private volatile UsageService usage;

	@Activate
	public Dashboard() {
		worker.start();
	}

	@Deactivate
	void deactivate() {
		worker.interrupt();
		recent.close();
	}

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	void bindUsage(UsageService service) {
		usage = service;
		synchronized (this) {
			if (earlierAsked) {
				return;
			}
			earlierAsked = true;
		}
		Thread.ofVirtual().name("dashboard-today").start(() -> earlierToday(service));
	}

	void unbindUsage(UsageService service) {
		if (usage == service) {
			usage = null;
		}
	}

	@Override
	public void handleEvent(Event event) {
		if (!news.offer(event) && missed.getAndIncrement() == 0) {
			LOG.warn("more requests end than the dashboard can follow: its figures and live log miss some; /api/logs has them all");
		}
	}

	@Override
	public Figures figures() {
		return minute.figures();
	}

	@Override
	public List<Point> series(Duration window) {
		return day.series(window);
	}

	@Override
	public List<UsageRecord> recent(int limit) {
		return recent.recent(Math.max(0, limit));
	}

	@Override
	public Subscription subscribe(int history, Consumer<List<UsageRecord>> listener) {
		return recent.subscribe(history, listener);
	}

	private void work() {
		List<Event> burst = new ArrayList<>();
		try {
			while (true) {
				burst.add(news.take());
				// Waking up for every event would cost the machine more than the requests themselves.
				Thread.sleep(BURST);
				news.drainTo(burst);
				// Who is far behind would ask for rows that have left memory, each a query: it would fall behind further.
				boolean whole = burst.size() < MOST_WAITING / 2;
				burst.forEach(event -> handleOrWarn(event, whole));
				burst.clear();
				if (news.isEmpty()) {
					missed.set(0);
				}
			}
		} catch (InterruptedException stopping) {
			// deactivate
		}
	}

	private void handleOrWarn(Event event, boolean whole) {
		try {
			handle(event, whole);
		} catch (RuntimeException failure) {
			LOG.warn("the dashboard cannot take {} of request {}", event.getTopic(), event.getProperty("requestId"), failure);
		}
	}

	private void handle(Event event, boolean whole) {
		switch (event.getTopic()) {
		case Topics.REQUEST_STARTED -> minute.started(EndedRequest.text(event, "requestId"));
		case Topics.REQUEST_COMPLETED, Topics.REQUEST_FAILED -> {
			UsageRecord row = whole ? row(event) : EndedRequest.read(event);
			minute.ended(row);
			day.ended(row);
			recent.add(row);
		}
		default -> {
			// a topic of a later version
		}
		}
	}

	/** The whole row with its attempts, where the usage service can tell; else what the event holds. */
	private UsageRecord row(Event event) {
		UsageService present = usage;
		// A stranger's request is not written down, so there is nothing to look for, in memory or in the database.
		if (present != null && !EndedRequest.text(event, "tokenId").isEmpty()) {
			String requestId = EndedRequest.text(event, "requestId");
			try {
				Optional<UsageRecord> whole = present.find(requestId);
				if (whole.isPresent()) {
					return whole.get();
				}
			} catch (RuntimeException away) {
				LOG.debug("request {} could not be looked up", requestId, away);
			}
		}
		return EndedRequest.read(event);
	}

	/** A restart does not make the day cheaper. What ends while this is asked may count twice or not at all until midnight: cents, and only here. */
	private void earlierToday(UsageService service) {
		try {
			LocalDate today = LocalDate.now();
			Instant midnight = today.atStartOfDay(ZoneId.systemDefault()).toInstant();
			long live = minute.costSoFar();
			long sum = service.sums(midnight, Instant.now(), UsageService.By.HOUR).stream().mapToLong(UsageBucket::costNanos).sum();
			minute.earlierToday(today, Math.max(0, sum - live));
		} catch (RuntimeException away) {
			LOG.warn("what today cost before the start is not known, the dashboard counts from now on", away);
		}
	}
}
