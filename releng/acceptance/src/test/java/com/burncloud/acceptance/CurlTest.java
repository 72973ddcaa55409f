package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S2: the first curl of the README answers, typed as it stands there. */
class CurlTest {

	@ParameterizedTest
	@ValueSource(strings = { "README.md", "README.zh-CN.md" })
	void theFirstCurlOfTheReadmeAnswers(String name) throws Exception {
		Path readme = Product.checkout().resolve(name);
		if (!Files.exists(readme)) {
			Loud.skip("there is no " + name + " yet");
		}
		String command = firstCurl(Files.readString(readme));
		Product product = Product.shared();
		if (product.port() != 3000) {
			command = command.replace(":3000", ":" + product.port());
		}
		Process curl = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
		String said = new String(curl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
		assertTrue(curl.waitFor(30, TimeUnit.SECONDS), command);
		assertEquals(0, curl.exitValue(), command + "\n" + said);
		assertTrue(said.contains("\"content\":") && !said.contains("\"error\""), () -> firstLines(readme, said));
	}

	private static String firstLines(Path readme, String said) {
		return "the first curl of " + readme.getFileName() + " got: " + said;
	}

	/** From the line that begins with curl, as far as lines end with a backslash or a quotation is open. */
	static String firstCurl(String readme) {
		StringBuilder command = new StringBuilder();
		for (String line : readme.lines().toList()) {
			if (command.isEmpty() && !line.strip().startsWith("curl ")) {
				continue;
			}
			command.append(line).append('\n');
			boolean open = command.chars().filter(c -> c == '\'').count() % 2 == 1;
			if (!open && !line.stripTrailing().endsWith("\\")) {
				return command.toString();
			}
		}
		throw new AssertionError("no curl command in the README");
	}
}
