package com.burncloud.models.internal.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

import org.junit.jupiter.api.Test;

import com.burncloud.api.model.HubFile;
import com.burncloud.api.model.Variant;

class VariantsTest {

	private static List<String> of(Object... pathsAndSizes) {
		List<HubFile> files = new ArrayList<>();
		for (int i = 0; i < pathsAndSizes.length; i += 2) {
			files.add(new HubFile((String) pathsAndSizes[i], (Integer) pathsAndSizes[i + 1], Optional.empty()));
		}
		return Variants.of(files).stream().map(variant -> variant.kind() + " " + variant.quantization() + " " + variant.sizeBytes() + " "
				+ variant.files().stream().map(HubFile::path).toList()).toList();
	}

	@Test
	void listsModelsBySizeThenProjectors() {
		assertEquals(List.of("MODEL Q2_K 3 [m-Q2_K.gguf]", "MODEL Q4_K_M 5 [m-q4_k_m.gguf]", "MODEL F16 16 [m-F16.gguf]", "PROJECTOR F16 1 [mmproj-F16.gguf]",
				"PROJECTOR F32 2 [mmproj-F32.gguf]"),
				of("README.md", 1, "m-F16.gguf", 16, "mmproj-F32.gguf", 2, "m-q4_k_m.gguf", 5, "config.json", 1, "mmproj-F16.gguf", 1, "m-Q2_K.gguf", 3, "model.safetensors", 9,
						"imatrix.gguf", 1, "mtp-m-Q4_0.gguf", 1, "m-lora.gguf", 1));
	}

	@Test
	void takesShardsForOneInTheirOrder() {
		assertEquals(List.of("MODEL Q4_K_M 6 [Q4_K_M/m-00001-of-00003.gguf, Q4_K_M/m-00002-of-00003.gguf, Q4_K_M/m-00003-of-00003.gguf]",
				"MODEL BF16 9 [BF16/m-00001-of-00002.gguf, BF16/m-00002-of-00002.gguf]"),
				of("BF16/m-00002-of-00002.gguf", 4, "Q4_K_M/m-00003-of-00003.gguf", 1, "Q4_K_M/m-00001-of-00003.gguf", 3, "BF16/m-00001-of-00002.gguf", 5,
						"Q4_K_M/m-00002-of-00003.gguf", 2));
	}

	@Test
	void leavesOutShardsThatAreNotComplete() {
		assertEquals(List.of("MODEL  7 [m.gguf]"), of("m-00001-of-00003.gguf", 1, "m-00003-of-00003.gguf", 1, "n-00002-of-00002.gguf", 1, "n-00003-of-00002.gguf", 1, "m.gguf", 7,
				"o-00000-of-00001.gguf", 1, "p-00001-of-99999.gguf", 1, "q-00001-of-00000.gguf", 1));
		assertEquals(List.of("MODEL  1 [m-00001-of-00001.gguf]"), of("m-00001-of-00001.gguf", 1));
	}

	@Test
	void keepsLikeNamesOfDifferentFoldersApart() {
		assertEquals(2, of("a/m-Q4_0.gguf", 1, "b/m-Q4_0.gguf", 2).size());
		assertEquals(List.of("MODEL Q4_0 1 [m-Q4_0.gguf]"), of("m-Q4_0.gguf", 1, "m-Q4_0.gguf", 1), "a file that is listed twice");
	}

	@Test
	void knowsTheBitsOfKnownQuantizations() {
		List<Variant> variants = Variants.of(List.of(new HubFile("m-Q4_K_M.gguf", 1, Optional.empty()), new HubFile("n-UD-Q4_K_XL.gguf", 2, Optional.empty()),
				new HubFile("o-f16.gguf", 3, Optional.empty()), new HubFile("p-MXFP4.gguf", 4, Optional.empty()), new HubFile("q.gguf", 5, Optional.empty())));
		assertEquals(List.of(OptionalDouble.of(4.8944), OptionalDouble.empty(), OptionalDouble.of(16), OptionalDouble.of(4.25), OptionalDouble.empty()),
				variants.stream().map(Variant::bitsPerWeight).toList());
	}
}
