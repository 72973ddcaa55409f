package com.burncloud.tokens.internal;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import com.burncloud.api.usage.Attempt;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonWriter;

/** The lists of a log row as JSON in a text column; none is the empty text. */
final class Lists {

	private Lists() {
	}

	static String ofAttempts(List<Attempt> attempts) {
		if (attempts.isEmpty()) {
			return "";
		}
		return json(out -> {
			for (Attempt attempt : attempts) {
				out.beginArray().value(attempt.channel()).value(attempt.status()).value(attempt.reason()).value(attempt.millis()).endArray();
			}
		});
	}

	static List<Attempt> attempts(String json) {
		List<Attempt> attempts = new ArrayList<>();
		read(json, in -> {
			in.beginArray();
			attempts.add(new Attempt(in.nextString(), in.nextInt(), in.nextString(), in.nextLong()));
			in.endArray();
		});
		return attempts;
	}

	static String ofTexts(List<String> texts) {
		if (texts.isEmpty()) {
			return "";
		}
		return json(out -> {
			for (String text : texts) {
				out.value(text);
			}
		});
	}

	static List<String> texts(String json) {
		List<String> texts = new ArrayList<>();
		read(json, in -> texts.add(in.nextString()));
		return texts;
	}

	private static String json(Body body) {
		StringWriter text = new StringWriter(128);
		try (JsonWriter out = new JsonWriter(text)) {
			out.beginArray();
			body.write(out);
			out.endArray();
		} catch (IOException never) {
			throw new UncheckedIOException(never);
		}
		return text.toString();
	}

	private static void read(String json, Item item) {
		if (json.isEmpty()) {
			return;
		}
		try (JsonReader in = new JsonReader(new StringReader(json))) {
			in.beginArray();
			while (in.hasNext()) {
				item.read(in);
			}
		} catch (IOException broken) {
			throw new UncheckedIOException(broken);
		}
	}

	private interface Body {
		void write(JsonWriter out) throws IOException;
	}

	private interface Item {
		void read(JsonReader in) throws IOException;
	}
}
