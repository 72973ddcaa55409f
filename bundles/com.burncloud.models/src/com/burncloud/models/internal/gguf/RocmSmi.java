package com.burncloud.models.internal.gguf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.burncloud.api.model.Machine;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** What AMD's tool prints, as JSON: an object a card. */
final class RocmSmi {
	static final String SOURCE = "rocm-smi";
	static final List<String> COMMAND = List.of("rocm-smi", "--showproductname", "--showmeminfo", "vram", "--json");

	private RocmSmi() {
	}

	/** Nothing where it is no such JSON. */
	static List<Machine.Gpu> parse(String output) {
		List<Machine.Gpu> gpus = new ArrayList<>();
		int from = output.indexOf('{'); // it warns on stdout
		try {
			JsonElement all = JsonParser.parseString(from < 0 ? "{}" : output.substring(from));
			for (Map.Entry<String, JsonElement> card : all.getAsJsonObject().entrySet()) {
				if (card.getKey().startsWith("card") && card.getValue() instanceof JsonObject fields) {
					gpu(fields, gpus);
				}
			}
		} catch (JsonParseException | IllegalStateException e) {
			return List.of();
		}
		return gpus;
	}

	private static void gpu(JsonObject card, List<Machine.Gpu> gpus) {
		String total = field(card, "vram total memory (b)");
		String used = field(card, "vram total used memory (b)");
		if (total.matches("\\d{1,18}") && used.matches("\\d{1,18}")) {
			String series = field(card, "card series");
			long bytes = Long.parseLong(total);
			gpus.add(new Machine.Gpu(series.isEmpty() ? "AMD GPU" : series, bytes, Math.max(0, bytes - Long.parseLong(used)), SOURCE));
		}
	}

	/** Versions write the names in different cases. */
	private static String field(JsonObject card, String name) {
		return card.entrySet().stream().filter(field -> field.getKey().equalsIgnoreCase(name) && field.getValue().isJsonPrimitive()).map(field -> field.getValue().getAsString())
				.findFirst().orElse("");
	}
}
