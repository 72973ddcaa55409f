package com.burncloud.gateway.internal;

import java.util.Map;
import java.util.Optional;

import com.burncloud.api.provider.Operation;

/** The paths of the dialect {@code openai-chat} and what each asks for. */
final class Surface {
	static final String DIALECT = "openai-chat";

	private static final Map<String, Operation> OPERATIONS = Map.of("/v1/chat/completions", Operation.CHAT, "/v1/completions", Operation.COMPLETION,
			"/v1/embeddings", Operation.EMBEDDING, "/v1/images/generations", Operation.IMAGE_GENERATION, "/v1/images/edits", Operation.IMAGE_EDIT,
			"/v1/audio/speech", Operation.SPEECH, "/v1/audio/transcriptions", Operation.TRANSCRIPTION, "/v1/audio/translations", Operation.TRANSLATION,
			"/v1/moderations", Operation.MODERATION, "/v1/rerank", Operation.RERANK);

	private Surface() {
	}

	static Optional<Operation> operation(String path) {
		return Optional.ofNullable(OPERATIONS.get(path));
	}

	/** Whether streams of the operation carry usage only when asked by {@code stream_options.include_usage}. */
	static boolean hasStreamOptions(Operation operation) {
		return operation == Operation.CHAT || operation == Operation.COMPLETION;
	}
}
