package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class OutputTest {
	private final Output output = new Output();

	private void write(String text) {
		output.drain(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
	}

	@Test
	void keepsTheLastFiveHundredLines() {
		write(IntStream.range(0, 1_200).mapToObj(Integer::toString).collect(Collectors.joining("\n")));
		assertEquals(500, output.lines().size());
		assertEquals("700", output.lines().getFirst());
		assertEquals("1199", output.lines().getLast());
	}

	@Test
	void anEndlessLineTakesNoMemory() {
		write("x".repeat(10_000_000) + "\nend");
		assertEquals(4_000, output.lines().getFirst().length());
		assertEquals("end", output.lines().getLast());
	}

	@Test
	void tellsTheLinesOfTheProcessOfNow() {
		write("old\n");
		output.begin("--- started");
		long mark = output.mark();
		write("new\n\u001B[31mred\u001B[0m\r\n\n");
		assertEquals(List.of("old", "--- started", "new", "red"), output.lines());
		assertEquals(List.of("new", "red"), output.since(mark));
		write(IntStream.range(0, 600).mapToObj(Integer::toString).collect(Collectors.joining("\n")));
		assertEquals(500, output.since(mark).size(), "no more than are kept");
	}

	@Test
	void dotsTellHowFarLoadingIs() throws IOException {
		assertEquals(OptionalDouble.empty(), output.loadProgress());
		PipedOutputStream out = new PipedOutputStream();
		PipedInputStream in = new PipedInputStream(out);
		Thread reader = Thread.ofVirtual().start(() -> output.drain(in));
		out.write("load_tensors: loading\n..........".getBytes(StandardCharsets.UTF_8));
		out.flush();
		Bench.until(() -> "no progress before the line ends: " + output.loadProgress(), () -> output.loadProgress().equals(OptionalDouble.of(0.1)));
		out.write(".".repeat(30).getBytes(StandardCharsets.UTF_8));
		out.flush();
		Bench.until(() -> "still " + output.loadProgress(), () -> output.loadProgress().equals(OptionalDouble.of(0.4)));
		out.close();
		Bench.until(() -> "not read to the end", () -> !reader.isAlive());
		output.begin("--- started");
		assertEquals(OptionalDouble.empty(), output.loadProgress());
	}

	@Test
	void reckonsTheSpeedOverTheLastAnswers() {
		assertTrue(output.tokensPerSecond().isEmpty());
		write("""
				0.01 I slot print_timing: id  3 | task 0 | prompt eval time =     101.93 ms /    22 tokens (    4.63 ms per token,   215.84 tokens per second)
				0.01 I slot print_timing: id  3 | task 0 |        eval time =    1000.00 ms /    40 tokens (   13.97 ms per token,    71.59 tokens per second)
				""");
		assertEquals(40, output.tokensPerSecond().orElseThrow(), 0.001);
		write("print_timings:        eval time =    1000.00 ms /    20 runs   (   50.00 ms per token,    20.00 tokens per second)\n");
		assertEquals(30, output.tokensPerSecond().orElseThrow(), 0.001);
		write("       eval time =    1000.00 ms /    10 tokens (1 ms per token, 1 tokens per second)\n".repeat(10));
		assertEquals(10, output.tokensPerSecond().orElseThrow(), 0.001);
	}
}
