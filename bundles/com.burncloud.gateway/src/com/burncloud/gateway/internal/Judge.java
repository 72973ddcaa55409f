package com.burncloud.gateway.internal;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

import javax.net.ssl.SSLException;

import org.apache.hc.client5.http.ConnectTimeoutException;

import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Outcome.Kind;
import com.burncloud.api.usage.Usage;

/**
 * Decides by status and first bytes whether an answer is passed on or the next channel is tried. The next one is tried on connect errors, time-outs, 401, 403,
 * 408, 429, 5xx (529 among them), redirects, broken answers and errors in disguise; never on 400, 404, 413, 422, unless the upstream says by its error code that
 * it lacks the model.
 */
final class Judge {
	private static final Pattern SPACE = Pattern.compile("\\s+");

	private Judge() {
	}

	/** What a good answer is made of. */
	enum Body {
		JSON,
		/** Asked for as a stream; whole JSON is taken too. */
		EVENTS,
		/** Audio, or a text. */
		BYTES
	}

	static Verdict of(Head head, Body asked) {
		int status = head.status();
		if (head.isSuccess()) {
			return head.stream() ? ofStream(head) : ofWhole(head, asked);
		}
		if (status == 401 || status == 403) {
			return failed(Kind.UNAUTHORIZED, "the upstream refused the channel's key (" + status + ")", head);
		}
		if (status == 408) {
			return failed(Kind.TIMEOUT, "the upstream gave up waiting (408)", head);
		}
		if (status == 429) {
			return failed(Kind.RATE_LIMITED, "the upstream's rate limit is reached (429)", head);
		}
		if (status >= 500) {
			return failed(Kind.SERVER_ERROR, "the upstream failed (" + status + ")", head);
		}
		if (status >= 300 && status < 400) {
			return failed(Kind.BROKEN_ANSWER, "the upstream redirects (" + status + ") to " + head.header("location").orElse("nowhere")
					+ "; correct the channel's address", head);
		}
		if (lacksModel(head)) {
			return failed(Kind.MODEL_MISSING, "the upstream does not have the model (" + status + ")", head);
		}
		return new Verdict.Declined(head);
	}

	private static Verdict ofStream(Head head) {
		EventData[] first = new EventData[1];
		EventSplitter splitter = new EventSplitter();
		EventSplitter.Handler keepFirst = (buffer, from, to) -> {
			EventData data = EventData.of(buffer, from, to);
			if (first[0] == null && !data.isEmpty()) {
				first[0] = new EventData(Arrays.copyOfRange(data.bytes(), data.from(), data.from() + data.length()), 0, data.length());
			}
		};
		splitter.feed(ByteBuffer.wrap(head.bytes()), keepFirst);
		splitter.finish(keepFirst);
		EventData data = first[0];
		if (data == null) {
			return failed(Kind.BROKEN_ANSWER, "the upstream closed the stream before its first event", head);
		}
		if (data.isDone()) {
			return new Verdict.Good(head, Optional.empty());
		}
		try {
			AnswerFacts facts = AnswerFacts.read(data.bytes(), data.from(), data.length());
			if (facts.error().isPresent() && !facts.choices()) {
				return failed(kindOfDisguised(facts), "the upstream's stream begins with an error: " + shortened(facts.error().get()), head);
			}
			return new Verdict.Good(head, Optional.empty());
		} catch (IOException garbage) {
			return failed(Kind.BROKEN_ANSWER, "the upstream's stream begins with what is not JSON", head);
		}
	}

	private static Verdict ofWhole(Head head, Body asked) {
		if (asked == Body.BYTES || asked == Body.EVENTS && beginsLikeEvents(head.bytes())) {
			return new Verdict.Good(head, Optional.empty());
		}
		if (!head.ended() && beginsLikeJson(head.bytes())) {
			return new Verdict.Good(head, Optional.empty());
		}
		try {
			AnswerFacts facts = AnswerFacts.read(head.bytes(), 0, head.bytes().length);
			if (facts.error().isPresent() && !facts.choices()) {
				return failed(kindOfDisguised(facts), "the upstream answered 200 with an error: " + shortened(facts.error().get()), head);
			}
			Optional<Usage> usage = facts.usage();
			return new Verdict.Good(head, usage);
		} catch (IOException garbage) {
			String type = head.header("content-type").map(Judge::shortened).orElse("no type");
			return failed(Kind.BROKEN_ANSWER, head.bytes().length == 0 ? "the upstream answered 200 with nothing"
					: "the upstream answered 200 with what is not JSON (" + type + ")", head);
		}
	}

