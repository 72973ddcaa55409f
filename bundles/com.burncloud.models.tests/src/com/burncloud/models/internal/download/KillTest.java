package com.burncloud.models.internal.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.http.HttpEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.FrameworkUtil;
import org.osgi.service.event.EventAdmin;
import org.slf4j.LoggerFactory;

import com.burncloud.api.model.DownloadService;
import com.burncloud.models.hubserver.HubServer;
import com.burncloud.models.hubserver.Repository;
import com.burncloud.models.internal.library.Library;
import com.burncloud.models.internal.library.Shelves;
import com.google.gson.Gson;

/** A process that downloads is killed in the middle, again and again: what it said was there is there, and in the end all is. */
class KillTest {
	private static final int KILLS = 20;
	private static final String FILE = "big-Q4_K_M.gguf";
	private static final byte[] BYTES = Rig.gguf(11, 6_000_000);

	@TempDir
	Path folder;

	@Test
	void goesOnAfterEachKill() throws Exception {
		long seed = System.nanoTime();
		System.out.println("kill plan " + seed);
		var random = new Random(seed);
		try (HubServer hub = HubServer.start().add(new Repository("Org/Big-GGUF").file(FILE, BYTES))) {
			int kills = 0;
			for (int file = 0; kills < KILLS; file++) {
				Path models = folder.resolve("models" + file);
				while (kills < KILLS && killed(hub, models, 1 + random.nextInt(25))) {
					kills++;
					checkWhatIsThere(models);
				}
				killed(hub, models, Integer.MAX_VALUE);
				Library library = Shelves.open(models);
				assertEquals(1, library.all().size());
				assertArrayEquals(BYTES, Files.readAllBytes(library.all().getFirst().file()));
				assertEquals(List.of(), library.leftovers());
			}
		}
	}

	/** Runs until it ends or has written so many lines. Answers whether it was killed. */
	private static boolean killed(HubServer hub, Path models, int afterLines) throws IOException, InterruptedException, ClassNotFoundException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp",
				classPath(), Downloader.class.getName(), models.toString(), hub.huggingFace().toString(), hub.mirror().toString(), hub.modelScope().toString(),
				"Org/Big-GGUF", FILE, "4", "65536", "3000000").redirectErrorStream(true).start();
		var lines = new ArrayList<String>();
		try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
			int left = afterLines;
			for (String line = out.readLine(); line != null; line = out.readLine()) {
				lines.add(line);
				if (line.contains(" of ") && --left == 0) {
					process.destroyForcibly().waitFor();
					return true;
				}
			}
		}
		assertEquals(0, process.waitFor(), () -> String.join("\n", lines));
		assertTrue(lines.getLast().startsWith("ended"), () -> String.join("\n", lines));
		return false;
	}

	/** Every byte that the map claims is the file's. */
	private static void checkWhatIsThere(Path models) throws IOException {
		try (Stream<Path> files = Files.walk(models)) {
			for (Path map : files.filter(file -> file.toString().endsWith(".gguf.map")).toList()) {
				Path part = map.resolveSibling(FILE);
				if (Files.exists(part)) {
					byte[] there = Files.readAllBytes(part);
					var pieces = PieceMap.read(Files.readString(map), BYTES.length, 65536, there.length);
					for (int piece = 0; piece < pieces.pieces(); piece++) {
						int from = (int) pieces.start(piece);
						int to = (int) pieces.next(piece);
						assertTrue(from == to || Arrays.equals(BYTES, from, to, there, from, to), "piece " + piece);
					}
				}
			}
		}
	}

	/** Where the classes of this test lie, each bundle a folder or a jar. */
	private static String classPath() throws ClassNotFoundException {
		Set<String> places = new LinkedHashSet<>();
		for (Class<?> type : List.of(Downloader.class, Downloads.class, HubServer.class, DownloadService.class, Gson.class, LoggerFactory.class, EventAdmin.class,
				FrameworkUtil.class, HttpClients.class, HttpEntity.class,
				HttpClients.class.getClassLoader().loadClass("org.apache.hc.core5.http2.HttpVersionPolicy"))) {
			try {
				Path place = Path.of(new URI(type.getProtectionDomain().getCodeSource().getLocation().toString().replaceFirst("^reference:", "")));
				places.add(place.toString());
				places.add(place.resolve("target/classes").toString());
				places.add(place.resolve("bin").toString());
			} catch (URISyntaxException e) {
				throw new IllegalStateException(e);
			}
		}
		return String.join(File.pathSeparator, places);
	}
}
