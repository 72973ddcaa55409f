package com.burncloud.bench.models;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** A GGUF header as long as that of Qwen2.5-7B: 152,000 tokens and as many merges. The weights behind it are left out. */
final class LongHeader {
    private static final int TOKENS = 151_936;
    private static final int MERGES = 151_387;
    private static final int LAYERS = 28;
    private static final int Q8_0 = 8;
    private static final int F32 = 0;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int entries;
    private int tensors;
    private long offset;

    static byte[] bytes() {
        var metadata = new LongHeader();
        metadata.metadata();
        var list = new LongHeader();
        list.tensors();
        var all = new LongHeader();
        all.bytes.writeBytes("GGUF".getBytes(StandardCharsets.US_ASCII));
        all.u32(3);
        all.u64(list.tensors);
        all.u64(metadata.entries);
        all.bytes.writeBytes(metadata.bytes.toByteArray());
        all.bytes.writeBytes(list.bytes.toByteArray());
        return all.bytes.toByteArray();
    }

    private void metadata() {
        text("general.architecture", "qwen2");
        text("general.name", "Qwen2.5 7B Instruct");
        number("general.file_type", 7);
        number("qwen2.block_count", LAYERS);
        number("qwen2.context_length", 32_768);
        number("qwen2.embedding_length", 3584);
        number("qwen2.feed_forward_length", 18_944);
        number("qwen2.attention.head_count", 28);
        number("qwen2.attention.head_count_kv", 4);
        text("tokenizer.ggml.model", "gpt2");
        text("tokenizer.ggml.pre", "qwen2");
        texts("tokenizer.ggml.tokens", TOKENS, number -> "token" + number % 1000);
        key("tokenizer.ggml.token_type", 9);
        u32(5);
        u64(TOKENS);
        for (int i = 0; i < TOKENS; i++) {
            u32(1);
        }
        texts("tokenizer.ggml.merges", MERGES, number -> "ab" + number % 1000 + " c" + number % 77);
        text("tokenizer.chat_template", "{% for m in messages %}{{ m['content'] }}{% endfor %}");
    }

    private void tensors() {
        tensor("token_embd.weight", Q8_0, 3584, TOKENS);
        tensor("output_norm.weight", F32, 3584, 1);
        tensor("output.weight", Q8_0, 3584, TOKENS);
        for (int layer = 0; layer < LAYERS; layer++) {
            String block = "blk." + layer + ".";
            tensor(block + "attn_norm.weight", F32, 3584, 1);
            tensor(block + "ffn_norm.weight", F32, 3584, 1);
            tensor(block + "attn_q.weight", Q8_0, 3584, 3584);
            tensor(block + "attn_k.weight", Q8_0, 3584, 512);
            tensor(block + "attn_v.weight", Q8_0, 3584, 512);
            tensor(block + "attn_output.weight", Q8_0, 3584, 3584);
            tensor(block + "ffn_gate.weight", Q8_0, 3584, 18_944);
            tensor(block + "ffn_up.weight", Q8_0, 3584, 18_944);
            tensor(block + "ffn_down.weight", Q8_0, 18_944, 3584);
        }
    }

    private void tensor(String name, int type, long columns, long rows) {
        tensors++;
        string(name);
        u32(2);
        u64(columns);
        u64(rows);
        u32(type);
        u64(offset);
        long size = type == F32 ? 4 * columns * rows : columns * rows / 32 * 34;
        offset += (size + 31) / 32 * 32;
    }

    private void texts(String key, int count, IntFunction<String> text) {
        key(key, 9);
        u32(8);
        u64(count);
        for (int i = 0; i < count; i++) {
            string(text.apply(i));
        }
    }

    private void text(String key, String value) {
        key(key, 8);
        string(value);
    }

    private void number(String key, int value) {
        key(key, 4);
        u32(value);
    }

    private void key(String key, int type) {
        entries++;
        string(key);
        u32(type);
    }

    private void string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u64(utf8.length);
        bytes.writeBytes(utf8);
    }

    private void u32(int value) {
        bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
    }

    private void u64(long value) {
        bytes.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
    }
}
