package com.burncloud.channels.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.util.tracker.ServiceTracker;

import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.channel.Routing;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.ModelHub;
import com.burncloud.api.provider.InstalledJar;
import com.burncloud.api.provider.InstalledJar.Brought;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderService;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;
import com.burncloud.api.store.Secrets;
import com.burncloud.channels.sample.SampleHub;
import com.burncloud.channels.sample.SampleProvider;

/** The real components in a real framework, with Felix File Install watching the folder. */
class InstallerTest {
	private static final BundleContext CONTEXT = FrameworkUtil.getBundle(InstallerTest.class).getBundleContext();
	private static final String HUB = "com.burncloud.api.model";
	private static final List<ServiceRegistration<?>> FAKES = new ArrayList<>();

	@TempDir(cleanup = CleanupMode.ALWAYS)
	private static Path home;
	private static Configuration watch;
	private static ProviderService service;

	@BeforeAll
	static void start() throws Exception {
		FAKES.add(CONTEXT.registerService(Settings.class, new Fakes.Home(home), null));
		FAKES.add(CONTEXT.registerService(Database.class, new Fakes.Store(), null));
		FAKES.add(CONTEXT.registerService(Secrets.class, new Fakes.Seals("master"), null));
		service = service(ProviderService.class); // makes the folder
		for (Bundle bundle : CONTEXT.getBundles()) {
			if (bundle.getSymbolicName().equals("org.apache.felix.fileinstall")) {
				bundle.start();
			}
		}
		watch = service(ConfigurationAdmin.class).createFactoryConfiguration("org.apache.felix.fileinstall", "?");
		var properties = new Hashtable<String, Object>();
		properties.put("felix.fileinstall.dir", home.resolve("providers").toString());
		properties.put("felix.fileinstall.poll", "200");
		properties.put("felix.fileinstall.noInitialDelay", "true");
		properties.put("felix.fileinstall.log.level", "0");
		watch.update(properties);
	}

	@AfterEach
	void empty() throws IOException {
		try (var jars = Files.list(home.resolve("providers"))) {
			jars.forEach(jar -> {
				try {
					Files.delete(jar);
				} catch (IOException e) {
					throw new UncheckedIOException(e);
				}
			});
		}
		await("no bundle of the folder left", () -> ours().isEmpty());
	}

	@AfterAll
	static void stop() throws Exception {
		watch.delete();
		FAKES.forEach(ServiceRegistration::unregister);
	}

	@Test
	void aJarBringsItsTypeAndTakesItAwayAgain() throws Exception {
		var channel = service(ChannelService.class).create(ChannelDraft.of("hot", "sample"));
		try {
			List<InstalledProvider> brought = service.install("", jar("1.0.0", "com.burncloud.api.provider"));
			assertEquals(1, brought.size());
			InstalledProvider sample = brought.getFirst();
			assertEquals("sample", sample.info().type());
			assertEquals("org.stranger.sample", sample.name());
			assertEquals("org.stranger.sample", sample.bundle());
			assertEquals("1.0.0", sample.version());
			assertEquals(ProviderFolder.sha256(Files.readAllBytes(home.resolve("providers/org.stranger.sample.jar"))), sample.sha256());
			assertTrue(service.list().contains(sample));
			var candidate = service(Routing.class).candidate(channel.id(), Optional.of("m"));
			assertEquals("http://sample.example/v1", candidate.endpoint().baseUrl().toString());

			service.remove("org.stranger.sample");
			assertFalse(service.list().stream().anyMatch(each -> each.info().type().equals("sample")));
			assertEquals("http://sample.example/v1", candidate.provider().info().defaultBaseUrl().toString(), "an exchange that has it can go on");
			assertThrows(UnknownIdException.class, () -> service.remove("org.stranger.sample"));
		} finally {
			service(ChannelService.class).delete(channel.id());
		}
	}

	@Test
	void aJarMayBringAHubAndNoType() throws Exception {
		List<InstalledProvider> before = service.list();
		assertEquals(List.of(), service.install("depot", jar("1.0.0", HUB, SampleHub.class)));
		String sha256 = ProviderFolder.sha256(Files.readAllBytes(home.resolve("providers/depot.jar")));
		assertEquals(List.of(new InstalledJar("depot", "org.stranger.sample", "1.0.0", sha256, List.of(new Brought("hub", "depot")))), service.jars());
		assertEquals(before, service.list(), "it is no type of channel");
		assertEquals("depot", service(ModelHub.class).info().id(), "whoever uses hubs finds it");
		service.install("depot", jar("2.0.0", HUB, SampleHub.class));
		assertEquals(List.of("2.0.0"), service.jars().stream().map(InstalledJar::version).toList());
		service.remove("depot");
		assertEquals(0, hubs());
		await("no jar left", () -> service.jars().isEmpty());
	}

