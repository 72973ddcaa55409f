package com.burncloud.models.internal.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Fit;
import com.burncloud.api.model.Fit.Verdict;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.Machine;

class FitReckonerTest {
	private static final long GIB = 1L << 30;
	private static final long MIB = 1L << 20;
	/** As large as Llama 3.1 8B in Q8_0: 32 layers of 4096, 8 of 32 heads have keys. */
	private static final int LAYERS = 32;

	private static GgufWriter llama() {
		var writer = new GgufWriter(3).put("general.architecture", "llama").put("llama.block_count", LAYERS).put("llama.embedding_length", 4096)
				.put("llama.feed_forward_length", 14_336).put("llama.attention.head_count", 32).put("llama.attention.head_count_kv", 8).put("llama.context_length", 131_072)
				.put("llama.vocab_size", 128_256);
		writer.tensor("token_embd.weight", GgmlType.Q8_0, 4096, 128_256).tensor("output.weight", GgmlType.Q8_0, 4096, 128_256);
		for (int layer = 0; layer < LAYERS; layer++) {
			writer.tensor("blk." + layer + ".all", GgmlType.Q8_0, 4096, 53_248);
		}
		return writer;
	}

	private static Header header(GgufWriter writer) throws Exception {
		return GgufReader.read(GgufReaderTest.source(writer.header()));
	}

	private static Fit fit(GgufWriter writer, FitQuestion question, Machine machine) throws Exception {
		return FitReckoner.fit(new Shards(List.of(header(writer))), writer.fileBytes(), question, machine);
	}

	private static Machine machine(double ramGib, double... vramGib) {
		return new Machine((long) (ramGib * GIB), (long) (ramGib * GIB),
				Arrays.stream(vramGib).mapToObj(vram -> new Machine.Gpu("GPU", (long) (vram * GIB), (long) (vram * GIB), "test")).toList());
	}

	@Test
	void reckonsWithoutGpu() throws Exception {
		Fit fit = fit(llama(), FitQuestion.DEFAULT, machine(16));
		assertEquals(Verdict.FITS, fit.verdict(), fit::reason);
		assertEquals(llama().fileBytes(), fit.weightsBytes());
		assertEquals(LAYERS * 4096L * 8 * 128 * 2 * 2, fit.cacheBytes(), "512 MiB");
		assertEquals(0, fit.gpuLayers());
		assertEquals(0, fit.vramBytes());
		assertEquals(4096, fit.contextTokens());
		long compute = fit.ramBytes() - fit.weightsBytes() - fit.cacheBytes();
		assertEquals(250.5 + 128, compute / (double) MIB, 1, "scores of 128,256 words and rows in between");
		assertEquals(Verdict.DOES_NOT_FIT, fit(llama(), FitQuestion.DEFAULT, machine(9.3)).verdict());
	}

	@Test
	void takesTheTrainedContextForNone() throws Exception {
		Fit fit = fit(llama(), new FitQuestion(0, -1), machine(16));
		assertEquals(131_072, fit.contextTokens());
		assertEquals(16 * GIB, fit.cacheBytes());
		assertEquals(Verdict.DOES_NOT_FIT, fit.verdict());
		assertTrue(fit.reason().contains("shorter context"), fit::reason);
	}

	@Test
	void putsAllOnAGpuThatHasTheRoom() throws Exception {
		Fit fit = fit(llama(), FitQuestion.DEFAULT, machine(4, 12));
		assertEquals(Verdict.FITS, fit.verdict(), fit::reason);
		assertEquals(LAYERS + 1, fit.gpuLayers(), "the output counts");
		assertTrue(fit.ramBytes() < GIB, fit::toString);
		assertTrue(fit.vramBytes() < fit.weightsBytes() + fit.cacheBytes() + 400 * MIB, "the embedding stays in main memory: " + fit);
	}

	@Test
	void countsAProjectorWhereverTheModelIs() throws Exception {
		var shards = new Shards(List.of(header(llama())));
		for (Machine machine : List.of(machine(20), machine(20, 20))) {
			Fit without = FitReckoner.fit(shards, llama().fileBytes(), FitQuestion.DEFAULT, machine);
			Fit with = FitReckoner.fit(shards, llama().fileBytes() + GIB, FitQuestion.DEFAULT, machine);
			assertEquals(GIB, with.ramBytes() + with.vramBytes() - without.ramBytes() - without.vramBytes());
		}
	}

