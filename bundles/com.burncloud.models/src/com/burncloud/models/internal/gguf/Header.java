package com.burncloud.models.internal.gguf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import com.burncloud.api.model.ModelFacts;

/**
 * The header of one GGUF file.
 *
 * @param endByte where it ends
 * @param dataFromByte where the tensors' data begins
 */
public record Header(int version, Map<String, Value> metadata, Tensors tensors, long endByte, long dataFromByte) {
	static final String CHAT_TEMPLATE = "tokenizer.chat_template";

	public Header {
		metadata = Map.copyOf(metadata);
	}

	/** {@code general.architecture}; empty where it is missing, as in the later shards of some models. */
	public String architecture() {
		return text("general.architecture").orElse("");
	}

	/** {@code general.type}, such as {@code model}, {@code mmproj}, {@code adapter}, {@code imatrix}; where it is missing, {@code model}. */
	public String type() {
		return text("general.type").orElse(architecture().equals("clip") ? "mmproj" : "model");
	}

	/** {@code split.count}; 1 for a single file. */
	public int shards() {
		return (int) Math.min(100_000, Math.max(1, whole("split.count").orElse(1)));
	}

	/** Least size of the file: with less, it is truncated. */
	public long leastFileBytes() {
		return tensors.count() == 0 ? endByte : tensors.endByte() > Long.MAX_VALUE - dataFromByte ? Long.MAX_VALUE : dataFromByte + tensors.endByte();
	}

	/** What is wrong with a file of this header and size; one English sentence. */
	public Optional<String> fault(long fileBytes) {
		return fileBytes >= leastFileBytes() ? Optional.empty()
				: Optional.of("The file ends at byte " + fileBytes + ", but its tensors reach to byte " + leastFileBytes() + ": it is truncated; load it again.");
	}

	/** What it says, for people. Of a shard that does not know the whole, the parameters are empty. */
	public ModelFacts facts() {
		return new Shards(List.of(this)).facts();
	}

	Optional<String> text(String key) {
		return metadata.get(key) instanceof Value.Text text && !text.value().isBlank() ? Optional.of(text.value()) : Optional.empty();
	}

	/** Empty for negative ones, too. */
	OptionalLong whole(String key) {
		return metadata.get(key) instanceof Value.Whole whole && whole.value() >= 0 ? OptionalLong.of(whole.value()) : OptionalLong.empty();
	}

	/** {@code {architecture}.key}. */
	OptionalLong own(String key) {
		return whole(architecture() + "." + key);
	}

	/** {@code {architecture}.key} of a layer, whether it is one number for all or a list; empty where it is missing. */
	OptionalLong own(String key, int layer) {
		if (metadata.get(architecture() + "." + key) instanceof Value.Wholes list) {
			return layer < list.values().length && list.values()[layer] >= 0 ? OptionalLong.of(list.values()[layer]) : OptionalLong.empty();
		}
		return own(key);
	}

	/** Whether there is any {@code {architecture}.prefix*}. */
	boolean hasOwn(String prefix) {
		String start = architecture() + "." + prefix;
		return metadata.keySet().stream().anyMatch(key -> key.startsWith(start));
	}

	/** Tokens that the model knows. */
	long vocabulary() {
		if (metadata.get("tokenizer.ggml.tokens") instanceof Value.Skipped tokens) {
			return tokens.length();
		}
		return own("vocab_size").orElse(0);
	}
}
