package com.burncloud.models.internal.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.burncloud.models.internal.gguf.FileName.Role;

class FileNameTest {

	/** The test cases of ggml's docs/gguf.md. */
	@ParameterizedTest
	@CsvSource(nullValues = "null", value = { "Mixtral-8x7B-v0.1-KQ2.gguf, null, Mixtral, 8x7B, null, v0.1, KQ2, null, null",
			"Grok-100B-v1.0-Q4_0-00003-of-00009.gguf, null, Grok, 100B, null, v1.0, Q4_0, null, 00003-of-00009",
			"Hermes-2-Pro-Llama-3-8B-v1.0-F16.gguf, null, Hermes-2-Pro-Llama-3, 8B, null, v1.0, F16, null, null",
			"Phi-3-mini-3.8B-ContextLength4k-instruct-v1.0.gguf, null, Phi-3-mini, 3.8B-ContextLength4k, instruct, v1.0, null, null, null",
			"mtp-Qwen3-27B-v1.0-Q4_K_M.gguf, mtp, Qwen3, 27B, null, v1.0, Q4_K_M, null, null",
			"mmproj-Qwen2-VL-7B-v1.0-F16.gguf, mmproj, Qwen2-VL, 7B, null, v1.0, F16, null, null",
			"Llama-7B-Chat-v2-LoRA.gguf, null, Llama, 7B, Chat, v2, null, LoRA, null" })
	void readsConventionalNames(String name, String sidecar, String base, String size, String fineTune, String version, String encoding, String type, String shard) {
		assertEquals(Optional.of(new ConventionalName(Optional.ofNullable(sidecar), base, size, Optional.ofNullable(fineTune), version, Optional.ofNullable(encoding),
				Optional.ofNullable(type), Optional.ofNullable(shard))), ConventionalName.of(name));
	}

	@ParameterizedTest
	@CsvSource({ "not-a-known-arrangement.gguf", "Hermes-2-Pro-Llama-3-8B-F16.gguf", "v1.0.gguf", "8B-v1.0.gguf", "-.gguf", ".gguf", "x", "Grok-100B-v1.0-Q4_0.GGUF" })
	void leavesOtherNamesAlone(String name) {
		assertEquals(Optional.empty(), ConventionalName.of(name));
	}

	@ParameterizedTest
	@CsvSource({ "qwen2.5-7b-instruct-q4_k_m.gguf, Q4_K_M", "Qwen2.5-7B-Instruct-Q4_K_M.gguf, Q4_K_M", "llama-2-7b.Q4_K_M.gguf, Q4_K_M", "model-q4-k-m.gguf, Q4_K_M",
			"model.q5.k.s.gguf, Q5_K_S", "Qwen3-8B-IQ4_XS.gguf, IQ4_XS", "Qwen3-8B-UD-Q4_K_XL.gguf, UD-Q4_K_XL", "x-ud-iq1_s.gguf, UD-IQ1_S", "phi-f16.gguf, F16",
			"phi-fp16.gguf, F16", "x-BF16.gguf, BF16", "x.F32.gguf, F32", "gpt-oss-20b-MXFP4.gguf, MXFP4", "gpt-oss-20b-mxfp4_moe.gguf, MXFP4_MOE", "x-NVFP4.gguf, NVFP4",
			"x-Q8_0.gguf, Q8_0", "x-q4_0.gguf, Q4_0", "x-Q4_0_4_8.gguf, Q4_0_4_8", "x-Q6_K.gguf, Q6_K", "x-Q6_K_L.gguf, Q6_K_L", "x-TQ1_0.gguf, TQ1_0", "x-Q1_0.gguf, Q1_0",
			"Mixtral-8x7B-v0.1-KQ2.gguf, KQ2", "Qwen2-VL.gguf, ''", "f16tron-7b.gguf, ''", "x-f16-Q2_K.gguf, Q2_K", "Q4_K_M/Big-00001-of-00002.gguf, Q4_K_M",
			"UD-Q2_K_XL/Big-UD-Q2_K_XL-00001-of-00002.gguf, UD-Q2_K_XL", "BF16/sub/x.gguf, BF16", "Q8_0/x-Q4_0.gguf, Q4_0" })
	void findsTheQuantization(String path, String quantization) {
		assertEquals(quantization, FileName.of(path).orElseThrow().quantization());
	}

	@ParameterizedTest
	@CsvSource({ "x-Q4_0.gguf, MODEL", "mmproj-x-f16.gguf, PROJECTOR", "mmproj-F16.gguf, PROJECTOR", "sub/x-mmproj-f16.gguf, PROJECTOR", "mtp-Qwen3-27B-v1.0-Q4_K_M.gguf, OTHER",
			"Llama-7B-Chat-v2-LoRA.gguf, OTHER", "ggml-vocab-llama-vocab.gguf, OTHER", "imatrix.gguf, OTHER", "x-imatrix.gguf, OTHER", "Explorac-Q4_0.gguf, MODEL",
			"qwen3-loraine.gguf, MODEL",
			"x-lora-merged-Q4_0.gguf, MODEL", "x-imatrix-Q4_K_M.gguf, MODEL", "imatrix_unsloth.gguf, OTHER", "x-bf16.imatrix.gguf, OTHER" })
	void knowsWhatIsNoModel(String path, Role role) {
		assertEquals(role, FileName.of(path).orElseThrow().role());
	}

	@Test
	void knowsShards() {
		FileName name = FileName.of("a/b-Q4_0-00002-of-00011.gguf").orElseThrow();
		assertEquals("a/b-Q4_0", name.stem());
		assertEquals(2, name.shard().getAsInt());
		assertEquals(11, name.shards());
		assertEquals(1, FileName.of("b-2-of-11.gguf").orElseThrow().shards());
		assertEquals(Optional.empty(), FileName.of("README.md"));
		assertEquals(Role.MODEL, FileName.of("X.GGUF").orElseThrow().role());
	}

	@Test
	void takesNoLongTimeForAwkwardNames() {
		for (String part : new String[] { "- ", "-a", "-1", "1x", "-Q4_K", "-00001-of-00002", "v1.", "mmproj-", "_" }) {
			assertTimeoutPreemptively(Duration.ofSeconds(2), () -> FileName.of(part.repeat(20_000) + ".gguf"), part);
		}
	}
}