	@Test
	void countsTheEmbeddingTwiceWhereItIsTheOutput() throws Exception {
		var tied = new GgufWriter(3).put("general.architecture", "llama").put("llama.block_count", 1).put("llama.embedding_length", 4096).put("llama.attention.head_count", 32)
				.tensor("token_embd.weight", GgmlType.Q8_0, 4096, 128_256).tensor("blk.0.all", GgmlType.Q8_0, 4096, 1);
		Fit fit = fit(tied, FitQuestion.DEFAULT, machine(16, 16));
		assertTrue(fit.ramBytes() >= fit.weightsBytes() - MIB && fit.vramBytes() >= fit.weightsBytes(), fit::toString);
	}

	@Test
	void putsAsManyLayersAsFit() throws Exception {
		int before = 0;
		for (double vram = 2; vram <= 10.5; vram += 0.5) {
			Fit fit = fit(llama(), FitQuestion.DEFAULT, machine(16, vram));
			assertTrue(fit.gpuLayers() >= before, fit::toString);
			assertTrue(fit.vramBytes() <= (vram - 1) * GIB, fit::toString);
			assertEquals(fit.gpuLayers() > LAYERS ? Verdict.FITS : Verdict.FITS_PARTLY, fit.verdict(), fit::reason);
			long lowest = fit.weightsBytes() + fit.cacheBytes();
			assertTrue(fit.ramBytes() + fit.vramBytes() >= lowest, fit::toString);
			before = fit.gpuLayers();
		}
		assertEquals(LAYERS + 1, before);
		Fit half = fit(llama(), FitQuestion.DEFAULT, machine(16, 6));
		assertTrue(half.reason().contains(half.gpuLayers() + " of 33 layers"), half::reason);
		assertEquals(0, fit(llama(), FitQuestion.DEFAULT, machine(16, 1)).gpuLayers());
	}

	@Test
	void needsMainMemoryForTheLayersThatAreLeft() throws Exception {
		assertEquals(Verdict.DOES_NOT_FIT, fit(llama(), FitQuestion.DEFAULT, machine(4, 4)).verdict());
		assertEquals(Verdict.FITS_PARTLY, fit(llama(), FitQuestion.DEFAULT, machine(9, 4)).verdict());
	}

	@Test
	void takesTheLayersThatWereAskedFor() throws Exception {
		assertEquals(10, fit(llama(), new FitQuestion(4096, 10), machine(16, 8)).gpuLayers());
		assertEquals(LAYERS + 1, fit(llama(), new FitQuestion(4096, 999), machine(16, 12)).gpuLayers());
		Fit tooMany = fit(llama(), new FitQuestion(4096, 33), machine(16, 8));
		assertEquals(Verdict.DOES_NOT_FIT, tooMany.verdict());
		assertTrue(tooMany.reason().contains("fewer GPU layers"), tooMany::reason);
		assertEquals(0, fit(llama(), new FitQuestion(4096, 10), machine(16)).gpuLayers(), "there is none");
	}

	@Test
	void spreadsOverSeveralGpus() throws Exception {
		assertEquals(Verdict.FITS_PARTLY, fit(llama(), FitQuestion.DEFAULT, machine(16, 6)).verdict());
		assertEquals(Verdict.FITS, fit(llama(), FitQuestion.DEFAULT, machine(16, 6, 0.5, 7)).verdict());
	}

	@Test
	void countsSharedMemoryOnce() throws Exception {
		var apple = new Machine(16 * GIB, 9 * GIB, List.of(new Machine.Gpu("Apple M2", 11 * GIB, 11 * GIB, DeviceList.SHARED)));
		assertEquals(Verdict.DOES_NOT_FIT, fit(llama(), FitQuestion.DEFAULT, apple).verdict());
		assertEquals(Verdict.FITS, fit(llama(), FitQuestion.DEFAULT, new Machine(16 * GIB, 14 * GIB, apple.gpus())).verdict());
	}

	@Test
	void knowsWhatIsInOtherShardsByTheirSizeOnly() throws Exception {
		var first = new GgufWriter(3).put("general.architecture", "llama").put("llama.block_count", LAYERS).put("llama.embedding_length", 4096)
				.put("llama.attention.head_count", 32).put("split.count", 4);
		Fit fit = FitReckoner.fit(new Shards(List.of(header(first))), 32 * GIB, FitQuestion.DEFAULT, machine(64, 17));
		assertEquals(32 * GIB, fit.weightsBytes());
		assertEquals(Verdict.FITS_PARTLY, fit.verdict());
		assertEquals(15, fit.gpuLayers(), "a layer has 1 GiB and 64 MiB of cache, one GiB is left free: " + fit);
	}

