package com.burncloud.models.internal.gguf;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of quantizations: {@code general.file_type}, labels in files' names, and how many bits a weight takes. */
public final class Quantization {
	/** {@code LLAMA_FTYPE_GUESSED} of llama.h. */
	private static final long GUESSED = 1024;
	/** {@code llama_ftype} of llama.h at v0.5.0; the numbers that were withdrawn stand in old files. */
	private static final Map<Integer, String> FILE_TYPES = new HashMap<>();
	/** As llama.cpp measured them with Llama-3.1-8B (tools/quantize/README.md); of the others, what a block of their main type takes. */
	private static final Map<String, Double> BITS = new HashMap<>();

	static {
		String[] fileTypes = { "F32", "F16", "Q4_0", "Q4_1", "Q4_1", "Q4_2", "Q4_3", "Q8_0", "Q5_0", "Q5_1", "Q2_K", "Q3_K_S", "Q3_K_M", "Q3_K_L", "Q4_K_S", "Q4_K_M",
				"Q5_K_S", "Q5_K_M", "Q6_K", "IQ2_XXS", "IQ2_XS", "Q2_K_S", "IQ3_XS", "IQ3_XXS", "IQ1_S", "IQ4_NL", "IQ3_S", "IQ3_M", "IQ2_S", "IQ2_M", "IQ4_XS", "IQ1_M",
				"BF16", "Q4_0_4_4", "Q4_0_4_8", "Q4_0_8_8", "TQ1_0", "TQ2_0", "MXFP4_MOE", "NVFP4", "Q1_0", "Q2_0" };
		for (int i = 0; i < fileTypes.length; i++) {
			FILE_TYPES.put(i, fileTypes[i]);
		}
		for (GgmlType type : GgmlType.values()) {
			BITS.put(type.name(), type.bitsPerWeight());
		}
		BITS.putAll(Map.ofEntries(Map.entry("IQ1_S", 2.0042), Map.entry("IQ1_M", 2.1460), Map.entry("IQ2_XXS", 2.3824), Map.entry("IQ2_XS", 2.5882),
				Map.entry("IQ2_S", 2.7403), Map.entry("IQ2_M", 2.9294), Map.entry("IQ3_XXS", 3.2548), Map.entry("IQ3_XS", 3.4977), Map.entry("IQ3_S", 3.6606),
				Map.entry("IQ3_M", 3.7628), Map.entry("IQ4_XS", 4.4597), Map.entry("IQ4_NL", 4.6818), Map.entry("Q2_K_S", 2.9697), Map.entry("Q2_K", 3.1593),
				Map.entry("Q3_K_S", 3.6429), Map.entry("Q3_K_M", 3.9960), Map.entry("Q3_K_L", 4.2979), Map.entry("Q4_0", 4.6672), Map.entry("Q4_K_S", 4.6672),
				Map.entry("Q4_K_M", 4.8944), Map.entry("Q5_K_S", 5.5704), Map.entry("Q5_K_M", 5.7036), Map.entry("Q6_K", 6.5633), Map.entry("Q8_0", 8.5008)));
		BITS.remove("Q3_K");
		BITS.remove("Q4_K");
		BITS.remove("Q5_K");
		BITS.put("MXFP4_MOE", GgmlType.MXFP4.bitsPerWeight());
		for (String repacked : new String[] { "Q4_0_4_4", "Q4_0_4_8", "Q4_0_8_8" }) {
			BITS.put(repacked, BITS.get("Q4_0"));
		}
	}

	/** A label between separators; its own parts may be separated by dots and dashes, too. Linear: no part can match in two ways. */
	private static final Pattern LABEL = Pattern.compile("(?<![A-Za-z0-9])(UD[-_.])?(IQ[1-9][_.-](?:XXS|XS|S|M|L|XL|NL|KS|KT|K)|TQ[12][_.-]0|Q[1-9][_.-]0[_.-][48][_.-][48]|"
			+ "Q[1-9][_.-]K(?:[_.-](?:XXS|XS|S|M|L|XL|XXL|P))?|Q[1-9][_.-][01]|BF16|FP?16|FP?32|MXFP4(?:[_.-]MOE)?|NVFP4)(?![A-Za-z0-9])", Pattern.CASE_INSENSITIVE);

	private Quantization() {
	}

	/** Of {@code general.file_type}; empty for one that this program does not know. */
	static Optional<String> ofFileType(long fileType) {
		long number = fileType & ~GUESSED;
		return number > FILE_TYPES.size() ? Optional.empty() : Optional.ofNullable(FILE_TYPES.get((int) number));
	}

	/** The last label in a name, in one spelling: {@code q4-k-m} is {@code Q4_K_M}, {@code fp16} is {@code F16}. */
	static Optional<String> inName(String name) {
		Matcher matcher = LABEL.matcher(name);
		String found = null;
		while (matcher.find()) {
			String label = matcher.group(2).toUpperCase(Locale.ROOT).replace('-', '_').replace('.', '_').replace("FP16", "F16").replace("FP32", "F32");
			found = (matcher.group(1) == null ? "" : "UD-") + label;
		}
		return Optional.ofNullable(found);
	}

	/** Of a label. Larger than what the name says, because some tensors are kept in better types. Mixtures of single publishers, such as {@code UD-Q4_K_XL}, are not known. */
	static OptionalDouble bitsPerWeight(String label) {
		Double bits = BITS.get(label);
		return bits == null ? OptionalDouble.empty() : OptionalDouble.of(bits);
	}
}
