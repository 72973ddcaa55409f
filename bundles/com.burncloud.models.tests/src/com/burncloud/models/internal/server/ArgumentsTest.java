package com.burncloud.models.internal.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.DeployOptions;

class ArgumentsTest {
	private static final Path MODEL = Path.of("/models/m.gguf");

	private static Build build(String help) {
		return new Build(Path.of("/usr/bin/llama-server"), "b1", Flags.of(help));
	}

	private static List<String> said(String help, DeployOptions options) {
		return Arguments.of(build(help), MODEL, "local-m", options);
	}

	private static DeployOptions layers(int gpuLayers) {
		return new DeployOptions(8080, 4096, gpuLayers, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Set.of("default"), 0,
				List.of(), 0, false);
	}

	private static DeployOptions flash(String flashAttention) {
		return new DeployOptions(8080, 4096, 0, OptionalInt.empty(), OptionalInt.empty(), Optional.of(flashAttention), Optional.empty(), Optional.empty(), List.of(), Set.of("default"), 0,
				List.of(), 0, false);
	}

	private static DeployOptions extra(String... arguments) {
		return new DeployOptions(8080, 4096, 0, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Set.of("default"), 0,
				List.of(arguments), 0, false);
	}

	private static String after(List<String> arguments, String flag) {
		return arguments.get(arguments.indexOf(flag) + 1);
	}

	@Test
	void everythingInTheWordsOfANewBuild(@TempDir Path folder) throws Exception {
		Path projector = Files.createFile(folder.resolve("mmproj.gguf"));
		DeployOptions options = new DeployOptions(8080, 4096, -1, OptionalInt.of(6), OptionalInt.of(2), Optional.of("on"), Optional.of("q8_0"),
				Optional.of(projector.toString()), List.of("a"), Set.of("default"), 0, List.of("--temp", "-1"), 0, false);
		OptionsCheck.check(options);
		assertEquals(List.of("--model", "/models/m.gguf", "--host", "127.0.0.1", "--ctx-size", "4096", "-ngl", "all", "--threads", "6", "--parallel", "2", "--flash-attn",
				"on", "--cache-type-k", "q8_0", "--cache-type-v", "q8_0", "--mmproj", projector.toString(), "--alias", "local-m", "--no-ui", "--metrics", "--jinja",
				"--temp", "-1"), said(Helps.NEW, options));
	}

	@Test
	void everythingInTheWordsOfAnOldBuild() {
		DeployOptions options = new DeployOptions(8080, 0, -1, OptionalInt.of(6), OptionalInt.of(2), Optional.of("on"), Optional.of("q8_0"), Optional.empty(), List.of(), Set.of("default"), 0,
				List.of("--verbose"), 0, false);
		assertEquals(List.of("--model", "/models/m.gguf", "--host", "127.0.0.1", "--ctx-size", "0", "-ngl", "999", "--threads", "6", "--parallel", "2", "--flash-attn",
				"--cache-type-k", "q8_0", "--cache-type-v", "q8_0", "--alias", "local-m", "--metrics", "--verbose"), said(Helps.OLD, options));
	}

	@ParameterizedTest
	@CsvSource({ "-1,all,999", "0,0,0", "12,12,12" })
	void layersAreNeverMinusOne(int asked, String inNew, String inOld) {
		assertEquals(inNew, after(said(Helps.NEW, layers(asked)), "-ngl"));
		assertEquals(inOld, after(said(Helps.OLD, layers(asked)), "-ngl"));
	}

	@Test
	void aBuildWithoutAnyGpu() {
		String help = Helps.OLD.replaceAll("(?m)^.*-ngl.*$", "");
		assertFalse(said(help, layers(-1)).contains("-ngl"));
		assertFalse(said(help, layers(0)).contains("-ngl"));
		assertEquals("gpuLayers", assertThrows(InvalidFieldException.class, () -> said(help, layers(3))).field());
	}

	@Test
	void flashAttentionWasASwitch() {
		assertFalse(said(Helps.OLD, flash("off")).contains("--flash-attn"));
		assertFalse(said(Helps.OLD, flash("auto")).contains("--flash-attn"));
		assertEquals("off", after(said(Helps.NEW, flash("off")), "--flash-attn"));
		String without = Helps.OLD.replaceAll("(?m)^.*-fa.*$", "");
		assertFalse(said(without, flash("off")).contains("--flash-attn"));
		InvalidFieldException refused = assertThrows(InvalidFieldException.class, () -> said(without, flash("on")));
		assertEquals("flashAttention", refused.field());
		assertTrue(refused.getMessage().contains("--flash-attn") && refused.getMessage().contains("b1"), refused.getMessage());
	}

