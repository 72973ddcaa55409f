package com.burncloud.launcher.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

import com.burncloud.api.settings.SettingKey;

/** The program as a process of its own: exit code, and what it says on which stream. */
class ProcessTest {

	private record Ended(int code, String out, String err) {
	}

	@TempDir
	private Path folder;

	@Test
	void aBrokenFileIsOneLineOnStderr() throws Exception {
		Path home = Files.createDirectories(folder.resolve("data folder"));
		Files.writeString(home.resolve("burncloud.properties"), "port = 3000\nhost: here\n");
		assertRefused("burncloud: " + home.resolve("burncloud.properties") + " line 2: \"host...\" is no setting; expected \"key = value\" or a comment that begins with #",
				run(Map.of(), "server", "--home", home.toString()));
	}

	@Test
	void theLanguageFollowsTheEnvironment() throws Exception {
		Ended ended = run(Map.of("LC_ALL", "zh_CN.UTF-8"), "--frob");
		assertTrue(ended.err().contains("\u672a\u77e5\u9009\u9879 --frob"), ended.err());
		assertTrue(run(Map.of("LC_ALL", "en_US.UTF-8", "LANG", "zh_CN.UTF-8"), "--frob").err().contains("unknown option --frob"));
	}

	@Test
	void aSecondStartOnOneFolderNamesTheProcessThatHoldsIt() throws Exception {
		try (InstanceLock lock = InstanceLock.take(folder, URI.create("http://127.0.0.1:3456"))) {
			Ended ended = run(Map.of(), "server", "--home", folder.toString());
			assertEquals(2, ended.code());
			for (String part : List.of(folder.toString(), "process " + ProcessHandle.current().pid() + " ", "java", "http://127.0.0.1:3456")) {
				assertTrue(ended.err().contains(part), () -> ended.err() + " lacks " + part);
			}
			assertEquals(1, ended.err().lines().count(), ended.err());
		}
	}

	@Test
	void aKilledProcessLocksNothing() throws Exception {
		Process holder = start(Map.of(), LockHolder.class.getName(), folder.toString()).start();
		try {
			assertEquals("locked", new String(holder.getInputStream().readNBytes(6), StandardCharsets.UTF_8));
			assertEquals(holder.pid(), InstanceLock.holder(folder).orElseThrow().pid());
			Ended refused = run(Map.of(), "server", "--home", folder.toString());
			assertTrue(refused.err().contains("process " + holder.pid() + " "), refused.err());
		} finally {
			holder.destroyForcibly();
		}
		assertTrue(holder.waitFor(20, TimeUnit.SECONDS));
		InstanceLock.take(folder, URI.create("http://127.0.0.1:1")).close();
	}

	@Test
	void aTakenPortIsNamedWithItsOwnerAndAFreeOne() throws Exception {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			Ended ended = run(Map.of("BURNCLOUD_PORT", String.valueOf(socket.getLocalPort())), "server", "--home", folder.toString());
			assertEquals(2, ended.code());
			assertTrue(ended.err().matches("burncloud: port " + socket.getLocalPort() + " is in use by \\S.* \\(process " + ProcessHandle.current().pid() + "\\).* --port \\d+\\R"),
					ended.err());
		}
	}

	@Test
	void aForeignAddressIsRefused() throws Exception {
		assertRefused("burncloud: host \"192.0.2.1\" is not an address of this machine; expected one such as 127.0.0.1 or 0.0.0.0",
				run(Map.of("BURNCLOUD_HOST", "192.0.2.1"), "server", "--home", folder.toString()));
	}

	private static void assertRefused(String line, Ended ended) {
		assertEquals(line, ended.err().strip());
		assertEquals("", ended.out());
		assertEquals(2, ended.code());
	}

	/** Takes a lock and keeps it until it is killed. */
	static final class LockHolder {
		public static void main(String... args) throws Exception {
			InstanceLock.take(Path.of(args[0]), URI.create("http://127.0.0.1:1"));
			System.out.print("locked");
			System.out.flush();
			Thread.sleep(60_000);
		}
	}

	private Ended run(Map<String, String> environment, String... arguments) throws Exception {
		Process process = start(environment, Stream.concat(Stream.of(Main.class.getName()), Stream.of(arguments)).toArray(String[]::new))
				.redirectOutput(folder.resolve("out").toFile()).redirectError(folder.resolve("err").toFile()).start();
		if (!process.waitFor(60, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new AssertionError("still running: " + Files.readString(folder.resolve("err")));
		}
		return new Ended(process.exitValue(), Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
	}

	private static ProcessBuilder start(Map<String, String> environment, String... mainAndArguments) {
		String classPath = Stream.of(Main.class, ProcessTest.class, SettingKey.class, Bundle.class).map(ProcessTest::location).distinct().collect(Collectors.joining(File.pathSeparator));
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", classPath));
		command.addAll(List.of(mainAndArguments));
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().keySet().removeIf(name -> name.startsWith("BURNCLOUD_") || name.startsWith("LC_") || name.equals("LANG") || name.equals("PORT"));
		builder.environment().putAll(environment);
		return builder;
	}

	/** Where a class was loaded from, a folder or a jar. */
	private static String location(Class<?> type) {
		String url = type.getProtectionDomain().getCodeSource().getLocation().toString();
		return Path.of(URI.create(url.replaceFirst("^(reference:|initial@)*", ""))).toString();
	}
}