	@Test
	void heedsTheMannerOfDeployment() throws Exception {
		var shards = new Shards(List.of(header(llama())));
		var options = new DeployOptions(8080, 4096, -1, OptionalInt.empty(), OptionalInt.empty(), Optional.of("off"), Optional.of("q8_0"), Optional.empty(),
				List.of(), Set.of(), 0, List.of(), 0, false);
		Fit usual = FitReckoner.fit(shards, GIB, FitQuestion.DEFAULT, machine(16));
		Fit other = FitReckoner.fit(shards, GIB, FitQuestion.DEFAULT, Manner.of(options), machine(16));
		assertEquals(usual.cacheBytes() * 34 / 64, other.cacheBytes());
		assertTrue(other.ramBytes() - other.cacheBytes() > usual.ramBytes() - usual.cacheBytes() + 256 * MIB, "scores of each head");
		assertEquals(Manner.DEFAULT, Manner.of(DeployOptions.DEFAULT));
	}

	@Test
	void reckonsLayersOfDifferentHeads() throws Exception {
		var writer = new GgufWriter(3).put("general.architecture", "deci").put("deci.block_count", 3).put("deci.embedding_length", 1024)
				.put("deci.attention.head_count", List.of(8, 0, 8)).put("deci.attention.head_count_kv", List.of(8, 0, 2)).put("deci.attention.key_length", 64);
		Fit fit = fit(writer, new FitQuestion(1024, -1), machine(16));
		assertEquals(1024 * (8 + 2) * (64 + 128) * 2, fit.cacheBytes(), "keys of 64, values of 1024 / 8");
	}

	@Test
	void leavesPredictionLayersWithoutCache() throws Exception {
		var writer = new GgufWriter(3).put("general.architecture", "glm4moe").put("glm4moe.block_count", 3).put("glm4moe.embedding_length", 1024)
				.put("glm4moe.attention.head_count", 8).put("glm4moe.nextn_predict_layers", 1);
		assertEquals(2 * 1024 * 1024 * 2 * 2, fit(writer, new FitQuestion(1024, -1), machine(16)).cacheBytes());
	}

	@ParameterizedTest
	@ValueSource(strings = { "deepseek2", "mamba", "rwkv7", "jamba", "qwen3next", "qwen35", "gemma3n", "gemma4", "bert", "t5", "falcon-h1", "llama4", "granitehybrid", "lfm2",
			"something-new", "" })
	void saysThatItDoesNotKnow(String architecture) throws Exception {
		var writer = new GgufWriter(3).put("general.architecture", architecture).put(architecture + ".block_count", 3).put(architecture + ".embedding_length", 1024)
				.put(architecture + ".attention.head_count", 8);
		Fit fit = FitReckoner.fit(new Shards(List.of(header(writer))), GIB, FitQuestion.DEFAULT, machine(16));
		assertEquals(Verdict.UNKNOWN, fit.verdict());
		assertEquals(GIB, fit.weightsBytes());
		assertTrue(fit.reason().contains("not known"), fit::reason);
		assertEquals(Verdict.DOES_NOT_FIT, FitReckoner.fit(new Shards(List.of(header(writer))), 17 * GIB, FitQuestion.DEFAULT, machine(16)).verdict(), "so much is sure");
	}

	@ParameterizedTest
	@ValueSource(strings = { "llama.attention.kv_lora_rank", "llama.ssm.state_size", "llama.shortconv.l_cache", "llama.wkv.head_size" })
	void trustsNoNameAgainstTheSigns(String key) throws Exception {
		assertEquals(Verdict.UNKNOWN, fit(llama().put(key, 512), FitQuestion.DEFAULT, machine(64)).verdict());
	}

	@Test
	void doesNotKnowWhatIsBeyondReason() throws Exception {
		assertEquals(Verdict.UNKNOWN, fit(llama().put("llama.attention.key_length", Long.MAX_VALUE), FitQuestion.DEFAULT, machine(64)).verdict());
		assertEquals(Verdict.UNKNOWN, fit(llama().put("llama.block_count", 600), FitQuestion.DEFAULT, machine(64)).verdict());
		assertEquals(Verdict.UNKNOWN, fit(llama().put("llama.attention.head_count", 0), FitQuestion.DEFAULT, machine(64)).verdict());
		Fit longest = fit(llama().put("llama.context_length", Long.MAX_VALUE), new FitQuestion(0, -1), machine(64));
		assertEquals(1 << 24, longest.contextTokens());
	}
}
