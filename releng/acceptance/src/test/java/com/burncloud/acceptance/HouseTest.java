package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule 1 and C1: every arrow ends in com.burncloud.api, and each part comes and goes alone. */
class HouseTest {
	private static final Pattern OURS = Pattern.compile("com/burncloud/[a-z0-9/]*[a-z0-9](?=/[A-Z])");
	private static final Map<String, Path> BUNDLES = new TreeMap<>();

	@BeforeAll
	static void look() throws IOException {
		try (Stream<Path> plugins = Files.list(Product.installation().resolve("plugins"))) {
			for (Path jar : plugins.filter(file -> file.getFileName().toString().endsWith(".jar")).toList()) {
				String name = header(jar, "Bundle-SymbolicName").split(";")[0].strip();
				if (name.startsWith("com.burncloud.")) {
					BUNDLES.put(name, jar);
				}
			}
		}
	}

	private static String header(Path jar, String name) throws IOException {
		try (JarFile file = new JarFile(jar.toFile())) {
			Attributes headers = file.getManifest().getMainAttributes();
			return headers.getValue(name) == null ? "" : headers.getValue(name);
		}
	}

	/** The names in a header such as {@code a;version="[1,2)",b}. */
	private static List<String> names(Path jar, String header) throws IOException {
		List<String> names = new ArrayList<>();
		for (String clause : header(jar, header).replaceAll("\"[^\"]*\"", "").split(",")) {
			for (String part : clause.split(";")) {
				if (!part.isBlank() && !part.contains("=")) {
					names.add(part.strip());
				}
			}
		}
		return names;
	}

	@Test
	void eachPartIsABundleOfItsOwn() {
		assertTrue(BUNDLES.keySet().containsAll(List.of("com.burncloud.api", "com.burncloud.gateway", "com.burncloud.channels", "com.burncloud.tokens", "com.burncloud.dashboard",
				"com.burncloud.admin", "com.burncloud.store")), BUNDLES.keySet()::toString);
		assertTrue(BUNDLES.keySet().stream().noneMatch(name -> name.endsWith(".tests")), BUNDLES.keySet()::toString);
	}

	@Test
	void onlyTheApiIsExported() throws IOException {
		for (var bundle : BUNDLES.entrySet()) {
			List<String> exported = names(bundle.getValue(), "Export-Package");
			if (bundle.getKey().equals("com.burncloud.api")) {
				assertTrue(!exported.isEmpty() && exported.stream().allMatch(name -> name.startsWith("com.burncloud.api.")), exported::toString);
			} else {
				assertEquals(List.of(), exported, bundle.getKey());
			}
		}
	}

	@Test
	void noImplementationImportsOrRequiresAnother() throws IOException {
		for (var bundle : BUNDLES.entrySet()) {
			for (String imported : names(bundle.getValue(), "Import-Package")) {
				assertTrue(!imported.startsWith("com.burncloud.") || imported.startsWith("com.burncloud.api."), () -> bundle.getKey() + " imports " + imported);
			}
			assertEquals(List.of(), names(bundle.getValue(), "Require-Bundle").stream().filter(name -> name.startsWith("com.burncloud.")).toList(), bundle.getKey());
			assertEquals("", header(bundle.getValue(), "DynamicImport-Package"), bundle.getKey());
			assertEquals("", header(bundle.getValue(), "Fragment-Host"), bundle.getKey());
		}
	}

	@Test
	void theApiNeedsNothingButJavaAndOsgi() throws IOException {
		Set<String> jdk = ModuleLayer.boot().modules().stream().filter(module -> module.getName().startsWith("java.")).flatMap(module -> module.getPackages().stream())
				.collect(Collectors.toSet());
		List<String> foreign = names(BUNDLES.get("com.burncloud.api"), "Import-Package").stream()
				.filter(name -> !name.startsWith("com.burncloud.api.") && !name.startsWith("org.osgi.") && !jdk.contains(name)).toList();
		assertEquals(List.of(), foreign);
	}

