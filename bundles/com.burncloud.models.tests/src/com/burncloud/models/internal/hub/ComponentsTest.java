package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubService;
import com.burncloud.api.model.ModelHub;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;

/** The components as the framework puts them together. */
class ComponentsTest {
	private final BundleContext context = FrameworkUtil.getBundle(Hubs.class).getBundleContext();
	private ServiceRegistration<Settings> settings;

	@BeforeEach
	void set() {
		settings = context.registerService(Settings.class, new Given(Map.of(SettingKey.HUB, "modelscope")), null);
	}

	@AfterEach
	void unset() {
		settings.unregister();
	}

	@Test
	void threeHubsAreThereAndAnotherComesAndGoes() throws InterruptedException {
		until(() -> context.getServiceReference(HubService.class) != null);
		ServiceReference<HubService> reference = context.getServiceReference(HubService.class);
		HubService hubs = context.getService(reference);
		assertNotNull(hubs);
		until(() -> ids(hubs).equals(List.of("modelscope", "huggingface", "hf-mirror")));
		assertNotNull(context.getServiceReference(Contents.class));
		ServiceRegistration<ModelHub> other = context.registerService(ModelHub.class,
				new HuggingFace(new HubInfo("another", Map.of("en", "Another"), URI.create("http://127.0.0.1:1"), true)), null);
		until(() -> ids(hubs).equals(List.of("modelscope", "huggingface", "hf-mirror", "another")));
		other.unregister();
		until(() -> ids(hubs).equals(List.of("modelscope", "huggingface", "hf-mirror")));
		assertEquals("魔搭 ModelScope", hubs.hubs().getFirst().name("zh"));
	}

	private static List<String> ids(HubService hubs) {
		return hubs.hubs().stream().map(HubInfo::id).toList();
	}

	private static void until(BooleanSupplier condition) throws InterruptedException {
		long end = System.nanoTime() + 10_000_000_000L;
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < end, "it did not come true within 10 s");
			Thread.sleep(10);
		}
	}
}
