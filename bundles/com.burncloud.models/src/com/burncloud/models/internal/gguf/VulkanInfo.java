package com.burncloud.models.internal.gguf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.burncloud.api.model.Machine;

/** What {@code vulkaninfo} prints. Only cards with memory of their own count. */
final class VulkanInfo {
	static final String SOURCE = "vulkaninfo";
	static final List<String> COMMAND = List.of("vulkaninfo");
	private static final Pattern GPU = Pattern.compile("^GPU\\d+:\\s*$", Pattern.MULTILINE);
	private static final Pattern NAME = Pattern.compile("^\\s*deviceName\\s*=\\s*(.+?)\\s*$", Pattern.MULTILINE);
	private static final Pattern HEAP = Pattern.compile("^\\s*memoryHeaps\\[\\d+\\]:\\s*$", Pattern.MULTILINE);
	private static final Pattern SIZE = Pattern.compile("^\\s*size\\s*=\\s*(\\d{1,18})\\b", Pattern.MULTILINE);
	private static final Pattern BUDGET = Pattern.compile("^\\s*budget\\s*=\\s*(\\d{1,18})\\b", Pattern.MULTILINE);
	private static final Pattern USAGE = Pattern.compile("^\\s*usage\\s*=\\s*(\\d{1,18})\\b", Pattern.MULTILINE);

	private VulkanInfo() {
	}

	static List<Machine.Gpu> parse(String output) {
		List<Machine.Gpu> gpus = new ArrayList<>();
		String[] sections = GPU.split(output);
		for (int i = 1; i < sections.length; i++) {
			if (sections[i].contains("PHYSICAL_DEVICE_TYPE_DISCRETE_GPU")) {
				gpu(sections[i], gpus);
			}
		}
		return gpus;
	}

	private static void gpu(String section, List<Machine.Gpu> gpus) {
		Matcher name = NAME.matcher(section);
		String[] heaps = HEAP.split(section);
		long size = 0;
		long free = 0;
		for (int i = 1; i < heaps.length; i++) {
			String heap = heaps[i].split("memoryTypes")[0];
			long bytes = number(SIZE, heap, 0);
			if (heap.contains("MEMORY_HEAP_DEVICE_LOCAL_BIT") && bytes > size) { // the largest: small ones are windows into it
				size = bytes;
				long budget = number(BUDGET, heap, 0);
				free = Math.max(0, (budget == 0 ? bytes : budget) - number(USAGE, heap, 0));
			}
		}
		if (size > 0 && name.find()) {
			gpus.add(new Machine.Gpu(name.group(1), size, free, SOURCE));
		}
	}

	private static long number(Pattern pattern, String text, long otherwise) {
		Matcher matcher = pattern.matcher(text);
		return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
	}
}
