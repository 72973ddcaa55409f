package com.burncloud.models.internal.library;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.OptionalLong;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.ModelFacts;
import com.burncloud.api.model.ModelService.Leftover;

class ShelfTest {
	private static final String TITLE = "Qwen/Qwen2.5-7B-Instruct-GGUF";
	private static final String ORIGIN = "huggingface:" + TITLE;

	@TempDir
	Path temp;

	private Path models() {
		return temp.resolve("models");
	}

	private Shelf open() {
		return Shelves.open(models());
	}

	private Path file(String name, String rest) throws IOException {
		Path file = temp.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, "GGUF" + rest);
	}

	private Shelved add(Shelf shelf, String title, String quantization, String name, String content) throws IOException {
		return shelf.add("huggingface:" + title, title, quantization, List.of(file("arriving/" + name, content)), List.of(hash(content)));
	}

	private static String hash(String content) {
		return "%064x".formatted(content.hashCode() & 0xffffffffL);
	}

	@Test
	void aDownloadedModelIsThereAfterARestart() throws IOException {
		Shelved added = add(open(), TITLE, "Q4_K_M", "qwen2.5-7b-instruct-q4_k_m.gguf", "one");
		assertEquals("Qwen2.5-7B-Instruct", added.id());
		Shelved found = open().find("Qwen2.5-7B-Instruct").orElseThrow();
		assertEquals(added, found);
		assertEquals(TITLE, found.title());
		assertEquals(ORIGIN, found.origin());
		assertEquals(hash("one"), found.sha256());
		assertEquals(7, found.sizeBytes());
		assertEquals(Shelves.NOW, found.addedAt());
		assertEquals(Optional.empty(), found.error());
		assertFalse(found.adopted());
		assertEquals("GGUFone", Files.readString(found.file()));
		assertFalse(Files.exists(temp.resolve("arriving/qwen2.5-7b-instruct-q4_k_m.gguf")), "moved, not copied");
	}

	@Test
	void idsThatAreTakenGetTheQuantizationThenANumber() throws IOException {
		Shelf shelf = open();
		assertEquals("Tiny", add(shelf, "A/Tiny-GGUF", "Q4_K_M", "a.gguf", "1").id());
		assertEquals("Tiny-Q8_0", add(shelf, "A/Tiny-GGUF", "Q8_0", "b.gguf", "2").id());
		assertEquals("tiny-Q8_0-2", add(shelf, "B/tiny", "Q8_0", "c.gguf", "3").id());
		assertThrows(ConflictException.class, () -> add(shelf, "C/Other", "", "d.gguf", "1"));
	}

	@Test
	void whatCannotBeMovedIsWhereItWas() throws IOException {
		Shelf shelf = open();
		Path first = file("arriving/m-00001-of-00002.gguf", "1");
		Path missing = file("arriving/m-00002-of-00002.gguf", "2");
		Files.delete(missing);
		Files.createDirectory(missing);
		Files.createDirectories(models().resolve(".adding"));
		assertThrows(UncheckedIOException.class, () -> shelf.add(ORIGIN, TITLE, "", List.of(first, temp.resolve("arriving/none.gguf")), List.of(hash("1"), hash("2"))));
		assertTrue(Files.exists(first));
		assertEquals(List.of(), shelf.all());
		assertEquals(List.of(), open().all());
		assertEquals(List.of(), open().leftovers());
	}

	@Test
	void anArrivalThatACrashInterruptedIsFinished() throws IOException {
		Path first = file("models/.downloads/dl_x/m-00001-of-00002.gguf", "1");
		Path second = file("models/.downloads/dl_x/m-00002-of-00002.gguf", "22");
		Path staging = Files.createDirectories(models().resolve(".adding/M"));
		Files.move(first, staging.resolve("m-00001-of-00002.gguf")); // and here it ended
		Files.writeString(staging.resolve("intent.json"), """
				{"card":{"id":"M","title":"M","quantization":"","origin":"x:y/M","adopted":false,"projector":false,"addedAt":"2026-01-01T00:00:00Z",
				"files":[{"path":"m-00001-of-00002.gguf","sizeBytes":5,"sha256":"aa"},{"path":"m-00002-of-00002.gguf","sizeBytes":6,"sha256":"bb"}]},
				"sources":["%s","%s"]}""".formatted(json(first), json(second)));
		Shelved model = open().find("M").orElseThrow();
		assertEquals(Optional.empty(), model.error());
		assertEquals("GGUF22", Files.readString(model.files().get(1)));
		assertTrue(open().holding("aa").isPresent());
	}

	private static String json(Path path) {
		return path.toString().replace("\\", "\\\\");
	}

	@Test
	void adoptsAFileWithoutTouchingIt() throws IOException {
		Path file = file("mine/通义千问-7B-Q4_K_M.gguf", "mine");
		Shelf shelf = open();
		Shelved model = shelf.adopt(file).getFirst();
		assertTrue(model.adopted());
		assertTrue(model.id().matches("[\\x21-\\x7e]+"), model.id());
		assertEquals("通义千问-7B-Q4_K_M", model.title());
		assertEquals("Q4_K_M", model.quantization());
		assertEquals(file, model.file());
		assertEquals(List.of(), shelf.adopt(file), "nothing new");
		shelf.delete(model.id());
		assertEquals("GGUFmine", Files.readString(file));
		assertFalse(Files.exists(models().resolve(model.id())));
		assertEquals(List.of(), shelf.all());
	}

	@Test
	void adoptsAFolderWithShardsAndProjectors() throws IOException {
		file("mine/a/deep/er/x-Q8_0.gguf", "1");
		file("mine/b/big-00001-of-00002.gguf", "1");
		file("mine/b/big-00002-of-00002.gguf", "2");
		Path projector = file("mine/b/mmproj-big-f16.gguf", "p");
		file("mine/c/part-00002-of-00003.gguf", "3");
		Files.writeString(temp.resolve("mine/readme.txt"), "no model");
		List<Shelved> all = open().adopt(temp.resolve("mine"));
		assertEquals(List.of("x-Q8_0", "big", "part"), all.stream().map(Shelved::id).toList());
		assertEquals(2, all.get(1).files().size());
		assertEquals(List.of(projector), all.get(1).projectors());
		assertTrue(all.get(2).error().orElseThrow().contains("only 1"), all.get(2).error().toString());
	}

	@Test
	void adoptsACacheOfHuggingFaces() throws IOException {
		Path cache = temp.resolve("hub/models--Qwen--Qwen2.5-7B-Instruct-GGUF");
		String blob = "ab".repeat(32);
		file("hub/models--Qwen--Qwen2.5-7B-Instruct-GGUF/blobs/" + blob, "new");
		file("hub/models--Qwen--Qwen2.5-7B-Instruct-GGUF/blobs/" + "cd".repeat(32), "old");
		Files.createDirectories(cache.resolve("refs"));
		Files.writeString(cache.resolve("refs/main"), "commit2");
		for (String snapshot : List.of("commit1", "commit2")) {
			Path folder = Files.createDirectories(cache.resolve("snapshots").resolve(snapshot));
			Files.createSymbolicLink(folder.resolve("q-q4_k_m.gguf"), Path.of("../../blobs/" + (snapshot.equals("commit2") ? blob : "cd".repeat(32))));
		}
		Files.createSymbolicLink(cache.resolve("loop"), cache);
		List<Shelved> all = open().adopt(temp.resolve("hub"));
		assertEquals(1, all.size(), all.toString());
		Shelved model = all.getFirst();
		assertEquals("Qwen/Qwen2.5-7B-Instruct-GGUF", model.title());
		assertEquals("Qwen2.5-7B-Instruct", model.id());
		assertEquals(blob, model.sha256());
		assertEquals("Q4_K_M", model.quantization());
		assertEquals(7, model.sizeBytes());
		assertEquals(Optional.of(model), open().holding(blob), "so that it is not downloaded again");
	}

	@Test
	void refusesToAdoptWhatIsNone() throws IOException {
		Shelf shelf = open();
		Path empty = Files.createDirectories(temp.resolve("empty"));
		Path projector = file("p/mmproj-x.gguf", "p");
		for (Path path : List.of(temp.resolve("none"), empty, projector, Path.of("relative.gguf"))) {
			assertEquals("path", assertThrows(InvalidFieldException.class, () -> shelf.adopt(path)).field());
		}
	}

	@Test
	void filesThatVanishOrAreBrokenSayTheirError() throws IOException {
		Shelf shelf = open();
		Shelved good = shelf.adopt(file("mine/good.gguf", "1")).getFirst();
		Shelved bad = shelf.adopt(Files.writeString(temp.resolve("mine/bad.gguf"), "ELF!")).getFirst();
		assertTrue(bad.error().orElseThrow().contains("GGUF"));
		Files.delete(good.file());
		shelf.look();
		assertTrue(shelf.find("good").orElseThrow().error().orElseThrow().contains("gone"));
		file("mine/good.gguf", "another length");
		shelf.look();
		assertTrue(shelf.find("good").orElseThrow().error().orElseThrow().contains("18 bytes"));
	}

	@Test
	void factsComeFromTheReaderAndOneThatFailsHurtsNobodyElse() throws IOException {
		var facts = new ModelFacts("qwen2", Optional.empty(), Optional.of("Q5_K_M"), OptionalLong.empty(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(),
				Optional.empty(), 1);
		var shelf = new Shelf(models(), file -> {
			if (file.toString().contains("bad")) {
				throw new IllegalStateException("stumbled");
			}
			return Optional.of(facts);
		}, InstantSource.fixed(Shelves.NOW));
		shelf.adopt(file("mine/good.gguf", "1"));
		shelf.adopt(file("mine/bad.gguf", "2"));
		assertEquals(Optional.of(facts), shelf.find("good").orElseThrow().facts());
		assertEquals("Q5_K_M", shelf.find("good").orElseThrow().quantization());
		assertEquals(Optional.of("stumbled"), shelf.find("bad").orElseThrow().error());
	}

	@Test
	void aProjectorStandsBesideTheModelsOfItsOrigin() throws IOException {
		Shelf shelf = open();
		add(shelf, TITLE, "Q4_K_M", "a.gguf", "1");
		Shelved projector = add(shelf, TITLE, "F16", "mmproj-a-f16.gguf", "p");
		assertEquals(List.of("Qwen2.5-7B-Instruct"), open().all().stream().map(Shelved::id).toList());
		assertEquals(List.of(projector.file()), open().find("Qwen2.5-7B-Instruct").orElseThrow().projectors());
		assertEquals(List.of(), shelf.leftovers());
		shelf.delete("Qwen2.5-7B-Instruct");
		assertEquals(List.of(projector.id()), shelf.leftovers().stream().map(Leftover::name).toList());
		shelf.removeLeftover(projector.id());
		assertEquals(Optional.empty(), shelf.holding(hash("p")));
	}

	@Test
	void remembersHowItWasDeployed() throws IOException {
		Shelf shelf = open();
		add(shelf, TITLE, "", "a.gguf", "1");
		assertEquals(DeployOptions.DEFAULT, shelf.find("Qwen2.5-7B-Instruct").orElseThrow().options());
		var options = new DeployOptions(9000, 8192, 20, OptionalInt.of(4), OptionalInt.empty(), Optional.of("on"), Optional.empty(), Optional.of("/p.gguf"),
				List.of("qwen"), Set.of("vip"), 3, List.of("--jinja"), 10, true);
		shelf.remember("Qwen2.5-7B-Instruct", options);
		assertEquals(options, open().find("Qwen2.5-7B-Instruct").orElseThrow().options());
		assertThrows(UnknownIdException.class, () -> shelf.remember("none", options));
	}

	@Test
	void deletingRemovesOnlyItsOwn() throws IOException {
		Shelf shelf = open();
		Shelved model = add(shelf, TITLE, "", "a.gguf", "1");
		Files.writeString(models().resolve(model.id()).resolve("notes.txt"), "mine");
		assertEquals(List.of(new Leftover(model.id() + "/notes.txt", 4)), shelf.leftovers());
		shelf.delete(model.id());
		assertEquals("mine", Files.readString(models().resolve(model.id()).resolve("notes.txt")));
		assertFalse(Files.exists(model.file()));
		assertThrows(UnknownIdException.class, () -> shelf.delete(model.id()));
		assertThrows(UnknownIdException.class, () -> shelf.delete("../mine"));
	}

	@Test
	void leftoversAreListedAndRemovedAndNothingElseIs() throws IOException {
		Files.createDirectories(models().resolve("junk/deep"));
		Files.write(models().resolve("junk/deep/x.bin"), new byte[1000]);
		Files.createDirectories(models().resolve(".downloads/dl_old"));
		Files.write(models().resolve(".downloads/dl_old/x.gguf"), new byte[500]);
		Files.createDirectories(models().resolve(".downloads/dl_on"));
		Files.writeString(models().resolve(".downloads/dl_on/download.json"), "{}");
		Path outside = file("outside.gguf", "1");
		Files.createSymbolicLink(models().resolve("link"), temp.resolve("outside.gguf"));
		Path dropped = file("models/dropped.gguf", "d");
		Shelf shelf = open();
		shelf.adopt(dropped);
		assertEquals(List.of(".downloads/dl_old", "junk", "link"), shelf.leftovers().stream().map(Leftover::name).toList());
		assertEquals(500, shelf.leftovers().getFirst().sizeBytes());
		for (String name : List.of("..", "../outside.gguf", "dropped.gguf", "dropped", ".downloads", ".downloads/dl_on", "junk/deep")) {
			assertThrows(UnknownIdException.class, () -> shelf.removeLeftover(name), name);
		}
		shelf.leftovers().forEach(leftover -> shelf.removeLeftover(leftover.name()));
		assertEquals(List.of(), shelf.leftovers());
		assertTrue(Files.exists(outside));
		assertTrue(Files.exists(dropped));
	}

	@Test
	void theScanStandsAnything() throws IOException {
		for (String card : List.of("", "null", "[]", "{", "{\"id\":\"x\"}", "\0\0\0", "{\"id\":\"evil\",\"title\":\"\",\"quantization\":\"\",\"origin\":\"\","
				+ "\"addedAt\":\"\",\"files\":[{\"path\":\"../outside.gguf\",\"sha256\":\"\"}]}", "{\"id\":\"evil\",\"files\":[null]}", "{\"files\":3}")) {
			Path folder = Files.createDirectories(models().resolve("m" + Math.abs(card.hashCode())));
			Files.writeString(folder.resolve("model.json"), card.replace("evil", folder.getFileName().toString()));
		}
		Path binary = Files.createDirectories(models().resolve("binary"));
		Files.write(binary.resolve("model.json"), new byte[] { (byte) 0xff, (byte) 0xfe, 0, 1 });
		Files.createDirectories(models().resolve("folder/model.json"));
		Files.createSymbolicLink(models().resolve("loop"), models());
		Path outside = file("outside.gguf", "1");
		add(open(), TITLE, "", "a.gguf", "1");
		assertEquals(1, open().all().size());
		assertTrue(Files.exists(outside));
		assertTrue(open().leftovers().size() >= 10);
	}

	@Test
	void namesAreAsciiAndNeverAPath() {
		assertEquals("Qwen2.5-7B-Instruct", Names.id("Qwen/Qwen2.5-7B-Instruct-GGUF"));
		assertEquals("Cafe-7B", Names.id("x/Café-7B-gguf").replaceFirst("-[0-9a-f]{8}$", ""));
		for (String title : List.of("", ".", "..", "a/..", "通义千问", "CON", "nul.txt", "com1", "-rf", " ", "a\\b", "x/" + "n".repeat(300), "\0", "GGUF", "emoji😀", "...")) {
			String id = Names.id(title);
			assertTrue(id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,79}"), "'" + title + "' became '" + id + "'");
			assertFalse(id.matches("(?i)(con|nul|com1)(\\..*)?"), id);
			assertFalse(id.endsWith("."), id);
			assertTrue(Names.file(title + ".gguf").matches("[A-Za-z0-9][A-Za-z0-9._-]*\\.gguf"));
		}
		assertFalse(Names.id("通义千问").equals(Names.id("百川")));
		assertEquals("x-00002-of-00003.gguf", Names.file("dir/x-00002-of-00003.gguf"));
	}

	@Test
	void quantizationsAreReadFromNames() {
		assertEquals("Q4_K_M", Finder.quantization("qwen2.5-7b-instruct-q4_k_m"));
		assertEquals("IQ2_XXS", Finder.quantization("Model-7B.IQ2_XXS"));
		assertEquals("UD-Q4_K_XL", Finder.quantization("Qwen3-8B-UD-Q4_K_XL"));
		assertEquals("BF16", Finder.quantization("gemma-BF16"));
		assertEquals("", Finder.quantization("qwen2-instruct"));
	}

	@Test
	void shardsKeepOneName() {
		List<String> names = IntStream.rangeClosed(1, 3).mapToObj(number -> Names.file("大模型-0000" + number + "-of-00003.gguf")).toList();
		assertEquals(1, names.stream().map(name -> ShardName.of(name).orElseThrow().prefix()).distinct().count());
		assertArrayEquals(new int[] { 1, 2, 3 }, names.stream().mapToInt(name -> ShardName.of(name).orElseThrow().number()).toArray());
	}
}
