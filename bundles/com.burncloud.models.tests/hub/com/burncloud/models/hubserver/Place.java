package com.burncloud.models.hubserver;

/** Whom a request was sent to; each listens on a port of its own. */
public enum Place {
	HUGGING_FACE, MIRROR, MODEL_SCOPE, CDN
}
