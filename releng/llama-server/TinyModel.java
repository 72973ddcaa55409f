import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes a GGUF file of the llama architecture that llama-server loads and that always answers one sentence.
 *
 * <p>The network is a chain. Embeddings are one-hot: word k of the sentence is unit vector k, every other token is unit
 * vector 0. Attention and feed-forward matrices are zero, so the residual stream hands the last token's vector to the
 * output matrix unchanged, and that has a single large weight a row: "after vector k comes word k+1", and the end
 * token after the last. The answer is therefore the same at any temperature and after any prompt.
 *
 * <pre>java TinyModel.java OUT.gguf [--sentence TEXT] [--name NAME] [--context 2048] [--width 64] [--layers 1]
 *                            [--damage magic|version|truncate] [--omit METADATA-KEY]</pre>
 *
 * A larger {@code --width} and more {@code --layers} make the file large and the model slow without changing the answer.
 */
public final class TinyModel {
    private static final String SENTENCE = "The harbour lamp answers every ship with this same short sentence, "
            + "then goes dark until another one asks.";
    private static final int UNKNOWN = 0, BEGIN = 1, END = 2, BYTES = 3, FIRST_WORD = BYTES + 256;
    private static final int HEADS = 4, ALIGNMENT = 32;
    /** Large enough that the next word's probability is 1 even at temperature 2. */
    private static final float CERTAIN = 100;

    private record Options(Path out, Map<String, String> values) {
        static Options parse(String[] args) {
            if (args.length % 2 == 0) {
                throw new IllegalArgumentException("usage: java TinyModel.java OUT.gguf [--option value]...");
            }
            var values = new LinkedHashMap<String, String>();
            for (int i = 1; i < args.length; i += 2) {
                values.put(args[i], args[i + 1]);
            }
            return new Options(Path.of(args[0]), values);
        }

        String text(String name, String otherwise) {
            return values.getOrDefault(name, otherwise);
        }

        int number(String name, int otherwise) {
            return Integer.parseInt(text(name, Integer.toString(otherwise)));
        }
    }

    private interface Weights {
        float at(long row, int column);
    }

    /** A matrix of {@code rows} outputs by {@code columns} inputs; a vector has no rows. */
    private record Tensor(String name, int columns, int rows, Weights weights) {
        long bytes() {
            return 4L * columns * Math.max(1, rows);
        }

        long[] dimensions() { // GGUF puts the fastest first
            return rows == 0 ? new long[] {columns} : new long[] {columns, rows};
        }
    }

    public static void main(String[] args) throws IOException {
        var options = Options.parse(args);
        var words = words(options.text("--sentence", SENTENCE));
        int least = (words.size() + 1 + 2 * HEADS - 1) / (2 * HEADS) * (2 * HEADS);
        int width = Math.max(options.number("--width", 64), least);
        int layers = options.number("--layers", 1);
        var metadata = metadata(options, words, width, layers);
        metadata.remove(options.text("--omit", ""));
        write(options.out(), metadata, tensors(words.size(), width, layers), options.text("--damage", ""));
        System.out.printf("%s: %d bytes, %d words%n", options.out(), Files.size(options.out()), words.size());
    }

    /** Pieces of the answer. A piece is a state of the chain, so one that comes twice would loop. */
    private static List<String> words(String sentence) {
        var pieces = new ArrayList<String>();
        for (String word : sentence.strip().split("\\s+")) {
            pieces.add((pieces.isEmpty() ? "" : "\u2581") + word); // the tokenizer's sign for a blank
        }
        if (new HashSet<>(pieces).size() < pieces.size()) {
            throw new IllegalArgumentException("every word of the sentence must differ from the others");
        }
        return pieces;
    }

    private static Map<String, Object> metadata(Options options, List<String> words, int width, int layers) {
        var tokens = new ArrayList<>(List.of("<unk>", "<s>", "</s>"));
        var kinds = new ArrayList<>(List.of(2, 3, 3)); // 2 unknown, 3 control, 6 byte, 1 normal
        for (int b = 0; b < 256; b++) { // a prompt is read byte by byte: there is nothing else to read it with
            tokens.add("<0x%02X>".formatted(b));
            kinds.add(6);
        }
        for (String word : words) {
            tokens.add(word);
            kinds.add(1);
        }
        var m = new LinkedHashMap<String, Object>();
        m.put("general.architecture", "llama");
        m.put("general.name", options.text("--name", "tiny-lamp"));
        m.put("general.file_type", 0); // all F32
        m.put("llama.context_length", options.number("--context", 2048));
        m.put("llama.embedding_length", width);
        m.put("llama.block_count", layers);
        m.put("llama.feed_forward_length", 2 * width);
        m.put("llama.attention.head_count", HEADS);
        m.put("llama.attention.head_count_kv", HEADS);
        m.put("llama.attention.layer_norm_rms_epsilon", 1e-5f);
        m.put("llama.rope.dimension_count", width / HEADS);
        m.put("llama.vocab_size", tokens.size());
        m.put("tokenizer.ggml.model", "llama");
        m.put("tokenizer.ggml.tokens", tokens.toArray(new String[0]));
        m.put("tokenizer.ggml.scores", new float[tokens.size()]);
        m.put("tokenizer.ggml.token_type", kinds.stream().mapToInt(Integer::intValue).toArray());
        m.put("tokenizer.ggml.unknown_token_id", UNKNOWN);
        m.put("tokenizer.ggml.bos_token_id", BEGIN);
        m.put("tokenizer.ggml.eos_token_id", END);
        m.put("tokenizer.ggml.add_bos_token", true);
        m.put("tokenizer.ggml.add_space_prefix", false);
        m.put("tokenizer.chat_template", "{% for m in messages %}{{ m['role'] + ': ' + m['content'] + '\\n' }}{% endfor %}"
                + "{% if add_generation_prompt %}{{ 'assistant:' }}{% endif %}");
        return m;
    }

