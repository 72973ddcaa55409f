package com.burncloud.models.internal.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.Download.State;
import com.burncloud.models.internal.library.Shelved;

/** Whatever goes wrong on the way: a file that is there is the hub's file, and what cannot be is said. */
class FaultPlansTest {

	@TempDir
	Path folder;

	static LongStream seeds() {
		return LongStream.range(0, 100);
	}

	@ParameterizedTest(name = "seed {0}")
	@MethodSource("seeds")
	void endsVerifiedOrWithAReason(long seed) throws IOException {
		var random = new Random(seed);
		byte[] bytes = Rig.gguf(seed, 200_000 + random.nextInt(1_000_000));
		try (Rig rig = new Rig(folder)) {
			rig.repositories.put("one", "tiny-Q4_K_M.gguf", bytes);
			if (random.nextInt(3) == 0) {
				rig.repositories.put("two", "tiny-Q4_K_M.gguf", bytes);
			}
			rig.repositories.tellsHash = random.nextInt(8) != 0;
			for (int i = random.nextInt(25); i > 0; i--) {
				Mishap mishap = Mishap.any(random, bytes.length);
				boolean hidden = mishap instanceof Mishap.WrongByte || mishap instanceof Mishap.Changed(boolean tells) && !tells;
				if (rig.repositories.tellsHash || !hidden) { // without a hash nobody can know
					rig.wire.plan.add(mishap);
				}
			}
			rig.begin();
			String id = rig.start("tiny-Q4_K_M.gguf");
			if (random.nextInt(4) == 0) {
				rig.await(id, download -> download.bytesDone() > bytes.length / 3 || download.state() == State.COMPLETED || download.state() == State.FAILED);
				rig.restart();
			}
			check(rig, id, bytes);
		}
	}

	private static void check(Rig rig, String id, byte[] bytes) throws IOException {
		if (rig.downloads.find(id).isPresent()) {
			Download end = rig.end(id);
			if (end.state() == State.FAILED) {
				assertFalse(end.error().orElseThrow().isBlank());
				assertTrue(rig.library.all().isEmpty());
				return;
			}
			assertEquals(bytes.length, end.bytesDone());
		}
		Shelved model = rig.library.all().getFirst();
		assertArrayEquals(bytes, Files.readAllBytes(model.file()));
		assertEquals(Repositories.sha256(bytes), model.sha256());
	}
}
