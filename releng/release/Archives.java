import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Looks into the archives of all platforms: whether each has what a start there needs, and no more. What cannot be tried here can at least be counted.
 * <p>
 * {@code java releng/release/Archives.java product/target/products}; exit code 1 when anything is wrong.
 */
class Archives {

	/** @param drawing the bundles that only this platform's desktop has */
	record Platform(String name, String ending, List<String> drawing) {
	}

	/** A file in an archive; its text where it is one that is looked into. */
	record Entry(boolean executable, String text) {
	}

	private static final List<Platform> PLATFORMS = List.of(
			new Platform("linux.gtk.x86_64", "tar.gz", List.of("org.eclipse.e4.ui.swt.gtk", "org.eclipse.swt.gtk.linux.x86_64")),
			new Platform("win32.win32.x86_64", "zip", List.of("org.eclipse.swt.win32.win32.x86_64")),
			new Platform("macosx.cocoa.aarch64", "tar.gz", List.of("org.eclipse.e4.ui.workbench.renderers.swt.cocoa", "org.eclipse.swt.cocoa.macosx.aarch64")));
	private static final List<String> ROOT = List.of("LICENSE", "THIRD-PARTY-NOTICES", "burncloud", "burncloud.cmd", "configuration/config.ini", "etc/java.sh", "etc/logback.xml", "etc/logging.properties");
	/** The class path of the start scripts. */
	private static final List<String> STARTER = List.of("com.burncloud.launcher", "com.burncloud.api", "org.eclipse.osgi", "picocli", "com.google.gson");
	private static final String READ = ".*/(configuration/config\\.ini|THIRD-PARTY-NOTICES|burncloud\\.cmd)";

	private final List<String> wrong = new ArrayList<>();

	public static void main(String... args) throws IOException {
		Archives archives = new Archives();
		for (String product : List.of("burncloud-server", "burncloud-desktop")) {
			Map<String, TreeSet<String>> common = new TreeMap<>();
			for (Platform platform : PLATFORMS) {
				Path archive = Path.of(args[0], product + "-" + platform.name() + "." + platform.ending());
				if (Files.exists(archive)) {
					common.put(platform.name(), archives.check(product, platform, archive));
				} else {
					archives.wrong.add(archive + " is missing");
				}
			}
			TreeSet<String> everywhere = new TreeSet<>();
			common.values().forEach(everywhere::addAll);
			common.forEach((platform, bundles) -> everywhere.stream().filter(name -> !bundles.contains(name))
					.forEach(name -> archives.wrong.add(product + " for " + platform + " lacks what another platform has: " + name)));
		}
		archives.wrong.forEach(System.err::println);
		System.exit(archives.wrong.isEmpty() ? 0 : 1);
	}

	/** @return the names of the bundles that every platform must have */
	private TreeSet<String> check(String product, Platform platform, Path archive) throws IOException {
		Map<String, Entry> entries = platform.ending().equals("zip") ? zip(archive) : tar(archive);
		Predicate<String> outside = name -> !name.startsWith(product + "/") || name.contains("..");
		entries.keySet().stream().filter(outside).forEach(name -> complain(archive, "has a file beside its folder: " + name));
		for (String file : ROOT) {
			if (!entries.containsKey(product + "/" + file)) {
				complain(archive, "lacks " + file);
			}
		}
		if (!platform.ending().equals("zip") && !entries.getOrDefault(product + "/burncloud", new Entry(false, "")).executable()) {
			complain(archive, "has a start script that cannot be executed");
		}
		if (platform.name().startsWith("win32") && !entries.getOrDefault(product + "/burncloud.cmd", new Entry(false, "")).text().contains("com.burncloud.launcher.internal.Main")) {
			complain(archive, "has a burncloud.cmd that starts nothing");
		}
		String plugins = product + "/plugins/";
		TreeSet<String> jars = new TreeSet<>();
		entries.keySet().stream().filter(name -> name.startsWith(plugins) && name.endsWith(".jar")).forEach(name -> jars.add(name.substring(plugins.length())));
		TreeSet<String> listed = listed(entries.getOrDefault(product + "/configuration/config.ini", new Entry(false, "")).text());
		listed.stream().filter(jar -> !jars.contains(jar)).forEach(jar -> complain(archive, "names a bundle that it has not: " + jar));
		TreeSet<String> bundles = new TreeSet<>();
		jars.forEach(jar -> bundles.add(jar.replaceFirst("_\\d+\\.\\d+\\..*", "")));
		STARTER.stream().filter(name -> !bundles.contains(name)).forEach(name -> complain(archive, "cannot start without " + name));
		bundles.stream().filter(name -> name.endsWith(".tests") || name.startsWith("junit")).forEach(name -> complain(archive, "holds a test: " + name));
		boolean desktop = product.endsWith("desktop");
		for (Platform each : PLATFORMS) {
			boolean wanted = desktop && each == platform;
			each.drawing().stream().filter(name -> bundles.contains(name) != wanted).forEach(name -> complain(archive, wanted ? "cannot draw without " + name : "has no use for " + name));
			if (wanted) {
				each.drawing().stream().filter(name -> listed.stream().noneMatch(jar -> jar.startsWith(name + "_"))).forEach(name -> complain(archive, "does not install " + name));
				String notices = entries.getOrDefault(product + "/THIRD-PARTY-NOTICES", new Entry(false, "")).text();
				each.drawing().stream().filter(name -> !notices.contains(name)).forEach(name -> complain(archive, "gives no notice of " + name));
			}
			each.drawing().forEach(bundles::remove);
		}
		System.out.printf("CHECKED %s: %d files, %d bundles, %d MB%n", archive.getFileName(), entries.size(), jars.size(), Files.size(archive) / 1_000_000);
		return bundles;
	}

