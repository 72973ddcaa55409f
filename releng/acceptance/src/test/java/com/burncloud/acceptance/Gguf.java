package com.burncloud.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Model files that a real llama-server loads, written by {@code releng/llama-server/TinyModel.java}, and others that it refuses. */
public final class Gguf {
	static final String SENTENCE = "The harbour lamp answers every ship with this same short sentence, then goes dark until another one asks.";
	private static final int VERSION_OFFSET = 4;
	private static final byte[] NAME = "tiny-lamp".getBytes(StandardCharsets.US_ASCII);

	private Gguf() {
	}

	/** 310 KB; {@code options} as the program's own, such as {@code --sentence}. */
	public static Path write(Path file, String... options) throws IOException, InterruptedException {
		Files.createDirectories(file.getParent());
		List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				Product.checkout().resolve("releng/llama-server/TinyModel.java").toString(), file.toString()));
		command.addAll(List.of(options));
		Process maker = new ProcessBuilder(command).inheritIO().redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
		if (!maker.waitFor(120, TimeUnit.SECONDS)) {
			maker.destroyForcibly();
			throw new IOException(file + " was not written in time");
		}
		assertEquals(0, maker.exitValue(), file + " was not written");
		return file;
	}

	/** 420 MB, which take a second to load and much longer to read a prompt with; its sentence is {@link #SENTENCE}. */
	public static Path slow(Path file) throws IOException, InterruptedException {
		return write(file, "--width", "1024", "--layers", "10");
	}

	/** The same model with another name in its header, and so with another hash. */
	public static byte[] named(Path lamp, int number) throws IOException {
		byte[] bytes = Files.readAllBytes(lamp);
		int at = indexOf(bytes, NAME);
		System.arraycopy("lamp-%04d".formatted(number).getBytes(StandardCharsets.US_ASCII), 0, bytes, at, NAME.length);
		return bytes;
	}

	private static int indexOf(byte[] bytes, byte[] part) {
		for (int i = 0; i + part.length <= bytes.length; i++) {
			if (java.util.Arrays.equals(bytes, i, i + part.length, part, 0, part.length)) {
				return i;
			}
		}
		throw new AssertionError("the model has another name");
	}

	/** The model, and behind it bytes by chance, no two pages of which are equal: a byte in the wrong place shows. */
	public static Path padded(Path lamp, Path to, long sizeBytes, long seed) throws IOException {
		Files.copy(lamp, to);
		Random random = new Random(seed);
		byte[] block = new byte[1 << 20];
		try (OutputStream out = Files.newOutputStream(to, StandardOpenOption.APPEND)) {
			for (long left = sizeBytes - Files.size(to); left > 0; left -= block.length) {
				random.nextBytes(block);
				out.write(block, 0, (int) Math.min(block.length, left));
			}
		}
		return to;
	}

	/** Not the word that every GGUF file begins with. */
	public static byte[] withoutMagic(byte[] model) {
		byte[] damaged = model.clone();
		damaged[0] = 'X';
		return damaged;
	}

	public static byte[] ofVersion(byte[] model, int version) {
		byte[] other = model.clone();
		other[VERSION_OFFSET] = (byte) version;
		return other;
	}

	public static String sha256(Path file) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			try (DigestInputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
				in.transferTo(OutputStream.nullOutputStream());
			}
			return HexFormat.of().formatHex(digest.digest());
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException(e);
		}
	}
}
