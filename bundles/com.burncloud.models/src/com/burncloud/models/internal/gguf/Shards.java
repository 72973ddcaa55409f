package com.burncloud.models.internal.gguf;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

import com.burncloud.api.model.ModelFacts;

/**
 * The headers of a model that were read: of its first file, and of further shards where somebody took the trouble.
 *
 * @param headers at least one; the metadata of the first counts
 */
public record Shards(List<Header> headers) {
	private static final int LINE_AT_MOST = 200;

	public Shards {
		headers = List.copyOf(headers);
		if (headers.isEmpty()) {
			throw new IllegalArgumentException("no header");
		}
	}

	public Header first() {
		return headers.getFirst();
	}

	/** Whether all shards are here. */
	public boolean complete() {
		return headers.size() >= first().shards();
	}

	public ModelFacts facts() {
		Header first = first();
		return new ModelFacts(first.architecture(), first.text("general.name").or(() -> first.text("general.basename")).map(Shards::line), quantization(), parameters(),
				number(first.own("context_length")), number(first.own("block_count")), first.text(Header.CHAT_TEMPLATE), first.text("general.license").map(Shards::line),
				first.shards());
	}

	/** As one line that fits a label, whatever somebody wrote there. */
	private static String line(String text) {
		String line = text.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
		return line.length() <= LINE_AT_MOST ? line : line.substring(0, LINE_AT_MOST);
	}

	private OptionalLong parameters() {
		long weights = headers.stream().mapToLong(header -> header.tensors().weights()).sum();
		return complete() && weights > 0 ? OptionalLong.of(weights) : first().whole("general.parameter_count");
	}

	private Optional<String> quantization() {
		OptionalLong fileType = first().whole("general.file_type");
		Optional<String> told = fileType.isPresent() ? Quantization.ofFileType(fileType.getAsLong()) : Optional.empty();
		return told.or(this::mostUsed);
	}

	private Optional<String> mostUsed() {
		Map<GgmlType, Long> all = new EnumMap<>(GgmlType.class);
		headers.forEach(header -> header.tensors().weightsByType().forEach((type, weights) -> all.merge(type, weights, Long::sum)));
		return all.entrySet().stream().max(Map.Entry.comparingByValue()).map(most -> most.getKey().name());
	}

	private static OptionalInt number(OptionalLong number) {
		return number.isPresent() && number.getAsLong() <= Integer.MAX_VALUE ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
	}
}
