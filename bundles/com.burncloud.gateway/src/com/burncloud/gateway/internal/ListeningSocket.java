package com.burncloud.gateway.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;

import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.TokenService;

import jakarta.servlet.Servlet;

/**
 * Tells Jetty where to listen, once the gateway's servlet is there: an open port means a gateway that answers. The configuration is never withdrawn, so the port
 * stays open while our bundles are updated.
 */
@Component
public final class ListeningSocket {
	private static final String PID = "org.apache.felix.http";

	@Activate
	public ListeningSocket(BundleContext context, @Reference Settings settings, @Reference TokenService tokens, @Reference ConfigurationAdmin configurations,
			@Reference(target = "(osgi.http.whiteboard.servlet.name=burncloud-gateway)", cardinality = ReferenceCardinality.MANDATORY, policyOption = ReferencePolicyOption.RELUCTANT) Servlet gateway)
			throws IOException {
		String host = settings.value(SettingKey.HOST);
		if (!InetAddress.getByName(host).isLoopbackAddress() && tokens.demoEnabled() && !settings.enabled(SettingKey.ALLOW_DEMO_TOKEN)) {
			context.registerService(Exception.class,
					new IllegalStateException("Not listening on " + host + " while the well-known token " + TokenService.DEMO_SECRET
							+ " is enabled: start on 127.0.0.1 and run './burncloud token disable demo', or start with --allow-demo-token."),
					new Hashtable<>(Map.of("burncloud.startup", "failed")));
			return;
		}
		configurations.getConfiguration(PID, null).updateIfDifferent(jetty(host, (int) settings.number(SettingKey.PORT)));
	}

	private static Dictionary<String, Object> jetty(String host, int port) {
		Dictionary<String, Object> jetty = new Hashtable<>();
		jetty.put("org.apache.felix.http.host", host);
		jetty.put("org.osgi.service.http.port", port);
		jetty.put("org.apache.felix.http.jetty.virtualthreads.enable", true);
		jetty.put("org.apache.felix.http.jetty.acceptQueueSize", 8_192);
		// The limit of a request's headers, and the size of the buffer that each response takes from the pool.
		jetty.put("org.apache.felix.http.jetty.headerBufferSize", 16 << 10);
		jetty.put("org.apache.felix.http.jetty.responseBufferSize", 2_048);
		// SDKs write a slash in a model's name as %2F.
		jetty.put("org.eclipse.jetty.UriComplianceMode", "LEGACY");
		jetty.put("org.apache.felix.http.timeout", 60_000);
		// Exchanges are drained before Jetty stops, so it need not wait again.
		jetty.put("org.apache.felix.jetty.stopTimeout", 0L);
		return jetty;
	}
}
