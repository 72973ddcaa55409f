package com.burncloud.api.error;

/** The disk did not take what was to be written, such as when it is full (507 on the management API). Nothing has changed. */
public final class DiskException extends RuntimeException {
	private static final long serialVersionUID = 1L;

	public DiskException(String message) {
		super(message);
	}
}
