package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import com.burncloud.api.model.Machine;

class MemoryTest {

	@Test
	void theMachineHasMemory() {
		Memory told = Memory.of(() -> new Machine(3, 2, List.of()));
		assertEquals(List.of(3L, 2L), List.of(told.totalBytes(), told.freeBytes()));
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void linuxTellsHowMuchAProcessHasRead() {
		long own = ProcessHandle.current().pid();
		double little = Progress.of(own, 1L << 60).orElseThrow();
		assertTrue(little > 0 && little < 0.01, "of an exbibyte: " + little);
		assertEquals(OptionalDouble.of(0.99), Progress.of(own, 1), "that it is done only /health says");
		assertEquals(OptionalDouble.empty(), Progress.of(Long.MAX_VALUE, 1_000));
	}
}
