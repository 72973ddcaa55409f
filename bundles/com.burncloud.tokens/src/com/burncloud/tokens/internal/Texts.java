package com.burncloud.tokens.internal;

import java.util.ArrayList;
import java.util.List;

import com.burncloud.api.usage.Attempt;
import com.burncloud.api.usage.UsageRecord;

/** Bounds on what strangers write into a record: clients choose names and ids, upstreams choose error texts. The bounds are those of the columns. */
final class Texts {
	static final int ID = 40;
	static final int REQUEST_ID = 64;
	static final int CLIENT_REQUEST_ID = 200;
	static final int NAME = 100;
	static final int MODEL = 200;
	static final int DIALECT = 40;
	static final int CODE = 64;
	static final int ERROR = 2000;
	static final int REASON = 300;
	static final int ITEMS = 20;

	private Texts() {
	}

	/** The record itself when everything fits, as it nearly always does. */
	static UsageRecord bounded(UsageRecord r) {
		if (fits(r)) {
			return r;
		}
		return new UsageRecord(cut(r.requestId(), REQUEST_ID), cut(r.clientRequestId(), CLIENT_REQUEST_ID), r.at(), cut(r.tokenId(), ID), cut(r.token(), NAME),
				cut(r.model(), MODEL), cut(r.upstreamModel(), MODEL), cut(r.channelId(), ID), cut(r.channel(), NAME), cut(r.dialectIn(), DIALECT),
				cut(r.dialectOut(), DIALECT), r.stream(), r.status(), cut(r.code(), CODE), cut(r.error(), ERROR), attempts(r.attempts()), r.ttfbMillis(), r.millis(),
				r.usage(), r.costNanos(), r.fidelity().stream().limit(ITEMS).map(text -> cut(text, REASON)).toList());
	}

	private static boolean fits(UsageRecord r) {
		return r.requestId().length() <= REQUEST_ID && r.clientRequestId().length() <= CLIENT_REQUEST_ID && r.tokenId().length() <= ID
				&& r.token().length() <= NAME && r.model().length() <= MODEL && r.upstreamModel().length() <= MODEL && r.channelId().length() <= ID
				&& r.channel().length() <= NAME && r.dialectIn().length() <= DIALECT && r.dialectOut().length() <= DIALECT && r.code().length() <= CODE
				&& r.error().length() <= ERROR && attemptsFit(r.attempts()) && fidelityFits(r.fidelity());
	}

	private static boolean attemptsFit(List<Attempt> attempts) {
		for (Attempt attempt : attempts) {
			if (attempt.channel().length() > NAME || attempt.reason().length() > REASON) {
				return false;
			}
		}
		return attempts.size() <= ITEMS;
	}

	private static boolean fidelityFits(List<String> fidelity) {
		for (String text : fidelity) {
			if (text.length() > REASON) {
				return false;
			}
		}
		return fidelity.size() <= ITEMS;
	}

	private static List<Attempt> attempts(List<Attempt> attempts) {
		List<Attempt> cut = new ArrayList<>(ITEMS);
		for (Attempt attempt : attempts.subList(0, Math.min(ITEMS, attempts.size()))) {
			cut.add(new Attempt(cut(attempt.channel(), NAME), attempt.status(), cut(attempt.reason(), REASON), attempt.millis()));
		}
		return cut;
	}

	/** At most so many characters, none of them half. */
	static String cut(String text, int length) {
		if (text.length() <= length) {
			return text;
		}
		int end = length - 1;
		if (Character.isHighSurrogate(text.charAt(end - 1))) {
			end--;
		}
		return text.substring(0, end) + '…';
	}

	/** What a database stores as text: without NUL, which PostgreSQL refuses, and without half characters. */
	static String storable(String text) {
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == 0 || Character.isSurrogate(c)) {
				return clean(text);
			}
		}
		return text;
	}

	private static String clean(String text) {
		StringBuilder clean = new StringBuilder(text.length());
		text.codePoints().forEach(c -> clean.appendCodePoint(c == 0 || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? 0xFFFD : c));
		return clean.toString();
	}
}
