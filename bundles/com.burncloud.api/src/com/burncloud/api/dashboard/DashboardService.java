package com.burncloud.api.dashboard;

import java.time.Duration;
import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The dashboard's cards. Any thread; does not block. */
@ProviderType
public interface DashboardService {

	Figures figures();

	/**
	 * The last stretch of time, minute by minute, oldest first, the running minute last; minutes without a request are there too, and those before the start of
	 * the process count as empty.
	 *
	 * @param window from one minute to 24 hours
	 */
	List<Point> series(Duration window);
}
