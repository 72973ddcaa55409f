package com.burncloud.ui.internal.exchange;

import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Palette.Role;

/** How an exchange is put into words and colours. */
public final class Wording {
	private static final int SHORT_ID = 18;

	private final Texts texts = Texts.of(Wording.class);

	public static boolean failed(UsageRecord row) {
		return row.status() >= 400;
	}

	/** Whether a channel failed and another answered. */
	public static boolean failedOver(UsageRecord row) {
		return !failed(row) && row.attempts().size() > 1;
	}

	public static Role dot(UsageRecord row) {
		return failed(row) ? Role.BAD : failedOver(row) ? Role.WARN : Role.GOOD;
	}

	/** {@code 额度不足}: a refusal's code, or else the status, in a word or two. */
	public String outcome(UsageRecord row) {
		if (!failed(row)) {
			return texts.get(failedOver(row) ? "outcome.failedOver" : "outcome.ok");
		}
		String code = "code." + row.code();
		if (!row.code().isEmpty() && texts.has(code)) {
			return texts.get(code);
		}
		String status = "status." + row.status();
		return texts.has(status) ? texts.get(status) : row.code().isEmpty() ? texts.get("outcome.failed") : row.code();
	}

	/** {@code Claude → OpenRouter}: the channels in the order in which they were tried. */
	public static String route(UsageRecord row) {
		if (row.attempts().size() < 2) {
			return row.channel().isEmpty() ? Figures.NONE : row.channel();
		}
		StringBuilder route = new StringBuilder();
		String before = "";
		for (var attempt : row.attempts()) {
			if (!attempt.channel().equals(before)) {
				route.append(route.isEmpty() ? "" : " → ").append(attempt.channel());
			}
			before = attempt.channel();
		}
		return route.append(" (").append(row.attempts().size()).append(')').toString();
	}

	/** The beginning and the end of a long id. */
	public static String brief(String id) {
		return id.length() <= SHORT_ID ? id : id.substring(0, 10) + "…" + id.substring(id.length() - 4);
	}
}
