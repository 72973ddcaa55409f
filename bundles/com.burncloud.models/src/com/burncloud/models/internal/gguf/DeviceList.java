package com.burncloud.models.internal.gguf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.burncloud.api.model.Machine;

/** What {@code llama-server --list-devices} prints: the devices that this very build can use. */
final class DeviceList {
	/** The source of a GPU whose memory is main memory. */
	static final String SHARED = "llama-server, memory shared with the processor";
	private static final String SOURCE = "llama-server";
	private static final String HEADING = "Available devices:";
	private static final Pattern DEVICE = Pattern.compile("^ {2}([A-Za-z]+)\\d*: (.*) \\((\\d{1,9}) MiB, (\\d{1,9}) MiB free\\)\\s*$", Pattern.MULTILINE);

	private DeviceList() {
	}

	/** Whether it is such a list: older builds know no such flag. */
	static boolean is(String output) {
		return output.contains(HEADING);
	}

	static List<Machine.Gpu> parse(String output) {
		List<Machine.Gpu> gpus = new ArrayList<>();
		Matcher device = DEVICE.matcher(output);
		while (device.find()) {
			String backend = device.group(1);
			long bytes = Long.parseLong(device.group(3)) << 20;
			if (bytes > 0 && !backend.equals("BLAS")) { // a library that reckons on the processor lists itself, too
				gpus.add(new Machine.Gpu(device.group(2), bytes, Long.parseLong(device.group(4)) << 20, backend.equals("Metal") || backend.equals("MTL") ? SHARED : SOURCE));
			}
		}
		return gpus;
	}
}
