package com.burncloud.store.internal;

import java.nio.file.FileSystemException;
import java.sql.SQLException;

/** The part of an exception that a person can use, on one line. */
final class Reason {

	private Reason() {
	}

	/** Derby hides the reason at the end of the chain, so the last message that says anything is taken. */
	static String of(Throwable thrown) {
		String reason = "";
		int depth = 0;
		for (Throwable t = thrown; t != null && depth < 20; t = next(t), depth++) {
			String text = text(t);
			if (!text.isBlank()) {
				reason = text;
			}
		}
		String line = reason.isEmpty() ? thrown.getClass().getSimpleName() : reason.strip().replaceAll("\\s*[\\r\\n]+\\s*", " ");
		return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
	}

	/** Whether a state such as {@code XSDB6} or a class of states such as {@code 08} stands anywhere in the chain. */
	static boolean hasState(Throwable thrown, String prefix) {
		int depth = 0;
		for (Throwable t = thrown; t != null && depth < 20; t = next(t), depth++) {
			if (t instanceof SQLException sql && sql.getSQLState() != null && sql.getSQLState().startsWith(prefix)
					|| t.getMessage() != null && t.getMessage().startsWith("ERROR " + prefix)) {
				return true;
			}
		}
		return false;
	}

	private static Throwable next(Throwable t) {
		return t instanceof SQLException sql && sql.getNextException() != null ? sql.getNextException() : t.getCause();
	}

	private static String text(Throwable t) {
		if (t instanceof FileSystemException file) {
			// Its message is the bare path when there is no reason, and that says nothing.
			String why = file.getReason() != null ? file.getReason() : t.getClass().getSimpleName().replace("Exception", "");
			return why + " (" + file.getFile() + ")";
		}
		return t.getMessage() == null ? "" : t.getMessage();
	}
}
