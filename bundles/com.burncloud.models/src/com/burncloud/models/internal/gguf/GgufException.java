package com.burncloud.models.internal.gguf;

/** A file is not what a GGUF file should be. The message is one English sentence for people. */
public abstract sealed class GgufException extends Exception {
	private static final long serialVersionUID = 1;

	private GgufException(String message) {
		super(message, null, false, false); // where in the reader it was found helps nobody
	}

	/** It begins like something else. */
	public static final class NotGguf extends GgufException {
		private static final long serialVersionUID = 1;

		NotGguf(String message) {
			super(message);
		}
	}

	/** It is GGUF of a version or byte order that llama-server does not read either. */
	public static final class Unsupported extends GgufException {
		private static final long serialVersionUID = 1;

		Unsupported(String message) {
			super(message);
		}
	}

	/** It ends before its header does. */
	public static final class Truncated extends GgufException {
		private static final long serialVersionUID = 1;
		private final long atByte;

		Truncated(long atByte) {
			super("The file ends before byte " + (atByte + 1) + ", within its GGUF header; load it again.");
			this.atByte = atByte;
		}

		public long atByte() {
			return atByte;
		}
	}

	/** It may be sound, but asks for more than any real model does. */
	public static final class LimitExceeded extends GgufException {
		private static final long serialVersionUID = 1;

		LimitExceeded(String message) {
			super(message);
		}
	}

	/** It contradicts the format. */
	public static final class Malformed extends GgufException {
		private static final long serialVersionUID = 1;

		Malformed(String message) {
			super(message);
		}
	}
}
