package com.burncloud.store.internal;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/** What a test needs of the machine. */
final class Requirement {

	private Requirement() {
	}

	/** Skips the test, aloud; fails it where everything is required. */
	static <T> T missing(String what) {
		if ("1".equals(System.getenv("BURNCLOUD_TESTS_REQUIRE_ALL"))) {
			return fail("Required, but missing: " + what);
		}
		System.out.println("SKIPPED (LOUD): " + what);
		return abort(what);
	}
}