	@Test
	void theUiIsSwitchedOffByTheNameThatTheBuildKnows() {
		assertTrue(said(Helps.NEW.replace("--no-ui, ", ""), layers(0)).contains("--no-webui"));
	}

	@Test
	void anOptionThatTheBuildLacksIsNamed() {
		DeployOptions projector = new DeployOptions(8080, 0, 0, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.of("/x"), List.of(), Set.of("default"), 0,
				List.of(), 0, false);
		assertEquals("projector", assertThrows(InvalidFieldException.class, () -> said(Helps.OLD, projector)).field());
		assertEquals("extraArguments", assertThrows(InvalidFieldException.class, () -> said(Helps.OLD, extra("--jinja"))).field());
		assertEquals("extraArguments", assertThrows(InvalidFieldException.class, () -> said(Helps.NEW, extra("--none:"))).field());
	}

	@Test
	void aCacheTypeThatTheBuildDoesNotListIsRefused() {
		DeployOptions options = new DeployOptions(8080, 0, 0, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.of("q9_9"), Optional.empty(), List.of(), Set.of("default"), 0,
				List.of(), 0, false);
		assertTrue(assertThrows(InvalidFieldException.class, () -> said(Helps.NEW, options)).getMessage().contains("iq4_nl, q5_0"));
		assertEquals("q9_9", after(said(Helps.OLD, options), "--cache-type-k"), "an old help lists none");
	}

	@Test
	void aPathThatWindowsBuildsCannotOpenIsNamedFromItsFolder() {
		Path chinese = Path.of("/Users/\u5f20\u4e09/m.gguf");
		assertEquals(Path.of("m.gguf"), Launch.named(chinese, true));
		assertEquals(chinese, Launch.named(chinese, false));
		assertEquals(MODEL, Launch.named(MODEL, true));
	}

	@Test
	void theKeyStaysOffTheCommandLine() {
		assertEquals(Arguments.KeyBy.ENVIRONMENT, Arguments.keyBy(build(Helps.NEW)));
		assertEquals(Arguments.KeyBy.FILE, Arguments.keyBy(build(Helps.OLD)));
		assertThrows(ConflictException.class, () -> Arguments.keyBy(build(Helps.OLD.replaceAll("(?m)^.*--api-key-file.*$", ""))));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--host", "--port", "--port=1", "--api-key", "--api_key", "-m", "--model", "-a", "--hf-repo", "--reuse-port" })
	void whatWouldBreakTheHouseIsRefused(String argument) {
		InvalidFieldException refused = assertThrows(InvalidFieldException.class, () -> OptionsCheck.check(extra(argument, "x")));
		assertEquals("extraArguments", refused.field());
		assertTrue(refused.getMessage().contains("is the gateway's to set"), refused.getMessage());
	}

	@Test
	void whatCannotBeIsRefused() {
		assertEquals("gpuLayers", assertThrows(InvalidFieldException.class, () -> OptionsCheck.check(layers(-2))).field());
		assertEquals("flashAttention", assertThrows(InvalidFieldException.class, () -> OptionsCheck.check(flash("maybe"))).field());
		assertEquals("port", assertThrows(InvalidFieldException.class, () -> OptionsCheck.check(Bench.options(65_536))).field());
		DeployOptions alias = new DeployOptions(8080, 0, 0, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
				List.of("all*"), Set.of("default"), 0, List.of(), 0, false);
		assertEquals("aliases", assertThrows(InvalidFieldException.class, () -> OptionsCheck.check(alias)).field());
		DeployOptions projector = new DeployOptions(8080, 0, 0, OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(),
				Optional.of("/no/such/file"), List.of(), Set.of("default"), 0, List.of(), 0, false);
		assertEquals("projector", assertThrows(InvalidFieldException.class, () -> OptionsCheck.check(projector)).field());
		OptionsCheck.check(DeployOptions.DEFAULT);
	}

	@Test
	void readsNamesAndValuesOfOptions() {
		Flags flags = Flags.of(Helps.NEW);
		assertEquals(List.of("-ngl", "--gpu-layers", "--n-gpu-layers"), flags.option("--gpu-layers").orElseThrow().names());
		assertEquals(List.of("-dev", "--device"), flags.option("-dev").orElseThrow().names());
		assertTrue(flags.option("-dev").orElseThrow().takesValue());
		assertFalse(flags.option("--no-webui").orElseThrow().takesValue());
		assertFalse(flags.has("--none"), "a description is no option");
		assertFalse(Flags.of(Helps.OLD).option("-fa").orElseThrow().takesValue());
		assertTrue(Flags.of("").isEmpty());
	}
}
