package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.fail;

import org.junit.jupiter.api.Assumptions;

/** What a reader of the build must not miss. */
public final class Loud {

	private Loud() {
	}

	/** Ends the test as skipped, or as failed where all are required. */
	public static void skip(String why) {
		System.out.println("SKIPPED (LOUD): " + why);
		if ("1".equals(System.getenv("BURNCLOUD_TESTS_REQUIRE_ALL"))) {
			fail("BURNCLOUD_TESTS_REQUIRE_ALL=1, but: " + why);
		}
		Assumptions.abort("SKIPPED (LOUD): " + why);
	}

	public static void measured(String format, Object... arguments) {
		System.out.println("MEASURED " + format.formatted(arguments));
	}
}
