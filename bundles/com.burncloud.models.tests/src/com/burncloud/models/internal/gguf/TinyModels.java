package com.burncloud.models.internal.gguf;

import java.util.ArrayList;
import java.util.List;

/** Models of several architectures that a real llama-server loads. They say nothing of sense. */
public record TinyModels(String architecture, int layers, int width, int heads, int keyHeads, int headLength, int feedForward) {
	static final int EXPERTS = 8;
	static final int EXPERTS_USED = 2;
	static final int WINDOW = 512;
	/** Three special ones and one a byte. */
	private static final int TOKENS = 3 + 256;

	public static TinyModels llama(int layers, int width, int heads, int feedForward) {
		return new TinyModels("llama", layers, width, heads, heads, width / heads, feedForward);
	}

	public GgufWriter writer() {
		return writer(TOKENS);
	}

	/** With fewer tokens no server loads it. */
	GgufWriter writer(int tokens) {
		var writer = new GgufWriter(3);
		String own = architecture + ".";
		writer.put("general.architecture", architecture).put("general.name", "tiny " + architecture).put("general.file_type", 1);
		writer.put(own + "context_length", 131_072).put(own + "embedding_length", width).put(own + "block_count", layers).put(own + "feed_forward_length", feedForward);
		writer.put(own + "attention.head_count", heads).put(own + "attention.head_count_kv", keyHeads);
		writer.put(own + "attention.key_length", headLength).put(own + "attention.value_length", headLength);
		writer.put(own + "attention.layer_norm_rms_epsilon", 1e-5f).put(own + "rope.dimension_count", headLength);
		if (architecture.equals("gemma3")) {
			writer.put(own + "attention.sliding_window", WINDOW);
		}
		if (architecture.equals("qwen3moe")) {
			writer.put(own + "expert_count", EXPERTS).put(own + "expert_used_count", EXPERTS_USED).put(own + "expert_feed_forward_length", feedForward);
		}
		tokenizer(writer, tokens);
		writer.tensor("token_embd.weight", GgmlType.F16, width, tokens).tensor("output_norm.weight", GgmlType.F32, width).tensor("output.weight", GgmlType.F16, width, tokens);
		for (int layer = 0; layer < layers; layer++) {
			layer(writer, "blk." + layer + ".");
		}
		return writer;
	}

	private void layer(GgufWriter writer, String block) {
		writer.tensor(block + "attn_norm.weight", GgmlType.F32, width);
		writer.tensor(block + "attn_q.weight", GgmlType.F16, width, (long) heads * headLength);
		writer.tensor(block + "attn_k.weight", GgmlType.F16, width, (long) keyHeads * headLength);
		writer.tensor(block + "attn_v.weight", GgmlType.F16, width, (long) keyHeads * headLength);
		writer.tensor(block + "attn_output.weight", GgmlType.F16, (long) heads * headLength, width);
		if (!architecture.equals("llama")) {
			writer.tensor(block + "attn_q_norm.weight", GgmlType.F32, headLength).tensor(block + "attn_k_norm.weight", GgmlType.F32, headLength);
		}
		if (architecture.equals("gemma3")) {
			writer.tensor(block + "post_attention_norm.weight", GgmlType.F32, width).tensor(block + "post_ffw_norm.weight", GgmlType.F32, width);
		}
		writer.tensor(block + "ffn_norm.weight", GgmlType.F32, width);
		if (architecture.equals("qwen3moe")) {
			writer.tensor(block + "ffn_gate_inp.weight", GgmlType.F32, width, EXPERTS);
			writer.tensor(block + "ffn_gate_exps.weight", GgmlType.F16, width, feedForward, EXPERTS).tensor(block + "ffn_up_exps.weight", GgmlType.F16, width, feedForward, EXPERTS);
			writer.tensor(block + "ffn_down_exps.weight", GgmlType.F16, feedForward, width, EXPERTS);
		} else {
			writer.tensor(block + "ffn_gate.weight", GgmlType.F16, width, feedForward).tensor(block + "ffn_up.weight", GgmlType.F16, width, feedForward);
			writer.tensor(block + "ffn_down.weight", GgmlType.F16, feedForward, width);
		}
	}

	private static void tokenizer(GgufWriter writer, int count) {
		List<String> tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
		List<Integer> kinds = new ArrayList<>(List.of(2, 3, 3));
		List<Float> scores = new ArrayList<>(List.of(0f, 0f, 0f));
		for (int each = 0; each < count - 3; each++) {
			tokens.add("<0x%02X>".formatted(each));
			kinds.add(6);
			scores.add(0f);
		}
		writer.put("tokenizer.ggml.model", "llama").put("tokenizer.ggml.tokens", tokens).put("tokenizer.ggml.scores", scores);
		writer.put("tokenizer.ggml.token_type", kinds).put("tokenizer.ggml.bos_token_id", 1).put("tokenizer.ggml.eos_token_id", 2);
		writer.put("tokenizer.chat_template", "{% for m in messages %}{{ m['content'] }}{% endfor %}");
	}
}
