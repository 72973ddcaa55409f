package com.burncloud.models.internal.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reckoned, beside what a real llama-server sets aside: BURNCLOUD_LLAMA_SERVER, or what releng/llama-server/get has built. */
class LlamaServerAgreementTest {
	private static final double MIB = 1 << 20;
	private static final Pattern SIZE = Pattern.compile("(KV|compute|model) buffer size = +([0-9.]+) MiB");

	@TempDir
	Path folder;

	private static Path server() {
		Optional<Path> told = Optional.ofNullable(System.getenv("BURNCLOUD_LLAMA_SERVER")).map(Path::of);
		Path cache = Path.of(Optional.ofNullable(System.getenv("BURNCLOUD_CACHE")).orElse(System.getProperty("user.home") + "/.cache/burncloud"), "llama-server");
		Optional<Path> server = told.or(() -> built(cache));
		return server.orElseGet(() -> Assumptions.abort("SKIPPED (LOUD): no llama-server: set BURNCLOUD_LLAMA_SERVER, or run releng/llama-server/get once"));
	}

	private static Optional<Path> built(Path cache) {
		try (Stream<Path> releases = Files.list(cache)) {
			return releases.map(release -> release.resolve("llama-server")).filter(Files::isExecutable).findFirst();
		} catch (IOException e) {
			return Optional.empty();
		}
	}

	/** Starts a server with a model, reads its log up to where it listens, and ends it. The sums of what it says that it sets aside, in MiB. */
	private Map<String, Double> load(Path model, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of(server().toString(), "-m", model.toString(), "--host", "127.0.0.1", "--port", "0", "-t", "1", "--no-ui", "--no-warmup", "-lv", "5"));
		command.addAll(List.of(arguments));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		var sums = new HashMap<String, Double>();
		var log = new StringBuilder();
		try (BufferedReader lines = process.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				log.append(line).append('\n');
				Matcher size = SIZE.matcher(line);
				if (size.find()) {
					sums.merge(size.group(1), Double.valueOf(size.group(2)), size.group(1).equals("compute") ? Math::max : Double::sum);
				}
				if (line.contains("listening on")) {
					return sums;
				}
			}
		} finally {
			process.destroyForcibly().waitFor();
		}
		throw new AssertionError("llama-server does not load " + model + ":\n" + log);
	}

	private void agree(TinyModels model, int context, Manner manner, String... arguments) throws Exception {
		GgufWriter writer = model.writer();
		Path file = writer.write(folder.resolve(model.architecture() + Files.list(folder).count() + ".gguf"));
		Header header = GgufReader.read(file);
		assertEquals(Optional.empty(), header.fault(Files.size(file)));
		List<String> all = new ArrayList<>(List.of("-c", Integer.toString(context)));
		all.addAll(List.of(arguments));
		Map<String, Double> real = load(file, all.toArray(String[]::new));
		KeyValueCache cache = KeyValueCache.of(header).orElseThrow();
		long cacheBytes = 0;
		for (int layer = 0; layer < cache.layers(); layer++) {
			cacheBytes += cache.bytes(layer, context, ComputeBuffer.UBATCH, manner.cacheType());
		}
		double compute = new ComputeBuffer(header, cache).activations(context, manner) / MIB;
		System.out.printf("%s, context %d, %s: cache %.2f MiB (llama-server %.2f), compute %.2f (%.2f), weights %.2f (%.2f)%n", model, context, manner, cacheBytes / MIB,
				real.get("KV"), compute, real.get("compute"), header.tensors().bytes() / MIB, real.get("model"));
		assertEquals(real.get("KV"), cacheBytes / MIB, 0.011, "cache"); // it prints two digits
		assertTrue(compute >= real.get("compute") - 0.1, "never less than it takes: " + compute + " and " + real);
		assertTrue(compute <= 2 * real.get("compute") + 8, "and not much more: " + compute + " and " + real);
		assertEquals(real.get("model"), header.tensors().bytes() / MIB, 0.03, "weights");
	}

	@Test
	void whereAFileIsTruncated() throws Exception {
		Path file = TinyModels.llama(1, 64, 4, 128).writer().write(folder.resolve("whole.gguf"));
		long least = GgufReader.read(file).leastFileBytes();
		try (var out = new RandomAccessFile(file.toFile(), "rw")) {
			out.setLength(least);
			load(file);
			out.setLength(least - 1);
		}
		assertTrue(GgufReader.read(file).fault(least - 1).isPresent());
		var refused = assertThrows(AssertionError.class, () -> load(file));
		assertTrue(refused.getMessage().contains("not within the file bounds"), refused::getMessage);
	}

	@Test
	void plainAttention() throws Exception {
		agree(TinyModels.llama(2, 512, 8, 1024), 4096, Manner.DEFAULT);
		agree(TinyModels.llama(8, 512, 8, 1024), 4096, Manner.DEFAULT);
		agree(TinyModels.llama(2, 2048, 8, 1024), 4096, Manner.DEFAULT);
		agree(TinyModels.llama(2, 512, 8, 8192), 32_768, Manner.DEFAULT);
		agree(TinyModels.llama(2, 512, 32, 1024), 1000, Manner.DEFAULT);
	}

	@Test
	void withoutFlashAttention() throws Exception {
		agree(TinyModels.llama(2, 512, 32, 1024), 4096, new Manner(GgmlType.F16, false), "-fa", "off");
		agree(TinyModels.llama(2, 512, 8, 8192), 8192, new Manner(GgmlType.F16, false), "-fa", "off");
	}

	@Test
	void otherTypesOfCache() throws Exception {
		agree(TinyModels.llama(2, 512, 8, 1024), 4096, new Manner(GgmlType.Q8_0, true), "-ctk", "q8_0", "-ctv", "q8_0");
		agree(TinyModels.llama(2, 512, 8, 1024), 4096, new Manner(GgmlType.Q4_0, true), "-ctk", "q4_0", "-ctv", "q4_0");
		agree(TinyModels.llama(2, 512, 8, 1024), 4096, new Manner(GgmlType.F32, true), "-ctk", "f32", "-ctv", "f32");
	}

	@Test
	void headsOfTheirOwnLengthAndSharedKeys() throws Exception {
		agree(new TinyModels("qwen3", 3, 512, 16, 4, 128, 1536), 8192, Manner.DEFAULT);
	}

	@Test
	void mixturesOfExperts() throws Exception {
		agree(new TinyModels("qwen3moe", 2, 512, 8, 2, 64, 768), 4096, Manner.DEFAULT);
		agree(new TinyModels("qwen3moe", 2, 1024, 8, 2, 64, 256), 4096, Manner.DEFAULT);
	}

	@Test
	void windows() throws Exception {
		agree(new TinyModels("gemma3", 7, 512, 8, 2, 64, 1024), 16_384, Manner.DEFAULT);
		agree(new TinyModels("gemma3", 13, 512, 8, 2, 64, 1024), 1024, Manner.DEFAULT);
	}
}
