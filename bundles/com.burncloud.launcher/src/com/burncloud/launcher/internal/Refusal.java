package com.burncloud.launcher.internal;

/** The program cannot do what it was asked, through no fault of its own: one line for the operator, exit code 2, no stack trace. */
class Refusal extends Exception {

	private static final long serialVersionUID = 1L;

	private final transient Message text;

	public Refusal(String key, Object... arguments) {
		super(key, null, false, false);
		this.text = Message.of(key, arguments);
	}

	Refusal(Message text) {
		super(text.key(), null, false, false);
		this.text = text;
	}

	public Message text() {
		return text;
	}
}
