package com.burncloud.gateway.internal;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.apache.hc.client5.http.async.AsyncExecRuntime;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.provider.UpstreamRequest;

/** Sends requests upstream: one HttpClient for all channels, its settings those that `hot path` measurements asked for. Any thread. */
@Component(service = Upstream.class)
public final class Upstream {
	/** The defaults of 5 a route and 25 in all would queue the sixth stream. */
	private static final int MAX_CONNECTIONS = 100_000;
	/** Each connection has several such buffers; with the defaults, of 64 KB in part, five thousand streams took half a gigabyte. */
	private static final int BUFFER_BYTES = 8 << 10;

	private static final String RUNTIME = "burncloud.runtime";

	/** A request that is under way. */
	final class Call {
		private final UpstreamAnswer answer = new UpstreamAnswer();
		private final HttpClientContext context = HttpClientContext.create();
		private final Future<Void> exchange;

		private Call(UpstreamRequest request, List<Header> clientHeaders, Timeouts timeouts) {
			context.setRequestConfig(configs.computeIfAbsent(timeouts.connect(), Upstream::config));
			exchange = client.execute(new BasicRequestProducer(message(request, clientHeaders), entity(request)), answer, null, context, new FutureCallback<>() {
				@Override
				public void completed(Void result) {
					// The answer told its end itself.
				}

				@Override
				public void failed(Exception cause) {
					answer.fail(cause);
				}

				@Override
				public void cancelled() {
					answer.fail(new CancellationException("cancelled"));
				}
			});
		}

		UpstreamAnswer answer() {
			return answer;
		}

		/**
		 * Closes the upstream's connection at once, without reading what is left. Harmless when all is over. Cancelling the exchange is not enough: now and then
		 * (four times in ten, when a client left in mid-stream) HttpClient 5.6.5 leaves the connection open and reads on.
		 */
		void cancel() {
			exchange.cancel(true);
			if (context.getAttribute(RUNTIME) instanceof AsyncExecRuntime runtime) {
				runtime.discardEndpoint();
			}
		}

		/** Whether there was a connection to send the request on. */
		boolean isConnected() {
			return context.getEndpointDetails() != null;
		}

		/** Whether the request went out on a kept connection, which the upstream may have closed in the same moment. */
		boolean onKeptConnection() {
			EndpointDetails endpoint = context.getEndpointDetails();
			return endpoint != null && endpoint.getRequestCount() > 1;
		}
	}

	private final CloseableHttpAsyncClient client;
	/** By connect time limit; operators use few different ones. */
	private final Map<Duration, RequestConfig> configs = new ConcurrentHashMap<>();

	@Activate
	public Upstream() {
		client = HttpAsyncClients.custom()
				.setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create().setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
						.setConnPoolPolicy(PoolReusePolicy.LIFO).setMaxConnPerRoute(MAX_CONNECTIONS).setMaxConnTotal(MAX_CONNECTIONS)
						.setValidateAfterInactivity(TimeValue.ofSeconds(2))
						.setDefaultTlsConfig(TlsConfig.custom().setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1).build()).build())
				.setIOReactorConfig(IOReactorConfig.custom().setTcpNoDelay(true).setIoThreadCount(Runtime.getRuntime().availableProcessors())
						.setSoTimeout(Timeout.DISABLED).build())
				.setHttp1Config(Http1Config.custom().setBufferSize(BUFFER_BYTES).setInitialWindowSize(BUFFER_BYTES).build()).disableAutomaticRetries().disableRedirectHandling().disableCookieManagement().disableAuthCaching().disableConnectionState()
				.addExecInterceptorLast("connection", (request, entity, scope, chain, callback) -> {
					scope.clientContext.setAttribute(RUNTIME, scope.execRuntime);
					chain.proceed(request, entity, scope, callback);
				}).evictIdleConnections(TimeValue.of(55, TimeUnit.SECONDS)).build();
		client.start();
	}

	/** Starts a request and returns at once. */
	Call send(UpstreamRequest request, List<Header> clientHeaders, Timeouts timeouts) {
		return new Call(request, clientHeaders, timeouts);
	}

	/** The other limits are kept by the exchange and its relay. */
	private static RequestConfig config(Duration connect) {
		Timeout limit = Timeout.ofMilliseconds(connect.toMillis());
		return RequestConfig.custom().setConnectTimeout(limit).setConnectionRequestTimeout(limit).setResponseTimeout(Timeout.DISABLED)
				.setAuthenticationEnabled(false).setRedirectsEnabled(false).setProtocolUpgradeEnabled(false).build();
	}

	private static HttpRequest message(UpstreamRequest request, List<Header> clientHeaders) {
		URI uri = request.uri();
		BasicHttpRequest message = new BasicHttpRequest(request.method(), uri);
		for (Header header : clientHeaders) {
			message.addHeader(header);
		}
		for (Map.Entry<String, String> header : request.headers().entrySet()) {
			if (HeaderRules.belongsToBody(header.getKey())) {
				continue;
			}
			message.setHeader(new BasicHeader(header.getKey(), header.getValue()));
		}
		// Usage is read from the bytes, so they must come plain; HttpClient still unpacks what comes packed.
		message.setHeader(new BasicHeader("accept-encoding", "identity"));
		return message;
	}

	private static AsyncEntityProducer entity(UpstreamRequest request) {
		if (request.body().length == 0 && request.method().equals("GET")) {
			return null;
		}
		String contentType = "application/json";
		for (Map.Entry<String, String> header : request.headers().entrySet()) {
			if (header.getKey().equalsIgnoreCase("content-type")) {
				contentType = header.getValue();
			}
		}
		return new RawEntity(request.body(), contentType);
	}

	@Deactivate
	void deactivate() {
		client.close(CloseMode.GRACEFUL);
	}
}
