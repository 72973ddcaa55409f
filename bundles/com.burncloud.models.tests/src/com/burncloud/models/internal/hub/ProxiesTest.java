package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.sun.net.httpserver.HttpServer;

class ProxiesTest {
	private static final ProxySelector JAVA = new ProxySelector() {
		@Override
		public List<Proxy> select(URI uri) {
			return List.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("java", 1)));
		}

		@Override
		public void connectFailed(URI uri, SocketAddress address, IOException cause) {
			// not asked
		}
	};

	private static String host(Map<String, String> environment, String uri) {
		Proxy proxy = new Proxies(environment, JAVA).select(URI.create(uri)).getFirst();
		return proxy.type() == Proxy.Type.DIRECT ? "direct" : proxy.type() + " " + ((InetSocketAddress) proxy.address()).getHostString() + ":"
				+ ((InetSocketAddress) proxy.address()).getPort();
	}

	@Test
	void theEnvironmentIsStrongerThanJava() {
		assertEquals("HTTP java:1", host(Map.of(), "https://huggingface.co"));
		assertEquals("HTTP p:8080", host(Map.of("https_proxy", "http://u:secret@p:8080"), "https://huggingface.co"));
		assertEquals("HTTP p:3128", host(Map.of("HTTPS_PROXY", "p:3128"), "https://huggingface.co"));
		assertEquals("HTTP java:1", host(Map.of("HTTPS_PROXY", "p:3128"), "http://plain.example"));
		assertEquals("SOCKS s:1080", host(Map.of("ALL_PROXY", "socks5://s"), "https://huggingface.co"));
		assertEquals("HTTP java:1", host(Map.of("https_proxy", "http://::bad"), "https://huggingface.co"));
	}

	@ParameterizedTest
	@CsvSource({ "https://huggingface.co, HTTP p:1", "https://hub.corp, direct", "https://a.hub.corp, direct", "https://xhub.corp, HTTP p:1", "https://a.intern, direct",
			"http://127.0.0.1:8080, direct", "http://localhost, direct" })
	void exceptionsGoDirectly(String uri, String expected) {
		assertEquals(expected, host(Map.of("all_proxy", "http://p:1", "no_proxy", "hub.corp, .intern"), uri));
	}

	@Test
	void requestsReallyGoThroughIt() throws IOException {
		HttpServer proxy = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		proxy.createContext("/", exchange -> {
			exchange.sendResponseHeaders(200, -1);
			exchange.close();
		});
		proxy.start();
		Wire wire = new Wire(new Proxies(Map.of("http_proxy", "http://127.0.0.1:" + proxy.getAddress().getPort()), JAVA));
		try (Received received = wire.send("GET", URI.create("http://does-not-exist.invalid/x"), Map.of(), "", Duration.ofSeconds(10))) {
			assertTrue(received.successful());
		} finally {
			wire.deactivate();
			proxy.stop(0);
		}
	}
}