	private void complain(Path archive, String what) {
		wrong.add(archive.getFileName() + " " + what);
	}

	/** The jars in the list of bundles of an Equinox configuration. */
	private static TreeSet<String> listed(String config) throws IOException {
		Properties properties = new Properties();
		properties.load(new java.io.StringReader(config));
		TreeSet<String> jars = new TreeSet<>();
		Stream.of(properties.getProperty("osgi.bundles", "").split(",")).map(entry -> entry.replaceFirst("^reference:file:", "").replaceFirst("@.*", "").strip()).filter(name -> !name.isEmpty())
				.forEach(jars::add);
		return jars;
	}

	private static Map<String, Entry> zip(Path file) throws IOException {
		Map<String, Entry> entries = new TreeMap<>();
		try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
			for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
				if (!entry.isDirectory()) {
					entries.put(entry.getName(), new Entry(false, entry.getName().matches(READ) ? new String(in.readAllBytes(), StandardCharsets.UTF_8) : ""));
				}
			}
		}
		return entries;
	}

	/** As ustar has it, with long names as GNU and POSIX write them. */
	private static Map<String, Entry> tar(Path file) throws IOException {
		Map<String, Entry> entries = new TreeMap<>();
		try (InputStream in = new BufferedInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
			String longName = "";
			for (byte[] head = in.readNBytes(512); head.length == 512 && head[0] != 0; head = in.readNBytes(512)) {
				int size = Integer.parseInt(text(head, 124, 12).strip(), 8);
				byte[] content = in.readNBytes(size);
				if (content.length < size) {
					throw new EOFException(file + " ends in the middle of a file");
				}
				in.skipNBytes((512 - size % 512) % 512);
				String prefix = text(head, 345, 155);
				String name = longName.isEmpty() ? (prefix.isEmpty() ? "" : prefix + "/") + text(head, 0, 100) : longName;
				longName = "";
				switch (head[156]) {
				case 'L' -> longName = text(content, 0, size);
				case 'x' -> longName = new String(content, StandardCharsets.UTF_8).lines().filter(line -> line.contains(" path=")).map(line -> line.replaceFirst("^\\d+ path=", "")).findFirst()
						.orElse("");
				case '0', 0 -> entries.put(name, new Entry((Integer.parseInt(text(head, 100, 8).strip(), 8) & 0111) == 0111, name.matches(READ) ? new String(content, StandardCharsets.UTF_8) : ""));
				default -> {
					// a folder
				}
				}
			}
		}
		return entries;
	}

	private static String text(byte[] bytes, int from, int length) {
		int end = from;
		while (end < from + length && bytes[end] != 0) {
			end++;
		}
		return new String(bytes, from, end - from, StandardCharsets.UTF_8);
	}
}
