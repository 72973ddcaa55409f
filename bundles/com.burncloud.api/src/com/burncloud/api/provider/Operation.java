package com.burncloud.api.provider;

/** What a client asks of a model. */
public enum Operation {
	CHAT, COMPLETION, EMBEDDING, IMAGE_GENERATION, IMAGE_EDIT, SPEECH, TRANSCRIPTION, TRANSLATION, MODERATION, RERANK,
	/** The list of the upstream's models; a GET without a body. */
	MODELS
}