	@Test
	void aJarMayBringBoth() throws Exception {
		List<InstalledProvider> types = service.install("both", jar("1.0.0", HUB + ",com.burncloud.api.provider", SampleProvider.class, SampleHub.class));
		assertEquals(List.of("sample"), types.stream().map(each -> each.info().type()).toList());
		assertEquals(List.of(new Brought("provider", "sample"), new Brought("hub", "depot")), service.jars().getFirst().brings());
		service.remove("both");
		assertEquals(0, hubs());
	}

	private static int hubs() throws Exception {
		return CONTEXT.getServiceReferences(ModelHub.class, null).size();
	}

	@Test
	void aJarDroppedByHandIsTreatedAlikeAndAnUpdateReplacesIt() throws Exception {
		Files.write(home.resolve("providers/mine.jar"), jar("1.0.0", "com.burncloud.api.provider"));
		await("the type", () -> service.list().stream().anyMatch(each -> each.name().equals("mine")));
		assertEquals("2.0.0", service.install("mine.jar", jar("2.0.0", "com.burncloud.api.provider")).getFirst().version());
		var clash = assertThrows(ConflictException.class, () -> service.install("other", jar("3.0.0", "com.burncloud.api.provider")));
		assertTrue(clash.getMessage().contains("mine.jar") && clash.getMessage().contains("--name mine,"), clash.getMessage());
		assertFalse(Files.exists(home.resolve("providers/other.jar")));
	}

	@Test
	void aCopyNeitherReplacesTheJarNorTakesItAlongWhenItGoes() throws Exception {
		byte[] jar = jar("1.0.0", "com.burncloud.api.provider");
		Path providers = home.resolve("providers");
		Files.write(providers.resolve("mine.jar"), jar);
		await("the type", () -> service.list().stream().anyMatch(each -> each.name().equals("mine")));
		Bundle mine = ours().getFirst();
		long changed = mine.getLastModified();
		for (String copy : List.of("copy.jar", "other.jar")) {
			Files.write(providers.resolve(copy), jar);
			settle();
			assertEquals(List.of(mine), ours(), copy);
			Files.delete(providers.resolve(copy));
			settle();
			assertEquals(Bundle.ACTIVE, mine.getState(), "after the end of " + copy);
			assertEquals(changed, mine.getLastModified(), "it was not even updated");
		}
		Files.write(providers.resolve("copy.jar"), jar);
		settle();
		Files.delete(providers.resolve("mine.jar"));
		await("the copy takes its place", () -> service.list().stream().anyMatch(each -> each.name().equals("copy")));
	}

	/** Two of the same bundle that are there before anybody looks, as at a start: the first by name runs, whichever is found first. */
	@Test
	void ofTwoThatComeAtOnceTheFirstRuns() throws Exception {
		byte[] jar = jar("1.0.0", "com.burncloud.api.provider");
		Path providers = home.resolve("providers");
		for (String name : List.of("d.jar", "c.jar", "b.jar", "a.jar")) {
			Files.write(providers.resolve(name), jar);
		}
		await("the type", () -> service.list().stream().anyMatch(each -> each.name().equals("a")));
		settle();
		for (String name : List.of("d.jar", "b.jar", "c.jar")) {
			Files.delete(providers.resolve(name));
		}
		settle();
		assertEquals(List.of("a"), service.jars().stream().map(InstalledJar::name).toList());
	}

	/** Until File Install has looked at everything that is there now: it takes a further jar in and out. */
	private static void settle() throws Exception {
		Path marker = home.resolve("providers/marker.jar");
		Manifest manifest = manifest("1.0.0", HUB);
		manifest.getMainAttributes().putValue("Bundle-SymbolicName", "org.stranger.marker");
		Files.write(marker, pack(manifest, SampleHub.class));
		await("the marker", () -> service.jars().stream().anyMatch(each -> each.name().equals("marker")));
		Files.delete(marker);
		await("the marker's end", () -> service.jars().stream().noneMatch(each -> each.name().equals("marker")));
	}

	@Test
	void whatDoesNotResolveIsTakenOutAgainAndExplained() throws Exception {
		service.install("mine", jar("1.0.0", "com.burncloud.api.provider"));
		var refusal = assertThrows(InvalidFieldException.class, () -> service.install("mine", jar("2.0.0", "com.burncloud.api.provider,org.nobody.has.this")));
		assertTrue(refusal.getMessage().contains("org.nobody.has.this"), refusal.getMessage());
		await("the former version is back", () -> service.list().stream().anyMatch(each -> each.name().equals("mine") && each.version().equals("1.0.0")));
	}

