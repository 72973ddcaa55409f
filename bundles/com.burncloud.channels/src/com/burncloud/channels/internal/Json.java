package com.burncloud.channels.internal;

import java.util.List;
import java.util.Map;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;

/** Lists and maps as text in one column. */
final class Json {
	private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

	private Json() {
	}

	static String text(Object value) {
		return GSON.toJson(value);
	}

	static List<String> list(String text) {
		return GSON.fromJson(text, new TypeToken<List<String>>() {
		}.getType());
	}

	static Map<String, String> map(String text) {
		return GSON.fromJson(text, new TypeToken<Map<String, String>>() {
		}.getType());
	}
}
