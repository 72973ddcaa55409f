package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubProblem.Kind;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

class WireTest {
	private static final String PASSWORD = "changeit";
	@TempDir
	Path folder;

	/** Whoever stands between a user and a hub shall not get the token. */
	@Test
	void aServerWhoseCertificateNobodySignedSeesNoRequest() throws Exception {
		AtomicInteger requests = new AtomicInteger();
		HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
		server.createContext("/", exchange -> {
			requests.incrementAndGet();
			exchange.close();
		});
		server.start();
		Wire wire = new Wire(new Proxies(Map.of(), ProxySelector.of(null)));
		URI address = URI.create("https://127.0.0.1:" + server.getAddress().getPort());
		try {
			assertThrows(SSLException.class, () -> wire.send("GET", address, Map.of(), "", Duration.ofSeconds(10)));
			HfSettings settings = new HfSettings(address, Optional.of("hf_secret"), Set.of("127.0.0.1"));
			HuggingFaceHub hub = new HuggingFaceHub(settings);
			HubException refused = assertThrows(HubException.class,
					() -> new HubClient(wire, settings).ask(hub, hub.files("a/b", ""), "a/b", Deadline.in(Duration.ofSeconds(10))));
			assertEquals(Kind.UNAVAILABLE, refused.problem().kind());
			assertTrue(refused.getMessage().contains("certification path"), refused.getMessage());
			assertEquals(0, requests.get());
		} finally {
			wire.deactivate();
			server.stop(0);
		}
	}

	private SSLContext selfSigned() throws Exception {
		Path file = folder.resolve("store");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-keyalg", "EC", "-alias", "x", "-dname",
				"CN=127.0.0.1", "-ext", "san=ip:127.0.0.1", "-keystore", file.toString(), "-storepass", PASSWORD).redirectErrorStream(true).start();
		String said = new String(keytool.getInputStream().readAllBytes());
		assertEquals(0, keytool.waitFor(), said);
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			store.load(in, PASSWORD.toCharArray());
		}
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store, PASSWORD.toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys.getKeyManagers(), null, null);
		return context;
	}
}
