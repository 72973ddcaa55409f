package com.burncloud.ui.internal.tokens;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Spent;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenService;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.style.Figures;

/** A token's properties in words. */
record TokenTexts(Texts texts) {
	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd");
	private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

	static boolean demo(Token token) {
		return TokenService.DEMO_SECRET.startsWith(token.prefix());
	}

	String prefix(Token token) {
		return demo(token) ? TokenService.DEMO_SECRET : token.prefix() + "…";
	}

	String quota(Token token) {
		String quota = switch (token.quota()) {
		case Quota.Unlimited() -> texts.get("quota.unlimited");
		case Quota.Amount(long limit) -> Money.exact(limit);
		case Quota.Count(long limit) -> texts.get("quota.times", Figures.count(limit));
		};
		return demo(token) ? texts.get("quota.loopback", quota) : quota;
	}

	/** What was spent, in the unit of the quota; both where there is no quota. */
	String spent(Token token, Spent spent) {
		return switch (token.quota()) {
		case Quota.Unlimited() -> texts.get("spent.both", Money.exact(spent.nanos()), Figures.count(spent.count()));
		case Quota.Amount(long limit) -> Money.exact(spent.nanos());
		case Quota.Count(long limit) -> texts.get("quota.times", Figures.count(spent.count()));
		};
	}

	String left(Token token) {
		return switch (token.quota()) {
		case Quota.Unlimited() -> texts.get("quota.unlimited");
		case Quota.Amount(long limit) -> Money.exact(Math.max(0, limit - token.used().nanos() - token.reserved().nanos()));
		case Quota.Count(long limit) -> texts.get("quota.times", Figures.count(Math.max(0, limit - token.used().count() - token.reserved().count())));
		};
	}

	/** How much of the quota is gone, from 0 to 1; negative where there is none. */
	static double share(Token token) {
		return switch (token.quota()) {
		case Quota.Unlimited() -> -1;
		case Quota.Amount(long limit) -> share(token.used().nanos(), limit);
		case Quota.Count(long limit) -> share(token.used().count(), limit);
		};
	}

	private static double share(long used, long limit) {
		return limit == 0 ? 1 : Math.clamp((double) used / limit, 0, 1);
	}

	String used(Token token) {
		double share = share(token);
		return share < 0 ? "–" : spent(token, token.used()) + " (" + (int) (share * 100) + "%)";
	}

	String expiry(Token token) {
		return token.expiresAt().map(TokenTexts::day).orElse(texts.get("expiry.never"));
	}

	String limits(Limits limits) {
		List<String> parts = new ArrayList<>();
		limits.rpm().ifPresent(rpm -> parts.add(texts.get("limit.rpm", Figures.count(rpm))));
		limits.tpm().ifPresent(tpm -> parts.add(texts.get("limit.tpm", Figures.count(tpm))));
		limits.concurrency().ifPresent(many -> parts.add(texts.get("limit.concurrency", Figures.count(many))));
		return parts.isEmpty() ? texts.get("limit.none") : String.join(" · ", parts);
	}

	String state(TokenState state) {
		return texts.get("state." + state);
	}

	static String day(Instant at) {
		return DAY.format(at.atZone(ZoneId.systemDefault()));
	}

	static String minute(Instant at) {
		return MINUTE.format(at.atZone(ZoneId.systemDefault()));
	}
}
