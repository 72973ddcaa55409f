package com.burncloud.models.internal.gguf;

import java.util.ArrayList;
import java.util.List;

import com.burncloud.api.model.Machine;

/** What NVIDIA's tool prints, as comma-separated lines. */
final class NvidiaSmi {
	static final String SOURCE = "nvidia-smi";
	static final List<String> COMMAND = List.of("nvidia-smi", "--query-gpu=name,memory.total,memory.free", "--format=csv,noheader,nounits");

	private NvidiaSmi() {
	}

	/** Cards whose memory it does not tell ({@code [N/A]}: it is main memory) are left out. */
	static List<Machine.Gpu> parse(String output) {
		List<Machine.Gpu> gpus = new ArrayList<>();
		for (String line : output.lines().toList()) {
			String[] fields = line.split(",");
			int last = fields.length - 1;
			if (last >= 2 && fields[last].strip().matches("\\d{1,9}") && fields[last - 1].strip().matches("\\d{1,9}")) {
				String name = String.join(",", List.of(fields).subList(0, last - 1)).strip();
				gpus.add(new Machine.Gpu(name, Long.parseLong(fields[last - 1].strip()) << 20, Long.parseLong(fields[last].strip()) << 20, SOURCE));
			}
		}
		return gpus;
	}
}
