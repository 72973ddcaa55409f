import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Writes THIRD-PARTY-NOTICES into every product below a folder, made out of the jars that the product really holds: name, version, licence, and the NOTICE texts that
 * licences want to be passed on. A jar whose licence cannot be told fails the build.
 * <p>
 * {@code java releng/Notices.java product/target/products}
 */
class Notices {

	/** Jars that say nothing about it themselves; looked up by hand in the project's own repository. */
	private static final Map<String, String> KNOWN = Map.of(
			"picocli", "Apache-2.0",
			"wrapped.com.knuddels.jtokkit", "MIT",
			"wrapped.org.apache.derby.derbyshared", "Apache-2.0",
			"com.ibm.icu", "Unicode-3.0",
			"com.sun.jna.platform", "Apache-2.0 OR LGPL-2.1-or-later",
			"com.sun.jna", "Apache-2.0 OR LGPL-2.1-or-later",
			"wrapped.xml-apis.xml-apis-ext", "Apache-2.0 AND W3C",
			"wrapped.org.jdbi.jdbi3-core", "Apache-2.0");

	record Library(String name, String version, String vendor, String licence, String notice) {
	}

	public static void main(String... args) throws IOException {
		try (Stream<Path> found = Files.walk(Path.of(args[0]), 6)) {
			for (Path plugins : found.filter(p -> p.endsWith("plugins") && Files.isDirectory(p)).toList()) {
				Files.writeString(plugins.resolveSibling("THIRD-PARTY-NOTICES"), text(libraries(plugins)));
			}
		}
	}

	private static List<Library> libraries(Path plugins) throws IOException {
		List<Library> libraries = new ArrayList<>();
		try (DirectoryStream<Path> jars = Files.newDirectoryStream(plugins, "*.jar")) {
			for (Path jar : jars) {
				if (!jar.getFileName().toString().startsWith("com.burncloud.")) {
					libraries.add(library(jar));
				}
			}
		}
		libraries.sort(Comparator.comparing(library -> library.name().replace("wrapped.", "")));
		return libraries;
	}

	private static Library library(Path path) throws IOException {
		try (JarFile jar = new JarFile(path.toFile())) {
			Attributes manifest = jar.getManifest().getMainAttributes();
			String name = manifest.getValue("Bundle-SymbolicName").split(";")[0].strip();
			String licence = licence(jar, manifest.getValue("Bundle-License"), name);
			if (licence.isEmpty()) {
				throw new IOException(path.getFileName() + " does not tell its licence: look it up and add it to releng/Notices.java");
			}
			String vendor = manifest.getValue("Bundle-Vendor");
			String notice = read(jar, "META-INF/NOTICE", "META-INF/NOTICE.txt", "META-INF/NOTICE.md");
			return new Library(name.replaceFirst("^wrapped\\.", ""), manifest.getValue("Bundle-Version"), vendor == null || vendor.startsWith("%") ? "" : vendor, licence, notice);
		}
	}

	private static String licence(JarFile jar, String header, String name) throws IOException {
		if (header != null) {
			return header.replaceAll(";description=\"[^\"]*\"", "").replaceAll("[\"]", "").replace(";link=", " ").replace(";", " ");
		}
		String text = read(jar, "META-INF/LICENSE", "META-INF/LICENSE.txt", "about.html").replaceAll("\\s+", " ");
		if (text.contains("Apache License") && text.contains("Version 2.0")) {
			return "Apache-2.0";
		}
		if (text.contains("Eclipse Public License") && text.matches("(?s).*(Version 2\\.0|EPL-2\\.0|epl-2\\.0|epl-v20).*")) {
			return "EPL-2.0";
		}
		return KNOWN.getOrDefault(name, "");
	}

	/** The first of the entries that is there. */
	private static String read(JarFile jar, String... entries) throws IOException {
		for (String name : entries) {
			JarEntry entry = jar.getJarEntry(name);
			if (entry != null) {
				try (InputStream in = jar.getInputStream(entry)) {
					return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r", "").strip();
				}
			}
		}
		return "";
	}

	private static String text(List<Library> libraries) {
		StringBuilder text = new StringBuilder("BurnCloud is delivered with the following third-party libraries, each an unchanged or wrapped jar in plugins/ (org.eclipse.osgi\nwithout the files of its signature).\n\n");
		Map<String, List<String>> notices = new LinkedHashMap<>();
		for (Library library : libraries) {
			text.append(library.name()).append(' ').append(library.version()).append('\n');
			text.append("    ").append(library.licence()).append(library.vendor().isEmpty() ? "" : "; " + library.vendor()).append('\n');
			if (!library.notice().isEmpty()) {
				notices.computeIfAbsent(library.notice(), n -> new ArrayList<>()).add(library.name());
			}
		}
		notices.forEach((notice, names) -> text.append("\n--------------------------------------------------------------------------------\nNotice of ")
				.append(String.join(", ", names)).append(":\n\n").append(notice).append('\n'));
		return text.toString();
	}
}
