package com.burncloud.provider.echo.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.util.tracker.ServiceTracker;

import com.burncloud.api.provider.Endpoint;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.provider.Provider;
import com.burncloud.api.provider.UpstreamCall;
import com.burncloud.api.provider.UpstreamRequest;
import com.burncloud.api.settings.Setting;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;

import jakarta.servlet.Servlet;

/** The provider and the servlet as the framework wires them, over the real Jetty. */
class EchoTest {
	private static final BundleContext CONTEXT = FrameworkUtil.getBundle(EchoTest.class).getBundleContext();
	private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
	private static ServiceRegistration<Settings> settings;
	private static Provider provider;

	@BeforeAll
	static void start() throws Exception {
		int port = port();
		settings = CONTEXT.registerService(Settings.class, new Listening(port), null);
		var tracker = new ServiceTracker<Provider, Provider>(CONTEXT, CONTEXT.createFilter("(&(objectClass=" + Provider.class.getName() + ")(burncloud.type=echo))"), null);
		tracker.open();
		provider = tracker.waitForService(10_000);
		assertEquals("http://127.0.0.1:" + port + "/echo", provider.info().defaultBaseUrl().toString());
		long deadline = System.nanoTime() + 10_000_000_000L;
		while (send(models()).statusCode() == 404) { // the whiteboard takes the servlet in on its own time
			assertTrue(System.nanoTime() < deadline, "the servlet did not come");
		}
	}

	@AfterAll
	static void stop() {
		settings.unregister();
	}

	@Test
	void saysBackTheLastUserMessage() throws Exception {
		JsonObject answer = json(chat("{'model':'echo','messages':[{'role':'user','content':'one'},{'role':'assistant','content':'x'},{'role':'user','content':'你好, world'}]}"), 200);
		JsonObject choice = answer.getAsJsonArray("choices").get(0).getAsJsonObject();
		assertEquals("你好, world", choice.getAsJsonObject("message").get("content").getAsString());
		assertEquals("stop", choice.get("finish_reason").getAsString());
		assertEquals("chat.completion", answer.get("object").getAsString());
		assertEquals("echo", answer.get("model").getAsString());
		assertEquals(4, answer.getAsJsonObject("usage").get("completion_tokens").getAsInt());
		assertEquals(1 + 1 + 4, answer.getAsJsonObject("usage").get("prompt_tokens").getAsInt());
	}

	@Test
	void readsTextPartsAndSkipsPictures() throws Exception {
		JsonObject answer = json(chat("{'model':'echo','messages':[{'role':'user','content':[{'type':'text','text':'a'},{'type':'image_url','image_url':{'url':'x'}},"
				+ "{'type':'text','text':'b'}]},{'role':'tool','content':null}]}"), 200);
		assertEquals("ab", answer.getAsJsonArray("choices").get(0).getAsJsonObject().getAsJsonObject("message").get("content").getAsString());
	}

	@Test
	void streamsPiecesThatAddUpAndEndsProperly() throws Exception {
		String text = "Hello 世界 😀😀😀😀😀 end";
		List<String> events = events(stream(text, true));
		assertEquals("[DONE]", events.removeLast());
		JsonObject usage = object(events.removeLast());
		assertEquals(0, usage.getAsJsonArray("choices").size());
		assertEquals(Pieces.count(text), usage.getAsJsonObject("usage").get("completion_tokens").getAsInt());
		assertEquals("stop", choice(events.getLast()).get("finish_reason").getAsString());
		assertEquals("assistant", delta(events.getFirst()).get("role").getAsString());
		var said = new StringBuilder();
		for (String event : events) {
			assertTrue(object(event).get("usage").isJsonNull());
			said.append(delta(event).has("content") ? delta(event).get("content").getAsString() : "");
		}
		assertEquals(text, said.toString());
		assertEquals(Pieces.count(text) + 2, events.size());
	}

	@Test
	void sendsNoUsageUnasked() throws Exception {
		for (String event : events(stream("hi", false))) {
			assertFalse(event.contains("usage"), event);
		}
	}

	@Test
	void doesAsTheFirstLineSays() throws Exception {
		HttpResponse<String> refused = send(chat(body("echo: status=429 retry-after=7\nhi", false, false)));
		assertEquals(429, refused.statusCode());
		assertEquals("7", refused.headers().firstValue("retry-after").orElseThrow());
		assertEquals("echo_status", object(refused.body()).getAsJsonObject("error").get("code").getAsString());

		List<String> broken = events(stream("echo: error=after-2\nhello world, here", false));
		assertEquals(1 + 2 + 1, broken.size(), "the role, two pieces, the error, no [DONE]");
		assertTrue(object(broken.getLast()).has("error"));

		assertThrows(IOException.class, () -> send(stream("echo: error=cut-2\nhello world, here", false)));
		assertThrows(IOException.class, () -> send(chat(body("echo: error=cut-2\nhello world, here", false, false))));

		long begun = System.nanoTime();
		assertEquals(200, send(chat(body("echo: delay=300\nhi", false, false))).statusCode());
		assertTrue(System.nanoTime() - begun >= 300_000_000L);
		assertEquals(400, send(chat(body("echo: nonsense\nhi", false, false))).statusCode());
		assertTrue(send(chat(body("echo: help", false, false))).body().contains("retry-after"));
	}

