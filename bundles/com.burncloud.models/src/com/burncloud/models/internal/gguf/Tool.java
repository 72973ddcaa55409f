package com.burncloud.models.internal.gguf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a small program for what it prints. */
final class Tool {
	private static final int OUTPUT_AT_MOST_BYTES = 4 << 20;
	private final Duration patience;

	Tool(Duration patience) {
		this.patience = patience;
	}

	/** What it prints; empty where it is not there, fails, or takes too long: then it is ended. Blocks so long at most. */
	Optional<String> output(List<String> command) {
		Process process;
		try {
			process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
		} catch (IOException e) {
			return Optional.empty();
		}
		try {
			process.getOutputStream().close();
			CompletableFuture<String> output = new CompletableFuture<>();
			Thread.ofVirtual().start(() -> read(process.getInputStream(), output));
			String text = output.get(patience.toMillis(), TimeUnit.MILLISECONDS);
			return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0 ? Optional.of(text) : Optional.empty();
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return Optional.empty();
		} catch (Exception e) { // too late, or the pipe broke
			return Optional.empty();
		} finally {
			process.destroyForcibly();
		}
	}

	private static void read(InputStream in, CompletableFuture<String> output) {
		try (in) {
			output.complete(new String(in.readNBytes(OUTPUT_AT_MOST_BYTES), StandardCharsets.UTF_8));
		} catch (IOException e) {
			output.completeExceptionally(e);
		}
	}
}
