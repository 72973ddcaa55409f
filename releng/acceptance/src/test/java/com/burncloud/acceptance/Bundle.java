package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A stranger's bundle: compiled by plain javac against what lies in the product, packed by hand. */
final class Bundle {
	private final String name;
	private final Map<String, String> headers = new LinkedHashMap<>();
	private final Map<String, String> sources = new LinkedHashMap<>();

	private Bundle(String name) {
		this.name = name;
		headers.put("Bundle-ManifestVersion", "2");
		headers.put("Bundle-SymbolicName", name);
		headers.put("Bundle-Version", "1.0.0");
	}

	static Bundle named(String name) {
		return new Bundle(name);
	}

	Bundle header(String header, String value) {
		headers.put(header, value);
		return this;
	}

	Bundle source(String className, String source) {
		sources.put(className, source);
		return this;
	}

	Path jar(Path folder) throws IOException {
		Path classes = Files.createDirectories(folder.resolve(name + "-classes"));
		compile(classes);
		Manifest manifest = new Manifest();
		manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
		headers.forEach((header, value) -> manifest.getMainAttributes().putValue(header, value));
		Path jar = folder.resolve(name + ".jar");
		try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file, manifest); Stream<Path> all = Files.walk(classes)) {
			for (Path each : all.filter(Files::isRegularFile).toList()) {
				out.putNextEntry(new ZipEntry(classes.relativize(each).toString().replace('\\', '/')));
				Files.copy(each, out);
				out.closeEntry();
			}
		}
		return jar;
	}

	private void compile(Path classes) throws IOException {
		JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
		assertTrue(javac != null, "the tests run on a JRE; they need a JDK");
		String classPath;
		try (Stream<Path> plugins = Files.list(Product.installation().resolve("plugins"))) {
			classPath = plugins.map(Path::toString).filter(path -> path.endsWith(".jar")).collect(Collectors.joining(System.getProperty("path.separator")));
		}
		List<JavaFileObject> units = new ArrayList<>();
		sources.forEach((className, source) -> units.add(new SimpleJavaFileObject(URI.create("string:///" + className.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}
		}));
		StringWriter said = new StringWriter();
		boolean compiled = javac.getTask(said, null, null, List.of("--release", "21", "-cp", classPath, "-proc:none", "-d", classes.toString()), null, units).call();
		assertTrue(compiled, said::toString);
	}
}
