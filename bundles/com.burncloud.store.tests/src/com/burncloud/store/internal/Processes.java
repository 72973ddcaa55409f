package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.derby.jdbc.EmbeddedDataSource;

/** Programs that tests start. */
final class Processes {

	private Processes() {
	}

	/** Another JVM with this test's classes, outside OSGi; its errors come to this console. */
	static Process java(Class<?> main, List<String> arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx128m", "-XX:TieredStopAtLevel=1", "-cp", classPath(), main.getName()));
		command.addAll(arguments);
		return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
	}

	/** Runs a program to its end and answers what it printed. */
	static String run(String... command) throws IOException, InterruptedException {
		Path output = Files.createTempFile("burncloud-test", ".out");
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
			assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> String.join(" ", command) + " does not end");
			String text = Files.readString(output, StandardCharsets.UTF_8);
			assertEquals(0, process.exitValue(), () -> String.join(" ", command) + ": " + text);
			return text;
		} finally {
			Files.delete(output);
		}
	}

	static boolean isRoot() throws IOException, InterruptedException {
		return run("id", "-u").strip().equals("0");
	}

	/** Derby's three jars share one loader. */
	private static Class<?> derby(String name) {
		try {
			return Class.forName("org.apache.derby." + name, false, EmbeddedDataSource.class.getClassLoader());
		} catch (ClassNotFoundException e) {
			throw new IllegalStateException(e);
		}
	}

	private static String classPath() {
		return Stream.<Class<?>>of(Processes.class, SegmentJournal.class, com.burncloud.api.store.Journal.class, org.slf4j.Logger.class, ch.qos.logback.classic.Logger.class,
				ch.qos.logback.core.Appender.class, EmbeddedDataSource.class, derby("iapi.services.monitor.Monitor"), derby("shared.common.error.ShutdownException"))
				.map(type -> type.getProtectionDomain().getCodeSource().getLocation().getPath()).distinct()
				// In a build the location of a bundle under test is its folder, and the classes are below.
				.flatMap(path -> Stream.of(path, path + "target/classes/", path + "bin/")).filter(path -> new File(path).exists()).collect(Collectors.joining(File.pathSeparator));
	}
}
