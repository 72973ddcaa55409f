package com.burncloud.models.internal.download;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;

import com.burncloud.api.model.HubProblem;

/** What goes wrong with one answer; offsets are of the file, counts of the answer. */
sealed interface Mishap {

	record None() implements Mishap {
	}

	record Cut(long afterBytes) implements Mishap {
	}

	/** Ends as if all had been sent. */
	record Short(long afterBytes) implements Mishap {
	}

	record Stall(long afterBytes) implements Mishap {
	}

	record Slow() implements Mishap {
	}

	record WrongByte(long offset) implements Mishap {
	}

	record WholeFile() implements Mishap {
	}

	record WrongRange(long shift) implements Mishap {
	}

	record Truncated(long totalBytes) implements Mishap {
	}

	record Changed(boolean tells) implements Mishap {
	}

	record Refusal(HubProblem.Kind kind, Optional<Duration> retryAfter) implements Mishap {
	}

	record NoConnection() implements Mishap {
	}

	static Mishap any(Random random, int fileBytes) {
		long offset = random.nextInt(fileBytes);
		return switch (random.nextInt(18)) {
		case 0, 1 -> new Cut(offset);
		case 2 -> new Short(offset);
		case 3 -> new Stall(offset % 100_000);
		case 4 -> new Slow();
		case 5, 6 -> new WrongByte(offset);
		case 7, 8 -> new WholeFile();
		case 9 -> new WrongRange(1 + random.nextInt(1000));
		case 10 -> new Truncated(offset);
		case 11 -> new Changed(random.nextBoolean());
		case 12 -> new Refusal(HubProblem.Kind.UNAVAILABLE, Optional.empty());
		case 13 -> new Refusal(HubProblem.Kind.RATE_LIMITED, Optional.of(Duration.ofMillis(20)));
		case 14 -> random.nextInt(8) == 0 ? new Refusal(HubProblem.Kind.OTHER, Optional.empty()) : new NoConnection();
		default -> new NoConnection();
		};
	}
}