	@Test
	void eventsArriveOneByOne() throws Exception {
		HttpResponse<InputStream> response = HTTP.send(http(stream("echo: chunk-delay=150\naaaabbbbccccdddd", false)), HttpResponse.BodyHandlers.ofInputStream());
		var arrivals = new ArrayList<Long>();
		try (var lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				if (line.startsWith("data: {")) {
					arrivals.add(System.nanoTime());
				}
			}
		}
		assertTrue(arrivals.get(4) - arrivals.get(1) >= 300_000_000L, "the pieces came together: buffered");
	}

	@Test
	void limitsAndErrorsAreOpenAIs() throws Exception {
		JsonObject answer = json(chat("{'model':'echo','max_tokens':2,'messages':[{'role':'user','content':'hello world'}]}"), 200);
		assertEquals("length", answer.getAsJsonArray("choices").get(0).getAsJsonObject().get("finish_reason").getAsString());
		assertEquals("invalid_request", json(chat("{'model':'echo'}"), 400).getAsJsonObject("error").get("code").getAsString());
		assertEquals(400, send(chat("{broken")).statusCode());
		assertEquals(400, send(chat("[" .repeat(100_000))).statusCode());
		assertThrows(UnsupportedOperationException.class, () -> prepare(Operation.SPEECH, "{}"));
	}

	@Test
	void onlyThisProcessMayCall() throws Exception {
		UpstreamRequest request = prepare(Operation.CHAT, body("hi", false, false));
		for (Map<String, String> headers : List.of(Map.<String, String>of(), Map.of("Authorization", "Bearer sk-burncloud-demo"), Map.of("Authorization", ""))) {
			var plain = new UpstreamRequest(request.method(), request.uri(), headers, request.body());
			HttpResponse<String> response = send(plain);
			assertEquals(401, response.statusCode());
			assertEquals("invalid_api_key", object(response.body()).getAsJsonObject("error").get("code").getAsString());
		}
		assertNotEquals(new EchoKey().authorization(), new EchoKey().authorization());
		assertFalse((request.toString() + new EchoKey()).contains("echo-"), "the key is no text");
	}

	@Test
	void listsItsModelAndEmbeds() throws Exception {
		assertTrue(send(models()).body().contains("\"echo\""));
		JsonArray data = json(prepare(Operation.EMBEDDING, "{\"model\":\"echo\",\"input\":[\"a\",\"a\",\"b\"]}"), 200).getAsJsonArray("data");
		assertEquals(data.get(0).getAsJsonObject().get("embedding"), data.get(1).getAsJsonObject().get("embedding"));
		assertNotEquals(data.get(0).getAsJsonObject().get("embedding"), data.get(2).getAsJsonObject().get("embedding"));
		assertTrue(json(prepare(Operation.EMBEDDING, "{\"input\":\"a\",\"encoding_format\":\"base64\"}"), 200).getAsJsonArray("data").get(0).getAsJsonObject()
				.get("embedding").isJsonPrimitive());
	}

	/** A client that leaves in mid-stream ends the servlet's work: its virtual thread is gone long before the ten minutes that the stream would take. */
	@Test
	void stopsWritingWhenTheClientIsGone() throws Exception {
		UpstreamRequest request = stream("echo: chunk-delay=100 tokens=6000\nleaving", false);
		try (var socket = new Socket(request.uri().getHost(), request.uri().getPort())) {
			OutputStream out = socket.getOutputStream();
			out.write(("POST " + request.uri().getPath() + " HTTP/1.1\r\nHost: x\r\nAuthorization: " + request.headers().get("Authorization") + "\r\nContent-Length: "
					+ request.body().length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
			out.write(request.body());
			out.flush();
			var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			while (!lines.readLine().startsWith("data: ")) {
				// the head
			}
			assertEquals(1, servlet().streaming(), "one stream runs");
		}
		long deadline = System.nanoTime() + 20_000_000_000L;
		while (servlet().streaming() > 0) {
			assertTrue(System.nanoTime() < deadline, "the servlet still writes");
			LockSupport.parkNanos(20_000_000);
		}
	}

	/** The one that Jetty has. */
	private static EchoServlet servlet() throws Exception {
		var references = CONTEXT.getServiceReferences(Servlet.class, "(osgi.http.whiteboard.servlet.name=burncloud-echo)");
		return (EchoServlet) CONTEXT.getService(references.iterator().next());
	}

	@Test
	void theAddressIsOneThatThisMachineReaches() {
		assertEquals("127.0.0.1", EchoProvider.reachable("0.0.0.0"));
		assertEquals("127.0.0.1", EchoProvider.reachable("::"));
		assertEquals("127.0.0.1", EchoProvider.reachable("localhost"));
		assertEquals("[::1]", EchoProvider.reachable("::1"));
		assertEquals("192.168.1.5", EchoProvider.reachable("192.168.1.5"));
	}

	private static UpstreamRequest models() {
		return prepare(Operation.MODELS, "");
	}

	private static UpstreamRequest chat(String json) {
		return prepare(Operation.CHAT, json.replace('\'', '"'));
	}

	private static UpstreamRequest stream(String text, boolean usage) {
		return prepare(Operation.CHAT, body(text, true, usage));
	}

	private static String body(String text, boolean stream, boolean usage) {
		var body = new HashMap<String, Object>();
		body.put("model", "echo");
		body.put("messages", List.of(Map.of("role", "user", "content", text)));
		body.put("stream", stream);
		if (usage) {
			body.put("stream_options", Map.of("include_usage", true));
		}
		return new Gson().toJson(body);
	}

	private static UpstreamRequest prepare(Operation operation, String body) {
		var call = new UpstreamCall(operation, "openai-chat", "echo", false, "application/json", body.getBytes(StandardCharsets.UTF_8));
		return provider.prepare(call, new Endpoint(provider.info().defaultBaseUrl(), "", Map.of(), Map.of()));
	}

	private static HttpRequest http(UpstreamRequest request) {
		var builder = HttpRequest.newBuilder(request.uri()).timeout(Duration.ofSeconds(30));
		request.headers().forEach(builder::header);
		return builder.method(request.method(), HttpRequest.BodyPublishers.ofByteArray(request.body())).build();
	}

	private static HttpResponse<String> send(UpstreamRequest request) throws IOException, InterruptedException {
		return HTTP.send(http(request), HttpResponse.BodyHandlers.ofString());
	}

	private static JsonObject json(UpstreamRequest request, int status) throws IOException, InterruptedException {
		HttpResponse<String> response = send(request);
		assertEquals(status, response.statusCode(), response.body());
		return object(response.body());
	}

	private static List<String> events(UpstreamRequest request) throws IOException, InterruptedException {
		HttpResponse<String> response = send(request);
		assertEquals(200, response.statusCode(), response.body());
		assertEquals("text/event-stream;charset=utf-8", response.headers().firstValue("content-type").orElse("").replace(" ", "").toLowerCase(Locale.ROOT));
		var events = new ArrayList<String>();
		for (String event : response.body().split("\n\n")) {
			assertTrue(event.startsWith("data: "), event);
			events.add(event.substring(6));
		}
		return events;
	}

	private static JsonObject object(String json) {
		return JsonParser.parseString(json).getAsJsonObject();
	}

	private static JsonObject choice(String event) {
		return object(event).getAsJsonArray("choices").get(0).getAsJsonObject();
	}

	private static JsonObject delta(String event) {
		return choice(event).getAsJsonObject("delta");
	}

	/** Where Jetty listens, as its runtime service tells. */
	private static int port() throws Exception {
		var tracker = new ServiceTracker<Object, ServiceReference<Object>>(CONTEXT, CONTEXT.createFilter("(osgi.http.endpoint=*)"), null) {
			@Override
			public ServiceReference<Object> addingService(ServiceReference<Object> reference) {
				return reference;
			}
		};
		tracker.open();
		Object endpoints = tracker.waitForService(10_000).getProperty("osgi.http.endpoint");
		tracker.close();
		String first = endpoints instanceof String[] several ? several[0] : endpoints instanceof List<?> list ? (String) list.getFirst() : (String) endpoints;
		return URI.create(first).getPort();
	}

	private record Listening(int port) implements Settings {

		@Override
		public String value(SettingKey key) {
			return key == SettingKey.PORT ? Integer.toString(port) : key.defaultValue();
		}

		@Override
		public long number(SettingKey key) {
			return Long.parseLong(value(key));
		}

		@Override
		public boolean enabled(SettingKey key) {
			return Boolean.parseBoolean(value(key));
		}

		@Override
		public Path home() {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<Setting> all() {
			return List.of();
		}

		@Override
		public Map<SettingKey, String> pending() {
			return Map.of();
		}

		@Override
		public void save(Map<SettingKey, String> values) {
			throw new UnsupportedOperationException();
		}
	}
}
