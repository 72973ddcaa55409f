package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.Usage;

@Timeout(120)
class RetentionTest {

	private static void log(World world, int rows, Duration apart) throws Exception {
		for (int i = 0; i < rows; i++) {
			world.usage.declined(World.record("r" + world.now.get() + "-" + i, world.clock.instant(), "", "", 401, Usage.NONE));
			world.now.addAndGet(apart.toMillis());
		}
		world.project();
	}

	/** @return the steps it took */
	private static int clean(World world) {
		int steps = 0;
		while (world.books.retention().step(world.now.get())) {
			assertTrue(++steps < 100_000, "it does not end");
		}
		return steps;
	}

	@Test
	void rowsGoByAgeToTheMillisecondAndSumsStay() throws Exception {
		try (World world = new World()) {
			world.settings.put(SettingKey.LOG_RETENTION_DAYS, "2");
			world.open();
			log(world, 100, Duration.ofHours(1));
			clean(world);
			assertEquals(48, world.query("SELECT COUNT(*) FROM tokens_log"));
			assertEquals(world.now.get() - Duration.ofDays(2).toMillis(), world.query("SELECT MIN(at_millis) FROM tokens_log"));
			assertEquals(100, world.query("SELECT SUM(requests) FROM tokens_hour"));
			world.now.addAndGet(Duration.ofMinutes(90).toMillis());
			world.open();
			clean(world);
			assertEquals(46, world.query("SELECT COUNT(*) FROM tokens_log"));
			world.now.addAndGet(Duration.ofDays(400).toMillis());
			clean(world);
			assertEquals(0, world.query("SELECT COUNT(*) FROM tokens_log"));
			assertEquals(0, world.query("SELECT COUNT(*) FROM tokens_hour"));
		}
	}

	@Test
	void rowsGoByNumberOldestFirstInSmallSteps() throws Exception {
		try (World world = new World()) {
			world.settings.put(SettingKey.LOG_RETENTION_ROWS, "3000");
			world.open();
			log(world, 9000, Duration.ofMillis(40));
			String newest = world.usage.logs(LogQuery.newest(1)).items().getFirst().requestId();
			world.open();
			int steps = clean(world);
			long left = world.query("SELECT COUNT(*) FROM tokens_log");
			assertEquals(3000, left);
			assertTrue(steps >= 6 && steps < 200, "steps " + steps);
			assertEquals(newest, world.usage.logs(LogQuery.newest(1)).items().getFirst().requestId());
			assertEquals(0, clean(world));
			log(world, 10, Duration.ofMillis(40));
			assertEquals(left + 10, world.query("SELECT COUNT(*) FROM tokens_log"));
		}
	}
}
