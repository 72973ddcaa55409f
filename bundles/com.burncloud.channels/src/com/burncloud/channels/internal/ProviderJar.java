package com.burncloud.channels.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import com.burncloud.api.error.InvalidFieldException;

/**
 * What a jar says of itself, before the framework sees it.
 *
 * @param services that its components provide and an {@link Extension} is; 0 when an activator may register them
 */
record ProviderJar(String symbolicName, String version, int services) {
	private static final Pattern SYMBOLIC_NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
	private static final Pattern PROVIDES = Pattern.compile("<provide\\s+interface\\s*=\\s*[\"']" + "("
			+ Extension.all().map(each -> Pattern.quote(each.interfaceName())).collect(Collectors.joining("|")) + ")[\"']");
	private static final long XML_AT_MOST = 1 << 20;
	private static final int ENTRIES_AT_MOST = 20_000;

	/**
	 * Reads a jar.
	 *
	 * @throws InvalidFieldException when it cannot be one that brings an extension; the message says what is missing
	 */
	static ProviderJar read(byte[] jar) {
		Manifest manifest = null;
		Map<String, String> componentFiles = new HashMap<>();
		int entries = 0;
		try (var zip = new ZipInputStream(new ByteArrayInputStream(jar))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				require(++entries <= ENTRIES_AT_MOST, "The jar has more than " + ENTRIES_AT_MOST + " entries.");
				if (entry.getName().equals("META-INF/MANIFEST.MF")) {
					manifest = new Manifest(new ByteArrayInputStream(start(zip)));
				} else if (entry.getName().endsWith(".xml")) {
					componentFiles.put(entry.getName(), new String(start(zip), StandardCharsets.UTF_8));
				}
			}
		} catch (IOException | IllegalArgumentException e) {
			throw invalid("The file is no readable jar: it is cut short, or damaged.");
		}
		require(entries > 0, "The file is no jar: it does not begin like one.");
		require(manifest != null, "The jar has no META-INF/MANIFEST.MF, so it is no bundle; build it with bnd as in releng/provider-template.");
		Attributes headers = manifest.getMainAttributes();
		String name = header(headers, "Bundle-SymbolicName").split(";")[0].strip();
		require(!name.isEmpty(), "The jar's manifest has no Bundle-SymbolicName, so it is no bundle; build it with bnd as in releng/provider-template.");
		require(SYMBOLIC_NAME.matcher(name).matches(), "The Bundle-SymbolicName '" + name + "' is not a legal one.");
		require(header(headers, "Bundle-ManifestVersion").equals("2"), "The manifest of '" + name + "' has no 'Bundle-ManifestVersion: 2'.");
		require(header(headers, "Fragment-Host").isEmpty(), "'" + name + "' is a fragment; a provider must be a bundle of its own.");
		int services = services(header(headers, "Service-Component"), componentFiles);
		require(services > 0 || !header(headers, "Bundle-Activator").isEmpty(), "'" + name
				+ "' brings no provider: no component in its Service-Component header provides the service " + Extension.all().map(Extension::interfaceName).collect(Collectors.joining(" or "))
				+ ", and it has no activator.");
		return new ProviderJar(name, header(headers, "Bundle-Version").isEmpty() ? "0.0.0" : header(headers, "Bundle-Version"), services);
	}

	private static int services(String header, Map<String, String> files) {
		int services = 0;
		for (String listed : header.split(",")) {
			String[] parts = listed.strip().split("\\*", -1);
			var pattern = new StringBuilder(Pattern.quote(parts[0]));
			for (int i = 1; i < parts.length; i++) {
				pattern.append("[^/]*").append(Pattern.quote(parts[i]));
			}
			var matches = Pattern.compile(pattern.toString()).asMatchPredicate();
			services += (int) files.entrySet().stream().filter(file -> matches.test(file.getKey()))
					.flatMap(file -> PROVIDES.matcher(file.getValue()).results().map(found -> found.group(1)).distinct()).count();
		}
		return services;
	}

	private static byte[] start(InputStream entry) throws IOException {
		return entry.readNBytes((int) XML_AT_MOST);
	}

	private static String header(Attributes headers, String name) {
		String value = headers.getValue(name);
		return value == null ? "" : value.strip();
	}

	private static void require(boolean condition, String message) {
		if (!condition) {
			throw invalid(message);
		}
	}

	private static InvalidFieldException invalid(String message) {
		return new InvalidFieldException("jar", message);
	}
}