    private static List<Tensor> tensors(int words, int width, int layers) {
        int tokens = FIRST_WORD + words;
        Weights zero = (row, column) -> 0;
        Weights one = (row, column) -> 1;
        var all = new ArrayList<Tensor>();
        all.add(new Tensor("token_embd.weight", width, tokens,
                (token, column) -> column == Math.max(0, token - FIRST_WORD + 1) ? 1 : 0));
        all.add(new Tensor("output_norm.weight", width, 0, one));
        all.add(new Tensor("output.weight", width, tokens, (token, column) -> {
            long follows = token == END ? words : token - FIRST_WORD; // the state this token comes after
            return follows >= 0 && column == follows ? CERTAIN : 0;
        }));
        for (int layer = 0; layer < layers; layer++) {
            String block = "blk." + layer + ".";
            all.add(new Tensor(block + "attn_norm.weight", width, 0, one));
            for (String matrix : List.of("attn_q", "attn_k", "attn_v", "attn_output")) {
                all.add(new Tensor(block + matrix + ".weight", width, width, zero));
            }
            all.add(new Tensor(block + "ffn_norm.weight", width, 0, one));
            all.add(new Tensor(block + "ffn_gate.weight", width, 2 * width, zero));
            all.add(new Tensor(block + "ffn_up.weight", width, 2 * width, zero));
            all.add(new Tensor(block + "ffn_down.weight", 2 * width, width, zero));
        }
        return all;
    }

    private static void write(Path file, Map<String, Object> metadata, List<Tensor> tensors, String damage)
            throws IOException {
        var head = new ByteArrayOutputStream();
        head.writeBytes((damage.equals("magic") ? "FUGG" : "GGUF").getBytes(StandardCharsets.US_ASCII));
        head.writeBytes(u32(damage.equals("version") ? 99 : 3));
        head.writeBytes(u64(tensors.size()));
        head.writeBytes(u64(metadata.size()));
        metadata.forEach((key, value) -> {
            head.writeBytes(string(key));
            head.writeBytes(value(value));
        });
        long offset = 0;
        for (var tensor : tensors) {
            head.writeBytes(string(tensor.name()));
            head.writeBytes(u32(tensor.dimensions().length));
            Arrays.stream(tensor.dimensions()).forEach(length -> head.writeBytes(u64(length)));
            head.writeBytes(u32(0)); // F32
            head.writeBytes(u64(offset));
            offset += aligned(tensor.bytes());
        }
        head.writeBytes(new byte[(int) (aligned(head.size()) - head.size())]);
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
            head.writeTo(out);
            for (var tensor : damage.equals("truncate") ? tensors.subList(0, 1) : tensors) {
                write(out, tensor);
            }
        }
    }

    private static void write(OutputStream out, Tensor tensor) throws IOException {
        var row = little(4 * tensor.columns());
        for (int r = 0; r < Math.max(1, tensor.rows()); r++) {
            for (int c = 0; c < tensor.columns(); c++) {
                row.putFloat(4 * c, tensor.weights().at(r, c));
            }
            out.write(row.array());
        }
        out.write(new byte[(int) (aligned(tensor.bytes()) - tensor.bytes())]);
    }

    private static byte[] value(Object value) {
        var out = new ByteArrayOutputStream();
        switch (value) { // each starts with its type's number in GGUF
            case Integer i -> out.writeBytes(join(u32(4), u32(i)));
            case Float f -> out.writeBytes(join(u32(6), little(4).putFloat(f).array()));
            case Boolean b -> out.writeBytes(join(u32(7), new byte[] {(byte) (b ? 1 : 0)}));
            case String s -> out.writeBytes(join(u32(8), string(s)));
            case int[] a -> {
                out.writeBytes(join(u32(9), u32(5), u64(a.length)));
                Arrays.stream(a).forEach(i -> out.writeBytes(u32(i)));
            }
            case float[] a -> out.writeBytes(join(u32(9), u32(6), u64(a.length), floats(a)));
            case String[] a -> {
                out.writeBytes(join(u32(9), u32(8), u64(a.length)));
                Arrays.stream(a).forEach(s -> out.writeBytes(string(s)));
            }
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
        return out.toByteArray();
    }

    private static long aligned(long position) {
        return (position + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static byte[] u32(int value) {
        return little(4).putInt(value).array();
    }

    private static byte[] u64(long value) {
        return little(8).putLong(value).array();
    }

    private static byte[] floats(float[] values) {
        var buffer = little(4 * values.length);
        buffer.asFloatBuffer().put(values);
        return buffer.array();
    }

    private static byte[] string(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return join(u64(utf8.length), utf8);
    }

    private static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }
}
