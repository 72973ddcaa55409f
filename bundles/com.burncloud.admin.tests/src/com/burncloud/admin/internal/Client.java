package com.burncloud.admin.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** The command line client. Its bundle exports nothing, so it is reached as its script does: by the class's name. */
record Client(Server server) {

	record Result(int code, String out, String err) {
		List<String> lines() {
			return out.lines().toList();
		}
	}

	static Bundle launcher() {
		return Stream.of(FrameworkUtil.getBundle(AdminServlet.class).getBundleContext().getBundles())
				.filter(bundle -> bundle.getSymbolicName().equals("com.burncloud.launcher")).findFirst().orElseThrow();
	}

	Result run(Map<String, String> environment, String input, Path home, URI base, String... args) throws Exception {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ByteArrayOutputStream err = new ByteArrayOutputStream();
		int code = execute(environment, new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), home, base, out, err, args);
		return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
	}

	int execute(Map<String, String> environment, InputStream in, Path home, URI base, ByteArrayOutputStream out, ByteArrayOutputStream err, String... args)
			throws Exception {
		Method run = launcher().loadClass("com.burncloud.launcher.internal.client.Commands").getMethod("run", String[].class, Path.class, URI.class, Map.class,
				InputStream.class, PrintStream.class, PrintStream.class);
		return (int) run.invoke(null, args, home, base, environment, in, new PrintStream(out, true, StandardCharsets.UTF_8),
				new PrintStream(err, true, StandardCharsets.UTF_8));
	}

	Result run(String... args) throws Exception {
		return run(Map.of(), "", server.home, server.base, args);
	}

	Result ok(String... args) throws Exception {
		Result result = run(args);
		assertEquals(0, result.code(), String.join(" ", args) + ": " + result);
		assertEquals("", result.err());
		return result;
	}
}
