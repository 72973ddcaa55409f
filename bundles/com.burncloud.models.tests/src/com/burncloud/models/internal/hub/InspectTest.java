package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.Fit.Verdict;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.ModelReport;
import com.burncloud.models.hubserver.Place;
import com.burncloud.models.hubserver.Repository;
import com.burncloud.models.internal.gguf.GgufWriter;
import com.burncloud.models.internal.gguf.TinyModels;

/** What a model on a hub is, before it is downloaded. */
class InspectTest {
	private final House house = new House();
	private final Hubs hubs = house.service("");

	@AfterEach
	void close() {
		house.close();
	}

	private static byte[] file() {
		GgufWriter writer = TinyModels.llama(4, 512, 8, 2_048).writer();
		return Arrays.copyOf(writer.header(), (int) writer.fileBytes());
	}

	@Test
	void theHeaderIsReadFromTheHubAndComparedWithThisMachine() {
		byte[] file = file();
		house.server.add(new Repository("tiny/llama-GGUF").file("llama-F16.gguf", file));
		ModelReport report = hubs.inspect("huggingface", "tiny/llama-GGUF", "llama-F16.gguf", FitQuestion.DEFAULT);
		assertEquals("llama", report.facts().architecture());
		assertEquals(Optional.of("F16"), report.facts().quantization());
		assertEquals(4, report.facts().layers().orElseThrow());
		assertEquals(Verdict.FITS, report.fit().verdict());
		assertEquals(file.length, report.fit().weightsBytes());
		assertEquals(House.MACHINE, report.machine());
		long sent = house.server.requests(Place.CDN).stream().mapToLong(request -> request.sent().get()).sum();
		assertTrue(sent <= 8 << 20, "bytes of the file that were read: " + sent);
	}

	@Test
	void whatIsNoModelSaysSo() {
		house.server.add(new Repository("tiny/broken-GGUF").file("broken.gguf", new byte[100_000]));
		var broken = assertThrows(InvalidFieldException.class, () -> hubs.inspect("huggingface", "tiny/broken-GGUF", "broken.gguf", FitQuestion.DEFAULT));
		assertTrue(broken.getMessage().contains("broken.gguf"), broken.getMessage());
		assertThrows(InvalidFieldException.class, () -> hubs.inspect("huggingface", "tiny/broken-GGUF", "other.gguf", FitQuestion.DEFAULT));
	}
}
