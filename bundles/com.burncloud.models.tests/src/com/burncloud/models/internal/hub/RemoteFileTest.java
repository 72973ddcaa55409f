package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.burncloud.models.hubserver.Fault;
import com.burncloud.models.hubserver.Faults;
import com.burncloud.models.hubserver.Place;

class RemoteFileTest {
	private final House house = new House();
	private final RemoteFile file = new RemoteFile(house.contents, house.address("huggingface"), house.bytes.length);

	@AfterEach
	void close() {
		house.close();
	}

	@Test
	void partsAreReadUpToTheEnd() throws IOException {
		assertArrayEquals(Arrays.copyOfRange(house.bytes, 0, 1_048_576), file.read(0, 1_048_576));
		assertArrayEquals(Arrays.copyOfRange(house.bytes, 2_999_990, 3_000_000), file.read(2_999_990, 100));
		assertEquals(0, file.read(3_000_000, 100).length);
		assertEquals(1, house.server.requests(Place.HUGGING_FACE).size());
	}

	@Test
	void aServerWithoutRangesIsReadFromItsBeginning() throws IOException {
		house.server.faults().always(Faults.at(Place.CDN), new Fault.NoRange());
		assertArrayEquals(Arrays.copyOfRange(house.bytes, 100_000, 100_010), file.read(100_000, 10));
	}

	@Test
	void whatBreaksIsTriedAgainButNotForEver() throws IOException {
		house.server.faults().times(2, Faults.at(Place.CDN), new Fault.Cut(50));
		assertArrayEquals(Arrays.copyOfRange(house.bytes, 0, 100), file.read(0, 100));
		house.server.faults().times(3, Faults.at(Place.CDN), new Fault.Cut(50));
		assertThrows(IOException.class, () -> file.read(0, 100));
	}
}
