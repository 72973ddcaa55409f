package com.burncloud.ui.internal.playground;

import java.util.OptionalLong;

import com.burncloud.ui.internal.playground.Answer.State;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** Collects an answer from the events of a stream; whoever shows it looks now and then. Any thread. */
final class Progress {
	private final StringBuilder text = new StringBuilder();
	private final StringBuilder reasoning = new StringBuilder();
	private final long startNanos = System.nanoTime();
	private State state = State.WAITING;
	private int status;
	private String code = "";
	private String error = "";
	private long firstNanos;
	private long lastNanos;
	private long promptTokens = -1;
	private long completionTokens = -1;
	private OptionalLong costNanos = OptionalLong.empty();
	private boolean finished;
	private int version;

	/** Grows with every change. */
	synchronized int version() {
		return version;
	}

	synchronized Answer answer() {
		long first = firstNanos == 0 ? 0 : Math.max(1, (firstNanos - startNanos) / 1_000_000);
		return new Answer(text.toString(), reasoning.toString(), state, status, code, error, first, (lastNanos - firstNanos) / 1_000_000, promptTokens, completionTokens, costNanos);
	}

	/** The head of the answer is there. */
	synchronized void begun(int httpStatus) {
		status = httpStatus;
		version++;
	}

	/**
	 * The data of one event.
	 *
	 * @return whether more may come
	 */
	synchronized boolean event(String data) {
		version++;
		if (data.equals("[DONE]")) {
			finished = true;
			return false;
		}
		try {
			JsonObject event = JsonParser.parseString(data).getAsJsonObject();
			if (event.get("error") instanceof JsonObject failure) {
				failed(failure);
				return false;
			}
			if (event.get("choices") instanceof JsonArray choices && !choices.isEmpty()) {
				choice(choices.get(0).getAsJsonObject());
			}
			if (event.get("usage") instanceof JsonObject usage) {
				promptTokens = number(usage, "prompt_tokens");
				completionTokens = number(usage, "completion_tokens");
			}
			return true;
		} catch (JsonParseException | IllegalStateException unreadable) {
			failed("stream_error", data.length() > 200 ? data.substring(0, 200) + "…" : data);
			return false;
		}
	}

	private void choice(JsonObject choice) {
		finished |= choice.get("finish_reason") != null && !choice.get("finish_reason").isJsonNull();
		if (choice.get("delta") instanceof JsonObject delta) {
			String said = string(delta, "content");
			String thought = string(delta, "reasoning_content") + string(delta, "reasoning");
			if (!said.isEmpty() || !thought.isEmpty()) {
				state = state == State.WAITING ? State.STREAMING : state;
				lastNanos = System.nanoTime();
				firstNanos = firstNanos == 0 ? lastNanos : firstNanos;
				text.append(said);
				reasoning.append(thought);
			}
		}
	}

	/** The body of an answer that is no stream: an error, in JSON or not. */
	synchronized void refused(String body) {
		try {
			if (JsonParser.parseString(body) instanceof JsonObject object && object.get("error") instanceof JsonObject failure) {
				failed(failure);
				return;
			}
		} catch (JsonParseException notJson) {
			// shown as it is
		}
		failed("", body.length() > 500 ? body.substring(0, 500) + "…" : body);
	}

	private void failed(JsonObject failure) {
		String word = string(failure, "code");
		failed(word.isEmpty() ? string(failure, "type") : word, string(failure, "message"));
	}

	synchronized void failed(String newCode, String message) {
		state = State.FAILED;
		code = newCode;
		error = message.isBlank() ? newCode : message.strip();
		version++;
	}

	/** The stream has ended, wanted or not. */
	synchronized void ended() {
		version++;
		if (state != State.FAILED && state != State.STOPPED) {
			if (finished) {
				state = State.DONE;
			} else {
				failed("stream_cut", "");
			}
		}
	}

	synchronized void stopped() {
		state = State.STOPPED;
		version++;
	}

	/** What the gateway booked for it; its tokens stand in where the stream told none. */
	synchronized void booked(long nanos, long prompt, long completion) {
		costNanos = OptionalLong.of(nanos);
		promptTokens = promptTokens < 0 ? prompt : promptTokens;
		completionTokens = completionTokens < 0 ? completion : completionTokens;
		version++;
	}

	private static String string(JsonObject object, String name) {
		JsonElement value = object.get(name);
		return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
	}

	private static long number(JsonObject object, String name) {
		JsonElement value = object.get(name);
		return value != null && value.isJsonPrimitive() ? value.getAsLong() : -1;
	}
}