	/** Manifests can be wrong about the code: no class names a class of another implementation. */
	@Test
	void noClassKnowsAClassOfAnotherImplementation() throws IOException {
		for (var bundle : BUNDLES.entrySet()) {
			String own = bundle.getKey().replace('.', '/');
			try (JarFile jar = new JarFile(bundle.getValue().toFile())) {
				for (var entry : jar.stream().filter(each -> each.getName().endsWith(".class")).toList()) {
					Matcher found = OURS.matcher(new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1));
					TreeSet<String> foreign = new TreeSet<>();
					while (found.find()) {
						String name = found.group();
						// topics of events look like packages
						boolean topic = name.matches("com/burncloud/(request|channel|token|provider|server|download|model)");
						if (!topic && !name.startsWith("com/burncloud/api/") && !name.startsWith(own + "/")) {
							foreign.add(name);
						}
					}
					assertTrue(foreign.isEmpty(), () -> entry.getName() + " in " + bundle.getKey() + " knows " + foreign);
				}
			}
		}
	}

	/** C5: no widget, no Eclipse platform but the framework and its few parts in what a server needs. */
	@Test
	void noBundleOfOursButTheWorkbenchKnowsWidgets() throws IOException {
		for (var bundle : BUNDLES.entrySet()) {
			if (!bundle.getKey().startsWith("com.burncloud.ui")) {
				Path jar = bundle.getValue();
				assertTrue(Stream.concat(names(jar, "Import-Package").stream(), names(jar, "Require-Bundle").stream())
						.noneMatch(name -> name.startsWith("org.eclipse.swt") || name.startsWith("org.eclipse.ui") || name.startsWith("org.eclipse.jface")), bundle.getKey());
			}
		}
	}

	/** C1, tried by a stranger's bundle that stops, starts and updates ours through the framework while requests come. */
	@Test
	void eachIsStoppedAndUpdatedAloneWhileThePortStaysOpen(@TempDir Path folder) throws Exception {
		List<String> names = List.of("com.burncloud.gateway", "com.burncloud.channels", "com.burncloud.tokens", "com.burncloud.dashboard", "com.burncloud.admin");
		try (Product product = Product.fresh().start()) {
			Path said = product.home().resolve("keeper.txt");
			Path jar = Bundle.named("com.acme.keeper").source("com.acme.keeper.Activator", KEEPER).header("Bundle-Activator", "com.acme.keeper.Activator")
					.header("Import-Package", "org.osgi.framework").jar(folder);
			var token = product.api().token("patient", "'quota':{'kind':'count','limit':1000}");
			Client client = product.client().as(token.secret());
			client.chat("echo", "hi").expect(200);
			AtomicBoolean over = new AtomicBoolean();
			AtomicInteger closed = new AtomicInteger();
			Thread knocking = Thread.ofVirtual().start(() -> {
				while (!over.get()) {
					if (!product.isReachable()) {
						closed.incrementAndGet();
					}
					LockSupport.parkNanos(5_000_000);
				}
			});
			int answered = 1;
			try {
				Files.copy(jar, product.home().resolve("providers/keeper.jar"));
				for (String action : List.of("stop", "update")) {
					for (String name : names) {
						String done = action + " " + name;
						Files.writeString(product.home().resolve("go"), "begin " + done);
						Until.isTrue(Duration.ofSeconds(30), () -> "no '" + done + "' in " + read(said) + product.output(), () -> read(said).contains(done + "\n"));
						if (action.equals("stop")) {
							Reply meanwhile = client.chat("echo", "hi");
							answered += meanwhile.status() == 200 ? 1 : 0;
							assertTrue(meanwhile.status() == 200 || meanwhile.status() == 503, () -> done + ", meanwhile a client must hear that it may ask again: " + meanwhile);
						}
						Files.writeString(product.home().resolve("go"), "end " + done);
						Until.isTrue(Duration.ofSeconds(30), () -> "no 'again " + done + "' in " + read(said), () -> read(said).contains("again " + done + "\n"));
						Until.isTrue(Duration.ofSeconds(10), () -> done + ": not served again: " + client.get("/v1/models") + product.output(), () -> client.get("/v1/models").status() == 200
								&& client.get("/v1/models").body().contains("echo"));
						client.chat("echo", "after " + done).expect(200);
						answered++;
						Until.isTrue(Duration.ofSeconds(10), () -> done + ": not managed again", () -> product.api().call("GET", "/api/tokens", "").status() == 200);
					}
				}
			} finally {
				over.set(true);
				knocking.join();
			}
			assertEquals(0, closed.get(), "connections were refused");
			assertEquals(answered, product.api().token(token.id()).at("/used/count").asInt(), "what was answered is what was counted");
			int all = answered;
			Until.holds(Duration.ofSeconds(10), () -> {
				assertEquals(all, product.api().logsOf("patient").stream().filter(row -> row.path("status").asInt() == 200).count());
				return true;
			});
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		} catch (IOException notYet) {
			return "";
		}
	}

	private static final String KEEPER = """
			package com.acme.keeper;

			import java.nio.file.*;
			import org.osgi.framework.*;

			public class Activator implements BundleActivator, Runnable {
				private static final String[] NAMES = { "gateway", "channels", "tokens", "dashboard", "admin" };
				private BundleContext context;
				private Path home;

				@Override
				public void start(BundleContext started) {
					context = started;
					home = Path.of(context.getProperty("burncloud.home"));
					new Thread(this, "keeper").start();
				}

				@Override
				public void stop(BundleContext context) {
				}

				@Override
				public void run() {
					try {
						for (String action : new String[] { "stop", "update" }) {
							for (String name : NAMES) {
								String done = action + " com.burncloud." + name;
								await("begin " + done);
								Bundle bundle = find("com.burncloud." + name);
								if (action.equals("stop")) {
									bundle.stop();
								}
								say(done);
								await("end " + done);
								if (action.equals("stop")) {
									bundle.start();
								} else {
									bundle.update();
								}
								say("again " + done);
							}
						}
					} catch (Throwable e) {
						say(e.toString());
					}
				}

				private void await(String word) throws Exception {
					while (!(Files.exists(home.resolve("go")) && Files.readString(home.resolve("go")).equals(word))) {
						Thread.sleep(10);
					}
				}

				private Bundle find(String name) {
					for (Bundle bundle : context.getBundles()) {
						if (name.equals(bundle.getSymbolicName())) {
							return bundle;
						}
					}
					throw new IllegalStateException(name);
				}

				private void say(String line) {
					try {
						Files.writeString(home.resolve("keeper.txt"), line + "\\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
					} catch (java.io.IOException e) {
						throw new IllegalStateException(e);
					}
				}
			}
			""";
}