	/** Some upstreams call a stream of events plain text. */
	private static boolean beginsLikeEvents(byte[] body) {
		String start = new String(body, 0, Math.min(8, body.length), StandardCharsets.US_ASCII);
		return start.startsWith("data:") || start.startsWith("event:") || start.startsWith(":");
	}

	private static boolean beginsLikeJson(byte[] body) {
		for (byte b : body) {
			if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
				return b == '{' || b == '[';
			}
		}
		return false;
	}

	/** An attempt that ended without an answer. */
	static Verdict.Failed ofException(Throwable cause) {
		return switch (cause) {
		case ConnectTimeoutException e -> unanswered(Kind.CONNECT, "connecting took too long");
		case UnknownHostException e -> unanswered(Kind.CONNECT, "the upstream's host name is unknown: " + e.getMessage());
		case ConnectException e -> unanswered(Kind.CONNECT, "the upstream does not accept connections");
		case NoRouteToHostException e -> unanswered(Kind.CONNECT, "there is no route to the upstream");
		case SSLException e -> unanswered(Kind.CONNECT, "no secure connection: " + shortened(String.valueOf(e.getMessage())));
		case UpstreamTimeout e -> unanswered(Kind.TIMEOUT, e.getMessage());
		default -> unanswered(Kind.BROKEN_ANSWER, "the upstream closed the connection before it had answered");
		};
	}

	private static Verdict.Failed unanswered(Kind kind, String reason) {
		return new Verdict.Failed(new Outcome.Failed(kind, reason, Optional.empty()), Optional.empty());
	}

	private static Verdict failed(Kind kind, String reason, Head head) {
		return new Verdict.Failed(new Outcome.Failed(kind, reason, retryAfter(head)), Optional.of(head));
	}

	private static Kind kindOfDisguised(AnswerFacts facts) {
		return switch (facts.errorCode()) {
		case "429", "rate_limit_exceeded", "rate_limit_error", "insufficient_quota" -> Kind.RATE_LIMITED;
		case "model_not_found", "DeploymentNotFound" -> Kind.MODEL_MISSING;
		default -> Kind.SERVER_ERROR;
		};
	}

	private static boolean lacksModel(Head head) {
		if (head.status() != 400 && head.status() != 404 || head.bytes().length == 0) {
			return false;
		}
		try {
			return switch (AnswerFacts.read(head.bytes(), 0, head.bytes().length).errorCode()) {
			case "model_not_found", "model_not_supported", "unknown_model", "DeploymentNotFound" -> true;
			default -> false;
			};
		} catch (IOException notJson) {
			return false;
		}
	}

	/** {@code retry-after-ms}, else {@code retry-after} in seconds or as a date (RFC 9110, section 10.2.3). */
	static Optional<Duration> retryAfter(Head head) {
		try {
			Optional<String> millis = head.header("retry-after-ms");
			if (millis.isPresent()) {
				return Optional.of(Duration.ofMillis(Math.max(0, (long) Double.parseDouble(millis.get().trim()))));
			}
			Optional<String> value = head.header("retry-after").map(String::trim);
			if (value.isEmpty()) {
				return Optional.empty();
			}
			if (Character.isDigit(value.get().charAt(0))) {
				return Optional.of(Duration.ofMillis((long) (Double.parseDouble(value.get()) * 1_000)));
			}
			Duration until = Duration.between(Instant.now(), ZonedDateTime.parse(value.get(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
			return Optional.of(until.isNegative() ? Duration.ZERO : until);
		} catch (NumberFormatException | DateTimeException | IndexOutOfBoundsException unreadable) {
			return Optional.empty();
		}
	}

	static String shortened(String text) {
		String line = SPACE.matcher(text).replaceAll(" ").trim();
		return line.length() <= 300 ? line : line.substring(0, 300) + "…";
	}
}
