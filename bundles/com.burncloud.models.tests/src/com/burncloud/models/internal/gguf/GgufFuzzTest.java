package com.burncloud.models.internal.gguf;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.Machine;
import com.sun.management.ThreadMXBean;

/** No header crashes the reader or makes it take memory without bound, nor what is reckoned from it. */
class GgufFuzzTest {
	private static final long SEED = Long.getLong("burncloud.fuzz.seed", 20_261_125);
	private static final long NANOS = Long.getLong("burncloud.fuzz.seconds", 3) * 1_000_000_000;
	/** All that is ever allocated for one header, garbage included; much more than is held at a time. */
	private static final long ALLOCATED_AT_MOST_BYTES = 64 << 20;
	private static final long[] NASTY = { 0, 1, 7, 8, 9, 255, 256, 65_535, 65_536, Integer.MAX_VALUE, 0xffffffffL, 1L << 32, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -1,
			Long.MAX_VALUE / 8 };
	private static final Machine MACHINE = new Machine(16L << 30, 12L << 30, List.of(new Machine.Gpu("g", 8L << 30, 7L << 30, "test")));
	private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
	private long sound;
	private long refused;
	private long largestBytes;

	@Test
	void mutationsOfSoundHeaders() {
		byte[][] seeds = { TinyModels.llama(1, 64, 4, 128).writer(4).header(), new TinyModels("gemma3", 1, 64, 4, 2, 16, 128).writer(4).header(),
				new TinyModels("qwen3moe", 1, 64, 4, 2, 16, 128).writer(4).header(),
				new GgufWriter(2).put("general.architecture", "qwen2").put("qwen2.block_count", 2).put("qwen2.embedding_length", 64).put("qwen2.attention.head_count", List.of(4, 4))
						.put("qwen2.attention.head_count_kv", List.of(2, 0)).put("split.count", 2).put("b", true).put("s", List.of("x", "y")).put("l", 5L)
						.tensor("blk.0.x", GgmlType.Q4_K, 256, 2).tensor("blk.1.x", GgmlType.Q4_K, 256).header() };
		var random = new Random(SEED);
		long end = System.nanoTime() + NANOS;
		long cases = 0;
		for (; System.nanoTime() < end; cases++) {
			byte[] bytes = seeds[(int) (cases % seeds.length)].clone();
			for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
				mutate(bytes, random);
			}
			check(random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes, "mutation " + cases);
		}
		report("mutations", cases);
		assertTrue(sound > cases / 1000 && refused > cases / 10, "both kinds were met: " + sound + " sound, " + refused + " refused");
	}

	@Test
	void randomBytes() {
		var random = new Random(SEED);
		long end = System.nanoTime() + NANOS;
		long cases = 0;
		for (; System.nanoTime() < end; cases++) {
			byte[] bytes = new byte[24 + random.nextInt(400)];
			if (cases % 2 == 0) {
				random.nextBytes(bytes);
			} else {
				for (int i = 24; i < bytes.length; i++) {
					bytes[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt(14) : 0); // small numbers look like types and lengths
				}
			}
			System.arraycopy(new byte[] { 'G', 'G', 'U', 'F', 3, 0, 0, 0 }, 0, bytes, 0, 8);
			if (cases % 3 != 0) {
				System.arraycopy(new byte[16], 0, bytes, 8, 16);
				bytes[8] = (byte) random.nextInt(5);
				bytes[16] = (byte) random.nextInt(5);
			}
			check(bytes, "random " + cases);
		}
		report("random headers", cases);
	}

	/** The worst that fits into the limits: as many keys, tensors and texts as one can ask for, 64 MiB of it. */
	@Test
	void floodsOfEverything() {
		var keys = new GgufWriter.Bytes();
		keys.writeBytes(new byte[] { 'G', 'G', 'U', 'F' });
		keys.u32(3).u64(0).u64(65_536);
		for (int i = 0; i < 65_536; i++) {
			keys.text("general.key" + i).u32(8).text("some text of some length " + "x".repeat(i % 1000));
		}
		check(keys.toByteArray(), "keys");
		var tensors = new GgufWriter.Bytes();
		tensors.writeBytes(new byte[] { 'G', 'G', 'U', 'F' });
		tensors.u32(3).u64(65_536).u64(0);
		for (int i = 0; i < 65_536; i++) {
			tensors.text("blk." + i % 10_000 + ".some.tensor.with.a.long.name." + i + "x".repeat(60)).u32(1).u64(32).u32(0).u64(0);
		}
		check(tensors.toByteArray(), "tensors");
		var texts = new GgufWriter.Bytes();
		texts.writeBytes(new byte[] { 'G', 'G', 'U', 'F' });
		texts.u32(3).u64(0).u64(1).text("tokenizer.ggml.tokens").u32(9).u32(8).u64(Long.MAX_VALUE);
		texts.writeBytes(new byte[64 << 20]);
		check(texts.toByteArray(), "texts");
		report("floods", 3);
	}

	private static void mutate(byte[] bytes, Random random) {
		int at = random.nextInt(bytes.length);
		switch (random.nextInt(4)) {
			case 0 -> bytes[at] = (byte) random.nextInt();
			case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
			case 2 -> { // a length or a count
				long nasty = NASTY[random.nextInt(NASTY.length)];
				for (int i = 0; i < 8 && at + i < bytes.length; i++) {
					bytes[at + i] = (byte) (nasty >> 8 * i);
				}
			}
			default -> { // something from elsewhere
				int from = random.nextInt(bytes.length);
				System.arraycopy(bytes, from, bytes, at, Math.min(1 + random.nextInt(64), bytes.length - Math.max(at, from)));
			}
		}
	}

	private void check(byte[] bytes, String what) {
		Source source = GgufReaderTest.source(bytes);
		long before = threads.getCurrentThreadAllocatedBytes();
		try {
			Header header = GgufReader.read(source);
			header.facts();
			header.fault(bytes.length);
			FitReckoner.fit(new Shards(List.of(header)), bytes.length, FitQuestion.DEFAULT, MACHINE);
			sound++;
		} catch (GgufException e) {
			refused++;
		} catch (Exception | StackOverflowError e) {
			fail(what + " of seed " + SEED + " made " + e, e);
		}
		long allocated = threads.getCurrentThreadAllocatedBytes() - before - bytes.length;
		largestBytes = Math.max(largestBytes, allocated);
		if (allocated > ALLOCATED_AT_MOST_BYTES) {
			fail(what + " of seed " + SEED + " made it take " + allocated + " bytes");
		}
	}

	private void report(String what, long cases) {
		System.out.printf("GGUF fuzz: %,d %s, %,d of them sound; seed %d; at most %,d bytes allocated besides the input%n", cases, what, sound, SEED, largestBytes);
	}
}
