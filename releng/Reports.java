import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Sums the JUnit reports below some modules up: names what failed and what was skipped, and ends with one line of counts. A module without one test run is a failure,
 * since a suite that does not start looks just like one that passes.
 * <p>
 * {@code java releng/Reports.java MODULE...}; exit code 0 when all passed. With BURNCLOUD_TESTS_REQUIRE_ALL=1 a skipped test counts as a failure, too.
 */
class Reports {

	private final List<String> bad = new ArrayList<>();
	private final List<String> skips = new ArrayList<>();
	private int run;
	private int failures;
	private int errors;

	public static void main(String... modules) throws Exception {
		Reports reports = new Reports();
		for (String module : modules) {
			reports.read(Path.of(module));
		}
		System.exit(reports.summary() ? 0 : 1);
	}

	private void read(Path module) throws Exception {
		int before = run;
		for (String folder : List.of("target/surefire-reports", "target/failsafe-reports")) {
			if (Files.isDirectory(module.resolve(folder))) {
				try (Stream<Path> files = Files.list(module.resolve(folder))) {
					for (Path file : files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml")).sorted().toList()) {
						readReport(module, file);
					}
				}
			}
		}
		if (run == before) {
			bad.add("NO TEST RAN in " + module.getFileName());
		}
	}

	private void readReport(Path module, Path file) throws Exception {
		NodeList cases;
		try {
			cases = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()).getElementsByTagName("testcase");
		} catch (IOException | org.xml.sax.SAXException e) {
			bad.add("UNREADABLE " + file + ": " + e.getMessage());
			return;
		}
		for (int i = 0; i < cases.getLength(); i++) {
			Element test = (Element) cases.item(i);
			String name = module.getFileName() + " " + test.getAttribute("classname") + "." + test.getAttribute("name");
			if (has(test, "skipped")) {
				skips.add("SKIPPED " + name + ": " + reason(test, "skipped"));
				continue;
			}
			run++;
			if (has(test, "failure")) {
				failures++;
				bad.add("FAILED " + name + ": " + reason(test, "failure"));
			} else if (has(test, "error")) {
				errors++;
				bad.add("ERROR " + name + ": " + reason(test, "error"));
			}
		}
	}

	private static boolean has(Element test, String outcome) {
		return test.getElementsByTagName(outcome).getLength() > 0;
	}

	private static String reason(Element test, String outcome) {
		Element element = (Element) test.getElementsByTagName(outcome).item(0);
		String message = element.getAttribute("message").isEmpty() ? element.getTextContent() : element.getAttribute("message");
		return message.strip().lines().findFirst().orElse("no reason given");
	}

	private boolean summary() {
		skips.forEach(System.out::println);
		bad.forEach(System.out::println);
		boolean all = "1".equals(System.getenv("BURNCLOUD_TESTS_REQUIRE_ALL"));
		String skipped = skips.isEmpty() ? "0 skipped" : skips.size() + " SKIPPED, listed above" + (all ? ", which is a failure here" : "");
		System.out.printf("TESTS: %d run, %d failed, %d errors, %s%n", run, failures, errors, skipped);
		return bad.isEmpty() && !(all && !skips.isEmpty());
	}
}