	@Test
	void whatIsNoProviderNeverReachesTheFolder() throws Exception {
		byte[] good = jar("1.0.0", "com.burncloud.api.provider");
		refused("jar", "no jar", "", "Hello".getBytes(StandardCharsets.UTF_8));
		refused("jar", "no jar", "", new byte[0]);
		refused("jar", "Bundle-SymbolicName", "", jar(new Manifest(), ""));
		refused("jar", "no provider", "", jar(manifest("1.0.0", "com.burncloud.api.provider"), "<component/>"));
		refused("name", "cannot be the name", "../evil", good);
		refused("name", "cannot be the name", "a/b", good);
		refused("name", "cannot be the name", "a\\b", good);
		refused("name", "cannot be the name", ".hidden", good);
		refused("name", "cannot be the name", "a\nb", good);
		Manifest builtIn = manifest("9.0.0", "com.burncloud.api.provider");
		builtIn.getMainAttributes().putValue("Bundle-SymbolicName", "com.burncloud.channels");
		byte[] ours = jar(builtIn, component(SampleProvider.class));
		assertTrue(assertThrows(ConflictException.class, () -> service.install("x", ours)).getMessage().contains("built-in"));
		refused("jar", "cut short", "", java.util.Arrays.copyOf(good, good.length / 2));
		assertThrows(InvalidFieldException.class, () -> service.remove("../x"));
		try (var files = Files.walk(home)) {
			assertEquals(List.of(), files.filter(Files::isRegularFile).toList());
		}
	}

	private static void refused(String field, String word, String name, byte[] jar) {
		var refusal = assertThrows(InvalidFieldException.class, () -> service.install(name, jar));
		assertEquals(field, refusal.field());
		assertTrue(refusal.getMessage().contains(word), refusal.getMessage());
	}

	private static List<Bundle> ours() {
		var ours = new ArrayList<Bundle>();
		for (Bundle bundle : CONTEXT.getBundles()) {
			if (ProviderFolder.jarOf(home.resolve("providers"), bundle).isPresent()) {
				ours.add(bundle);
			}
		}
		return ours;
	}

	/** A bundle as a stranger builds it: the class, its component, and the imports. */
	private static byte[] jar(String version, String imports, Class<?>... brought) throws IOException {
		return brought.length == 0 ? jar(manifest(version, imports), component(SampleProvider.class)) : pack(manifest(version, imports), brought);
	}

	private static String component(Class<?> brought) {
		return "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.3.0' name='" + brought.getSimpleName() + "'><service><provide interface='"
				+ brought.getInterfaces()[0].getName() + "'/></service><implementation class='" + brought.getName() + "'/></scr:component>";
	}

	private static Manifest manifest(String version, String imports) {
		var manifest = new Manifest();
		Attributes headers = manifest.getMainAttributes();
		headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
		headers.putValue("Bundle-ManifestVersion", "2");
		headers.putValue("Bundle-SymbolicName", "org.stranger.sample");
		headers.putValue("Bundle-Version", version);
		headers.putValue("Import-Package", imports);
		headers.putValue("Service-Component", "OSGI-INF/*.xml");
		return manifest;
	}

	private static byte[] jar(Manifest manifest, String component) throws IOException {
		manifest.getMainAttributes().putIfAbsent(Attributes.Name.MANIFEST_VERSION, "1.0");
		var bytes = new ByteArrayOutputStream();
		try (var jar = new JarOutputStream(bytes, manifest)) {
			jar.putNextEntry(new JarEntry("OSGI-INF/sample.xml"));
			jar.write(component.getBytes(StandardCharsets.UTF_8));
			String path = SampleProvider.class.getName().replace('.', '/') + ".class";
			jar.putNextEntry(new JarEntry(path));
			try (InputStream in = SampleProvider.class.getClassLoader().getResourceAsStream(path)) {
				in.transferTo(jar);
			}
		}
		return bytes.toByteArray();
	}

	/** A component and its class for each. */
	private static byte[] pack(Manifest manifest, Class<?>... brought) throws IOException {
		var bytes = new ByteArrayOutputStream();
		try (var jar = new JarOutputStream(bytes, manifest)) {
			for (Class<?> each : brought) {
				jar.putNextEntry(new JarEntry("OSGI-INF/" + each.getSimpleName() + ".xml"));
				jar.write(component(each).getBytes(StandardCharsets.UTF_8));
				String path = each.getName().replace('.', '/') + ".class";
				jar.putNextEntry(new JarEntry(path));
				try (InputStream in = each.getClassLoader().getResourceAsStream(path)) {
					in.transferTo(jar);
				}
			}
		}
		return bytes.toByteArray();
	}

	private static <T> T service(Class<T> type) throws InterruptedException {
		var tracker = new ServiceTracker<T, T>(CONTEXT, type, null);
		tracker.open();
		T found = tracker.waitForService(10_000);
		assertTrue(found != null, "no " + type.getSimpleName());
		return found;
	}

	private static void await(String what, BooleanSupplier condition) {
		long deadline = System.nanoTime() + 15_000_000_000L;
		while (!condition.getAsBoolean()) {
			assertTrue(System.nanoTime() < deadline, "waited in vain for: " + what);
			LockSupport.parkNanos(20_000_000);
		}
	}
}
