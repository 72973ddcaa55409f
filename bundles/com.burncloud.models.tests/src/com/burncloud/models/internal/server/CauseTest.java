package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {

	/** The lines are those of llama-server v0.5.0 and of older builds; after each came "exiting due to model loading error". */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			0.00.002.161 E srv         start: couldn't bind HTTP server socket, hostname: 127.0.0.1, port: 18125 | Its port was taken
			0.00.003.502 E gguf_init_from_reader: invalid magic characters: 'FUGG', expected 'GGUF' | 'm.gguf' is no GGUF file
			0.00.002.284 E gguf_init_from_reader: this GGUF file is version 99 but this software only supports up to version 3 | 'm.gguf' is of GGUF version 99, and this llama-server reads up to version 3
			0.00.003.423 E llama_model_load: error loading model: tensor 'output_norm.weight' data is not within the file bounds, model is corrupted or incomplete | 'm.gguf' is cut off or damaged: the data of 'output_norm.weight'
			0.00.003.574 E gguf_init_from_reader: failed to read magic | 'm.gguf' is empty
			0.00.003.710 E gguf_init_from_file: failed to open GGUF file '/x y/m.gguf' (No such file or directory) | The file '/x y/m.gguf' cannot be opened: No such file or directory.
			error: invalid argument: --nonesuch | It does not know the argument '--nonesuch'
			error: unknown argument: --nonesuch | It does not know the argument '--nonesuch'
			error while handling argument "-ctk": Unsupported cache type: q9_9 | It does not accept the value of '-ctk' (Unsupported cache type: q9_9)
			0.00.970.345 E llama_model_load: error loading model: mmap failed: Cannot allocate memory | The memory is not enough for 'm.gguf'
			0.00.968.957 E llama_init_from_model: failed to initialize the context: std::bad_alloc | The memory is not enough for 'm.gguf'
			ggml_backend_cuda_buffer_type_alloc_buffer: allocating 4095.05 MiB on device 0: cudaMalloc failed: out of memory | The GPU's memory is not enough for 'm.gguf'
			llama_model_load: error loading model: unable to allocate CUDA0 buffer | The GPU's memory is not enough for 'm.gguf'
			llama_model_load: error loading model: error loading model architecture: unknown model architecture: 'qwen9' | This llama-server does not know the architecture 'qwen9'
			llama_model_load: error loading model: error loading model vocabulary: unknown pre-tokenizer type: 'new-bpe' | This llama-server does not know the tokenizer 'new-bpe'
			0.00.005.296 E llama_init_from_model: K cache type q8_0 with block size 32 does not divide n_embd_head_k=16 | The cache type q8_0 does not fit 'm.gguf'
			llama_init_from_model: V cache quantization requires flash_attn | A quantized cache needs flash attention
			/x/llama-server: error while loading shared libraries: libggml.so: cannot open shared object file: No such file or directory | llama-server misses a library: libggml.so
			""")
	void meansInPlainWords(String line, String cause) {
		String said = Cause.of(List.of("0.00.000.222 I srv  llama_server: initializing ...", line, "0.00.000.300 E srv  llama_server: exiting due to model loading error"), 1,
				"m.gguf");
		assertTrue(said.startsWith(cause), said);
		assertTrue(said.endsWith("."), said);
	}

	@Test
	void whatItDoesNotKnowItRepeats() {
		assertEquals("It ended with exit code 7; its last words: something new.", Cause.of(List.of("one", "something new"), 7, "m.gguf"));
		assertEquals("It ended with exit code 0 and without a word.", Cause.of(List.of(), 0, "m.gguf"));
	}

	@ParameterizedTest
	@CsvSource({ "137,It was killed (signal 9)", "139,It crashed (signal 11", "134,It gave up (signal 6)", "143,Somebody ended it", "152,It was ended by signal 24." })
	void namesSignals(int exitValue, String cause) {
		assertTrue(Cause.of(List.of("all was well"), exitValue, "m.gguf").startsWith(cause));
		assertTrue(Cause.bySignal(exitValue));
		assertFalse(Cause.bySignal(1));
	}

	@Test
	void anOldComplaintIsNotTheReason() {
		List<String> lines = new ArrayList<>(List.of("failed to allocate a cache, going on without"));
		lines.addAll(Collections.nCopies(100, "slot launched"));
		assertEquals("It ended with exit code 1; its last words: slot launched.", Cause.of(lines, 1, "m.gguf"));
		assertTrue(Cause.of(List.of("failed to allocate a cache, going on without"), 137, "m.gguf").startsWith("It was killed"));
	}
}
