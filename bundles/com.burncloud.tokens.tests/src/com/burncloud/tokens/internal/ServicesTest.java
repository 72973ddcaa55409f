package com.burncloud.tokens.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Journal;
import com.burncloud.api.token.Admissions;
import com.burncloud.api.token.TokenService;
import com.burncloud.api.usage.PriceService;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageService;

/** The components, in a real framework. */
@Timeout(120)
class ServicesTest {
	private static final long WAIT_MILLIS = TimeUnit.SECONDS.toMillis(30);
	private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
	private World world;
	private Bundle bundle;

	@BeforeEach
	void open() throws Exception {
		world = new World();
		bundle = FrameworkUtil.getBundle(Books.class);
		bundle.start();
	}

	@AfterEach
	void close() throws Exception {
		registrations.forEach(ServiceRegistration::unregister);
		world.close();
	}

	private void storeComes(Database database) {
		BundleContext context = bundle.getBundleContext();
		registrations.add(context.registerService(Database.class, database, null));
		registrations.add(context.registerService(Journal.class, world.journal, null));
		registrations.add(context.registerService(Settings.class, world.settings(), null));
	}

	private <S> S service(Class<S> type) throws InterruptedException {
		ServiceTracker<S, S> tracker = new ServiceTracker<>(bundle.getBundleContext(), type, null);
		tracker.open();
		try {
			S service = tracker.waitForService(WAIT_MILLIS);
			assertNotNull(service, type.getName());
			return service;
		} finally {
			tracker.close();
		}
	}

	@Test
	void theyComeWithTheStoreAndTheirStopLosesNothing() throws Exception {
		storeComes(world.database);
		Admissions admissions = service(Admissions.class);
		assertTrue(service(TokenService.class).demoEnabled());
		assertTrue(service(PriceService.class).find("echo").isPresent());
		UsageService usage = service(UsageService.class);
		// The components go by the real clock, and would let an old row go at once.
		world.now.set(System.currentTimeMillis());
		var caller = admissions.authenticate(World.from(TokenService.DEMO_SECRET, "127.0.0.1"));
		admissions.admit(caller, "echo", World.estimate(1, 1)).settle(world.record(caller, 200, Usage.of(1, 1)));
		assertEquals("demo", usage.find("r1").orElseThrow().token());
		bundle.stop();
		assertEquals(1, world.query("SELECT COUNT(*) FROM tokens_log"));
		bundle.start();
		// What this test registered went with the bundle whose name it used.
		registrations.clear();
		storeComes(world.database);
		assertEquals(1, service(TokenService.class).list().getFirst().used().count());
	}

	@Test
	void aDatabaseThatCannotBeUsedIsToldToTheLauncher() throws Exception {
		storeComes(new Database() {
			@Override
			public DataSource open(String owner, List<String> versions) {
				throw new IllegalStateException("version 7 of " + owner + " is unknown");
			}

			@Override
			public String status() {
				return "ok";
			}

			@Override
			public String product() {
				return "test";
			}
		});
		ServiceTracker<Object, Object> failures = new ServiceTracker<>(bundle.getBundleContext(),
				bundle.getBundleContext().createFilter("(&(objectClass=java.lang.Exception)(burncloud.startup=failed))"), null);
		failures.open();
		Exception failure = (Exception) failures.waitForService(WAIT_MILLIS);
		failures.close();
		assertEquals("The tokens' tables cannot be used: version 7 of tokens is unknown", failure.getMessage());
	}
}
