package com.burncloud.ui.internal.logs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/** A stretch of time of the log. */
sealed interface Period {

	/** Inclusive. */
	Optional<Instant> from();

	/** Exclusive. */
	Optional<Instant> to();

	/** Since the last midnight. */
	record Today() implements Period {

		@Override
		public Optional<Instant> from() {
			return Optional.of(LocalDate.now().atStartOfDay(ZoneId.systemDefault()).toInstant());
		}

		@Override
		public Optional<Instant> to() {
			return Optional.empty();
		}
	}

	/** Up to now. */
	record Last(Duration length) implements Period {

		@Override
		public Optional<Instant> from() {
			return Optional.of(Instant.now().minus(length));
		}

		@Override
		public Optional<Instant> to() {
			return Optional.empty();
		}
	}

	/** Everything that is kept. */
	record All() implements Period {

		@Override
		public Optional<Instant> from() {
			return Optional.empty();
		}

		@Override
		public Optional<Instant> to() {
			return Optional.empty();
		}
	}

	/** From one moment to another. */
	record Between(Optional<Instant> from, Optional<Instant> to) implements Period {
	}

	/** In place of a period: the person is to be asked. */
	record Asked() implements Period {

		@Override
		public Optional<Instant> from() {
			return Optional.empty();
		}

		@Override
		public Optional<Instant> to() {
			return Optional.empty();
		}
	}
}
