package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The sockets to hubs and CDNs. Sends what it is told: no redirect is followed, no token added, nothing repeated. */
@Component(service = Wire.class)
public final class Wire {
	/** Without a byte. */
	static final Duration IDLE = Duration.ofSeconds(30);
	private static final Duration CONNECT = Duration.ofSeconds(10);
	private static final int MAX_CONNECTIONS = 256;
	private static final int BUFFER_BYTES = 64 * 1024;

	private final CloseableHttpClient client;

	@Activate
	public Wire() {
		this(new Proxies(System.getenv(), ProxySelector.getDefault()));
	}

	Wire(Proxies proxies) {
		Timeout idle = Timeout.of(IDLE);
		client = HttpClients.custom()
				.setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create().setMaxConnPerRoute(MAX_CONNECTIONS).setMaxConnTotal(MAX_CONNECTIONS)
						.setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(Http1Config.custom().setBufferSize(BUFFER_BYTES).build()).build())
						.setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(Timeout.of(CONNECT)).setSocketTimeout(idle)
								.setValidateAfterInactivity(TimeValue.ofSeconds(1)).build())
						.build())
				.setUserAgent("burncloud/" + version()).setProxySelector(proxies).setDefaultCredentialsProvider(credentials(proxies)).disableRedirectHandling()
				.disableAutomaticRetries().disableCookieManagement().disableContentCompression().disableConnectionState()
				.evictIdleConnections(TimeValue.of(Duration.ofSeconds(50))).build();
	}

	private static String version() {
		var bundle = FrameworkUtil.getBundle(Wire.class);
		return bundle == null ? "0" : bundle.getVersion().getMajor() + "." + bundle.getVersion().getMinor() + "." + bundle.getVersion().getMicro();
	}

	/** Of the proxies only. */
	private static BasicCredentialsProvider credentials(Proxies proxies) {
		BasicCredentialsProvider credentials = new BasicCredentialsProvider();
		for (String scheme : List.of("http", "https")) {
			proxies.address(scheme).filter(proxy -> proxy.getUserInfo() != null).ifPresent(proxy -> {
				String[] parts = proxy.getUserInfo().split(":", 2);
				credentials.setCredentials(new AuthScope(proxy.getHost(), proxy.getPort()),
						new UsernamePasswordCredentials(parts[0], (parts.length < 2 ? "" : parts[1]).toCharArray()));
			});
		}
		return credentials;
	}

	/**
	 * Waits for the answer's head. The caller closes what it got.
	 *
	 * @param body empty: none
	 * @param limit for the head; a body may then pause as long as {@link #IDLE}
	 */
	Received send(String method, URI uri, Map<String, String> headers, String body, Duration limit) throws IOException {
		HttpUriRequestBase request = new HttpUriRequestBase(method, uri);
		Timeout head = Timeout.ofMilliseconds(Math.max(1, Math.min(limit.toMillis(), IDLE.toMillis())));
		request.setConfig(RequestConfig.custom().setResponseTimeout(head).setConnectionRequestTimeout(head).setRedirectsEnabled(false).setProtocolUpgradeEnabled(false)
				.build());
		request.setHeader("Accept-Encoding", "identity"); // ranges and lengths are of the file's bytes
		headers.forEach(request::setHeader);
		if (!body.isEmpty()) {
			request.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
		}
		try {
			ClassicHttpResponse response = client.executeOpen(RoutingSupport.determineHost(request), request, null);
			return new Received(uri, request, response);
		} catch (HttpException e) {
			throw new IOException("The address " + Uris.shown(uri) + " cannot be asked: " + e.getMessage(), e);
		}
	}

	@Deactivate
	void deactivate() {
		client.close(CloseMode.IMMEDIATE);
	}
}
