package com.burncloud.models.internal.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.model.ModelFacts;
import com.burncloud.models.internal.gguf.GgufException.LimitExceeded;
import com.burncloud.models.internal.gguf.GgufException.Malformed;
import com.burncloud.models.internal.gguf.GgufException.NotGguf;
import com.burncloud.models.internal.gguf.GgufException.Truncated;
import com.burncloud.models.internal.gguf.GgufException.Unsupported;

class GgufReaderTest {

	static Source source(byte[] bytes) {
		return (from, atMost) -> from >= bytes.length ? new byte[0] : Arrays.copyOfRange(bytes, (int) from, (int) Math.min(bytes.length, from + atMost));
	}

	private static Header read(GgufWriter writer) throws IOException, GgufException {
		return GgufReader.read(source(writer.header()));
	}

	private static GgufWriter small() {
		return new GgufWriter(3).put("general.architecture", "llama");
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3 })
	void tellsWhatAModelIs(int version) throws Exception {
		var writer = new GgufWriter(version).put("llama.block_count", 2).put("general.architecture", "llama").put("general.name", "Tiny\n Lamp ").put("general.file_type", 15)
				.put("general.license", "apache-2.0").put("llama.context_length", 32_768L).put("tokenizer.chat_template", "{{ 你好 }}")
				.tensor("token_embd.weight", GgmlType.Q4_K, 256, 10).tensor("blk.0.a.weight", GgmlType.Q6_K, 512, 2).tensor("blk.1.a.weight", GgmlType.F32, 7)
				.tensor("output.weight", GgmlType.F16, 256, 3).tensor("rope_freqs.weight", GgmlType.F32, 8);
		Header header = read(writer);
		assertEquals(new ModelFacts("llama", Optional.of("Tiny Lamp"), Optional.of("Q4_K_M"), OptionalLong.of(2560 + 1024 + 7 + 768 + 8), OptionalInt.of(32_768),
				OptionalInt.of(2), Optional.of("{{ 你好 }}"), Optional.of("apache-2.0"), 1), header.facts());
		Tensors tensors = header.tensors();
		assertEquals(10 * 144, tensors.inputBytes());
		assertEquals(List.of(4L * 210, 28L), List.copyOf(tensors.layerBytes().values()));
		assertEquals(768 * 2, tensors.outputBytes());
		assertEquals(32, tensors.otherBytes());
		assertEquals(Optional.empty(), header.fault(writer.fileBytes()));
	}

	@Test
	void takesTheMostUsedTypeWhereNoneIsTold() throws Exception {
		var writer = small().tensor("a", GgmlType.F32, 3).tensor("b", GgmlType.F32, 3).tensor("c", GgmlType.IQ4_XS, 512);
		assertEquals(Optional.of("IQ4_XS"), read(writer).facts().quantization());
		assertEquals(Optional.of("Q8_0"), read(writer.put("general.file_type", 1024 + 7)).facts().quantization());
		assertEquals(Optional.of("IQ4_XS"), read(writer.put("general.file_type", 999)).facts().quantization());
	}

	@Test
	void countsOneShardsParametersForNoWhole() throws Exception {
		var writer = small().put("split.count", 3).tensor("a", GgmlType.F32, 3);
		assertEquals(OptionalLong.empty(), read(writer).facts().parameters());
		assertEquals(3, read(writer).facts().shards());
		Header other = read(small().tensor("b", GgmlType.F32, 4));
		assertEquals(OptionalLong.of(11), new Shards(List.of(read(writer), other, other)).facts().parameters());
	}

	@Test
	void seesThatAFileIsTruncated() throws Exception {
		var writer = small().tensor("a", GgmlType.F32, 100).tensor("b", GgmlType.F32, 100);
		Header header = read(writer);
		assertEquals(Optional.empty(), header.fault(header.leastFileBytes()));
		assertEquals(GgufWriter.aligned(header.endByte()) + 416 + 400, header.leastFileBytes());
		assertTrue(header.fault(header.leastFileBytes() - 1).orElseThrow().contains("truncated"));
	}

	@Test
	void readsAFarAwayFileInFewPieces() throws Exception {
		List<String> tokens = Collections.nCopies(260_000, "some token of it");
		byte[] bytes = small().put("tokenizer.ggml.tokens", tokens).put("tokenizer.ggml.scores", Collections.nCopies(260_000, 1f)).put("llama.vocab_size", 7)
				.tensor("a", GgmlType.F32, 1).header();
		List<Integer> asked = new ArrayList<>();
		Header header = GgufReader.read((from, atMost) -> {
			asked.add(atMost);
			return source(bytes).read(from, atMost);
		});
		assertEquals(260_000, header.vocabulary());
		assertEquals(List.of(1 << 20, 2 << 20, 4 << 20), asked, "the header of " + bytes.length + " bytes");
	}

	@Test
	void doesNotFetchWhatItPassesOver() throws Exception {
		byte[] bytes = small().put("tokenizer.ggml.scores", Collections.nCopies(4_000_000, 1f)).tensor("a", GgmlType.F32, 1).header();
		List<Integer> got = new ArrayList<>();
		GgufReader.read((from, atMost) -> {
			byte[] piece = source(bytes).read(from, atMost);
			got.add(piece.length);
			return piece;
		});
		assertTrue(got.stream().mapToInt(Integer::intValue).sum() < 2 << 20, () -> "of " + bytes.length + " bytes it fetched " + got);
	}

	@Test
	void takesWhateverPiecesTheSourceGives() throws Exception {
		byte[] bytes = small().put("tokenizer.chat_template", "t".repeat(5000)).tensor("blk.0.x", GgmlType.F32, 5).header();
		for (int most : new int[] { 1, 2, 3, 7, 100 }) {
			Header header = GgufReader.read((from, atMost) -> source(bytes).read(from, Math.min(most, atMost)));
			assertEquals("t".repeat(5000), header.facts().chatTemplate().orElseThrow());
			assertEquals(20L, header.tensors().layerBytes().get(0));
		}
	}

	@Test
	void readsFiles(@TempDir Path folder) throws Exception {
		Path file = small().tensor("a", GgmlType.Q8_0, 320).write(folder.resolve("x.gguf"));
		Header header = GgufReader.read(file);
		assertEquals(Optional.empty(), header.fault(Files.size(file)));
	}

	@Test
	void saysWhichMagicCame() {
		var html = assertThrows(NotGguf.class, () -> GgufReader.read(source("<html>".getBytes(StandardCharsets.UTF_8))));
		assertTrue(html.getMessage().contains("'<htm'"), html::getMessage);
		var binary = assertThrows(NotGguf.class, () -> GgufReader.read(source(new byte[] { 'P', 'K', 3, 4 })));
		assertTrue(binary.getMessage().contains("'PK\\x03\\x04'"), binary::getMessage);
	}

	@Test
	void refusesVersionsThatLlamaServerRefuses() throws Exception {
		for (int version : new int[] { 0, 1, 4, 99, -1, 3 << 24 }) {
			byte[] bytes = new GgufWriter(version).put("general.architecture", "llama").header();
			var refused = assertThrows(Unsupported.class, () -> GgufReader.read(source(bytes)));
			assertTrue(version != 3 << 24 || refused.getMessage().contains("big-endian"), refused::getMessage);
			assertTrue(version != 1 || refused.getMessage().contains("version 1"), refused::getMessage);
		}
	}

	@Test
	void saysAtWhichByteTheFileEnds() throws Exception {
		byte[] bytes = small().put("llama.list", List.of(1, 2, 3)).put("tokenizer.x", List.of(1f, 2f)).put("last", "text").tensor("blk.0.x", GgmlType.F32, 5).header();
		for (int length = 0; length < bytes.length; length++) {
			byte[] cut = Arrays.copyOf(bytes, length);
			var truncated = assertThrows(Truncated.class, () -> GgufReader.read(source(cut)), "cut to " + length);
			assertTrue(truncated.atByte() <= bytes.length, truncated::getMessage);
		}
		byte[] endsInSkipped = Arrays.copyOf(new GgufWriter(3).put("tokenizer.x", List.of(1f, 2f)).header(), new GgufWriter(3).put("tokenizer.x", List.of(1f, 2f)).header().length - 1);
		assertThrows(Truncated.class, () -> GgufReader.read(source(endsInSkipped)));
	}

	/** One entry whose value is written by hand. */
	private static GgufException refusal(Consumer<GgufWriter.Bytes> value) {
		var out = new GgufWriter.Bytes();
		out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
		out.u32(3).u64(0).u64(1).text("a.b");
		value.accept(out);
		out.writeBytes(new byte[1000]);
		return assertThrows(GgufException.class, () -> GgufReader.read(source(out.toByteArray())));
	}

	@Test
	void refusesLengthsThatCannotBe() {
		assertInstanceOf(Malformed.class, refusal(out -> out.u32(8).u64(-1)));
		assertInstanceOf(Malformed.class, refusal(out -> out.u32(9).u32(4).u64(Long.MIN_VALUE)));
		assertInstanceOf(LimitExceeded.class, refusal(out -> out.u32(8).u64(Long.MAX_VALUE)));
		assertInstanceOf(LimitExceeded.class, refusal(out -> out.u32(9).u32(10).u64(Long.MAX_VALUE / 4)));
		assertInstanceOf(LimitExceeded.class, refusal(out -> out.u32(9).u32(0).u64(65 << 20)));
		assertInstanceOf(Truncated.class, refusal(out -> out.u32(9).u32(8).u64(Long.MAX_VALUE)));
		assertInstanceOf(Malformed.class, refusal(out -> out.u32(13)));
		assertInstanceOf(Malformed.class, refusal(out -> out.u32(9).u32(-3).u64(2)));
	}

	@Test
	void refusesListsWithinListsWithoutEnd() {
		assertInstanceOf(Malformed.class, refusal(out -> {
			out.u32(9);
			for (int depth = 0; depth < 100_000; depth++) {
				out.u32(9).u64(1);
			}
		}));
	}

	@Test
	void refusesCountsBeyondAnyModel() {
		for (long[] counts : new long[][] { { Long.MAX_VALUE, 0 }, { 0, Long.MAX_VALUE }, { 65_537, 0 }, { 0, 65_537 } }) {
			var out = new GgufWriter.Bytes();
			out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
			out.u32(3).u64(counts[0]).u64(counts[1]);
			assertThrows(LimitExceeded.class, () -> GgufReader.read(source(out.toByteArray())));
		}
	}

	@Test
	void refusesNonsense() {
		assertThrows(Malformed.class, () -> read(small().put("general.alignment", 33)));
		assertThrows(Malformed.class, () -> read(small().put("general.alignment", "x")));
		assertThrows(Malformed.class, () -> read(small().put("", 1)));
		assertThrows(Malformed.class, () -> read(small().put("a\u0007b", 1)));
		assertThrows(Malformed.class, () -> read(small().put("k".repeat(65_536), 1)));
		assertThrows(Malformed.class, () -> read(small().tensor("t", GgmlType.F32, 1).tensor("t", GgmlType.F32, 1)));
		assertThrows(Malformed.class, () -> read(small().tensor("t", GgmlType.Q4_K, 100)));
		assertThrows(Malformed.class, () -> read(small().tensor("t", GgmlType.F32, 1, 1, 1, 1, 1)));
		assertThrows(Malformed.class, () -> read(small().tensor("t".repeat(200), GgmlType.F32, 1)));
		assertThrows(Malformed.class, () -> read(small().tensor("t", GgmlType.F32, -1)));
		assertThrows(Malformed.class, () -> tensor(3, Long.MAX_VALUE / 2, 3, 1));
		assertThrows(Malformed.class, () -> tensor(1, Long.MAX_VALUE / 2, 1, 1));
		assertThrows(Malformed.class, () -> tensor(1, 1L << 60, 1, Long.MAX_VALUE / 32 * 32));
		assertThrows(Malformed.class, () -> tensor(1, 1, 1, 31));
		assertThrows(Malformed.class, () -> tensor(-1, 1, 1, 0));
	}

	/** A header with one F32 tensor, whether there could be one or not. */
	private static Header tensor(int dimensions, long length, long others, long offset) throws IOException, GgufException {
		var out = new GgufWriter.Bytes();
		out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
		out.u32(3).u64(1).u64(0).text("t").u32(dimensions).u64(length);
		for (int i = 1; i < dimensions; i++) {
			out.u64(others);
		}
		return GgufReader.read(source(out.u32(0).u64(offset).toByteArray()));
	}

	@Test
	void takesTypesNewerThanItselfForUnknown() throws Exception {
		var out = new GgufWriter.Bytes();
		out.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
		out.u32(3).u64(1).u64(0).text("blk.0.t").u32(1).u64(100).u32(77).u64(64);
		Header header = GgufReader.read(source(out.toByteArray()));
		assertEquals(1, header.tensors().unknownTypes());
		assertEquals(100, header.tensors().weights());
		assertEquals(header.dataFromByte() + 64, header.leastFileBytes());
	}

	@Test
	void keepsNoTextThatIsTooLong() throws Exception {
		Header header = read(small().put("tokenizer.chat_template", "t".repeat(ValueReader.TEMPLATE_AT_MOST_BYTES + 1)).put("general.name", "n".repeat(100_000)));
		assertEquals(Optional.empty(), header.facts().chatTemplate());
		assertEquals(Optional.empty(), header.facts().name());
		Header longest = read(small().put("tokenizer.chat_template", "t".repeat(ValueReader.TEMPLATE_AT_MOST_BYTES)));
		assertEquals(ValueReader.TEMPLATE_AT_MOST_BYTES, longest.facts().chatTemplate().orElseThrow().length());
		var many = small();
		for (int i = 0; i < 200; i++) {
			many.put("general.text" + i, "n".repeat(60_000));
		}
		assertThrows(LimitExceeded.class, () -> read(many));
	}

	@Test
	void survivesMetadataOfOtherTypesThanExpected() throws Exception {
		Header header = read(new GgufWriter(3).put("general.architecture", 5).put("general.name", List.of(1, 2)).put("general.file_type", "Q4").put("split.count", "many")
				.put("tokenizer.chat_template", true).put("tokenizer.ggml.tokens", 3));
		assertEquals(new ModelFacts("", Optional.empty(), Optional.empty(), OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), 1),
				header.facts());
	}
}
