package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The jar of releng/provider-template, built once as its README says, but out of a copy. */
public final class Template {
	private static Path built;

	private Template() {
	}

	public static synchronized Path jar() throws IOException, InterruptedException {
		if (built == null) {
			Path folder = Files.createTempDirectory("provider-template");
			try {
				built = Files.copy(build(folder), Files.createTempFile("acme", ".jar"), StandardCopyOption.REPLACE_EXISTING);
				built.toFile().deleteOnExit();
			} finally {
				try (Stream<Path> all = Files.walk(folder)) {
					all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
				}
			}
		}
		return built;
	}

	private static Path build(Path folder) throws IOException, InterruptedException {
		Path template = Product.checkout().resolve("releng/provider-template");
		Path copy = folder.resolve("template");
		try (Stream<Path> files = Files.walk(template)) {
			for (Path file : files.filter(path -> !path.startsWith(template.resolve("target"))).toList()) {
				Files.copy(file, copy.resolve(template.relativize(file).toString()));
			}
		}
		Path apiJar;
		try (Stream<Path> plugins = Files.list(Product.installation().resolve("plugins"))) {
			apiJar = plugins.filter(file -> file.getFileName().toString().startsWith("com.burncloud.api_")).findFirst().orElseThrow();
		}
		Path log = folder.resolve("maven.log");
		ProcessBuilder maven = new ProcessBuilder(maven(), "-B", "-q", "package", "-Dburncloud.api.jar=" + apiJar).directory(copy.toFile()).redirectErrorStream(true)
				.redirectOutput(log.toFile());
		maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
		Process process = maven.start();
		try {
			assertTrue(process.waitFor(100, TimeUnit.SECONDS), "the template's build takes too long");
		} finally {
			process.destroyForcibly();
		}
		assertEquals(0, process.exitValue(), Files.readString(log));
		try (Stream<Path> made = Files.list(copy.resolve("target"))) {
			return made.filter(file -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
		}
	}

	private static String maven() {
		String home = System.getProperty("burncloud.maven", "");
		return home.isEmpty() || home.startsWith("$") ? "mvn" : Path.of(home, "bin", "mvn").toString();
	}
}
