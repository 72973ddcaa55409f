package com.burncloud.remote.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

import com.burncloud.api.server.ServerConnector;

/** Rule 1: every arrow ends in the API. */
class HouseRuleTest {
	private final Bundle bundle = FrameworkUtil.getBundle(Connector.class);

	@Test
	void itKnowsTheApiAndLibrariesOnly() {
		String header = bundle.getHeaders().get("Import-Package");
		List<String> imported = Stream.of(header.replaceAll("\"[^\"]*\"", "").split(",")).map(clause -> clause.split(";")[0].strip()).toList();
		assertTrue(imported.stream().allMatch(name -> name.startsWith("com.burncloud.api.") || name.equals("com.google.gson") || name.equals("org.slf4j")),
				imported::toString);
		assertEquals(null, bundle.getHeaders().get("Require-Bundle"));
	}

	@Test
	void itExportsNothing() {
		assertEquals(List.of(), bundle.adapt(BundleRevision.class).getDeclaredCapabilities(BundleRevision.PACKAGE_NAMESPACE));
		assertTrue(bundle.adapt(BundleWiring.class).isInUse());
	}

	/** The services of a far-away server are not those of this process: the connector is all that is registered. */
	@Test
	void theConnectorIsItsOnlyService() throws Exception {
		bundle.start();
		FarServer.until("the component is there", () -> bundle.getRegisteredServices() != null);
		for (ServiceReference<?> reference : bundle.getRegisteredServices()) {
			assertEquals(List.of(ServerConnector.class.getName()), List.of((String[]) reference.getProperty("objectClass")));
		}
	}
}
