package com.burncloud.models.internal.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes GGUF files, sound ones and others. All weights are zero, so that a large file is a sparse one. */
public final class GgufWriter {
	private static final int ALIGNMENT = 32;
	private final int version;
	private final Map<String, Object> metadata = new LinkedHashMap<>();
	private final List<Tensor> tensors = new ArrayList<>();

	private record Tensor(String name, GgmlType type, long[] lengths) {
		long bytes() {
			long weights = 1;
			for (long length : lengths) {
				weights *= length;
			}
			return type.bytes(weights);
		}
	}

	GgufWriter(int version) {
		this.version = version;
	}

	/** A value is an Integer (unsigned, in lists signed), Long (unsigned), Float, Boolean, String or a list of one of these. */
	GgufWriter put(String key, Object value) {
		metadata.put(key, value);
		return this;
	}

	/** The fastest dimension first. */
	GgufWriter tensor(String name, GgmlType type, long... lengths) {
		tensors.add(new Tensor(name, type, lengths));
		return this;
	}

	public byte[] header() {
		var out = new Bytes();
		out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
		out.u32(version).u64(tensors.size()).u64(metadata.size());
		metadata.forEach((key, value) -> out.text(key).u32(type(value)).value(value));
		long offset = 0;
		for (Tensor tensor : tensors) {
			out.text(tensor.name()).u32(tensor.lengths().length);
			for (long length : tensor.lengths()) {
				out.u64(length);
			}
			out.u32(number(tensor.type())).u64(offset);
			offset += aligned(tensor.bytes());
		}
		return out.toByteArray();
	}

	public long fileBytes() {
		return aligned(header().length) + tensors.stream().mapToLong(tensor -> aligned(tensor.bytes())).sum();
	}

	public Path write(Path file) throws IOException {
		try (var out = new RandomAccessFile(file.toFile(), "rw")) {
			out.write(header());
			out.setLength(fileBytes());
		}
		return file;
	}

	static long aligned(long position) {
		return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
	}

	private static int number(GgmlType type) {
		for (int number = 0;; number++) {
			if (GgmlType.of(number).equals(Optional.of(type))) {
				return number;
			}
		}
	}

	private static int type(Object value) {
		return switch (value) {
			case Integer i -> 4;
			case Float f -> 6;
			case Boolean b -> 7;
			case String s -> 8;
			case List<?> l -> 9;
			case Long l -> 10;
			default -> throw new IllegalArgumentException(value.getClass().getName());
		};
	}

	/** Little-endian. */
	static final class Bytes extends ByteArrayOutputStream {

		Bytes u32(int value) {
			writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
			return this;
		}

		Bytes u64(long value) {
			writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
			return this;
		}

		Bytes text(String text) {
			byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
			u64(utf8.length).writeBytes(utf8);
			return this;
		}

		Bytes value(Object value) {
			switch (value) {
				case Integer i -> u32(i);
				case Long l -> u64(l);
				case Float f -> u32(Float.floatToIntBits(f));
				case Boolean b -> write(b ? 1 : 0);
				case String s -> text(s);
				case List<?> list -> {
					u32(list.getFirst() instanceof Integer ? 5 : type(list.getFirst())).u64(list.size());
					list.forEach(this::value);
				}
				default -> throw new IllegalArgumentException(value.getClass().getName());
			}
			return this;
		}
	}
}
