package com.burncloud.provider.echo.internal;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into what counts as its tokens; never within a code point. */
final class Pieces {
	private static final int LONGEST = 4;

	private Pieces() {
	}

	static List<String> of(String text) {
		var pieces = new ArrayList<String>();
		int start = 0;
		int length = 0;
		for (int i = 0; i < text.length();) {
			int codePoint = text.codePointAt(i);
			int next = i + Character.charCount(codePoint);
			if (cjk(codePoint)) {
				if (length > 0) {
					pieces.add(text.substring(start, i));
				}
				pieces.add(text.substring(i, next));
				start = next;
				length = 0;
			} else if (++length == LONGEST) {
				pieces.add(text.substring(start, next));
				start = next;
				length = 0;
			}
			i = next;
		}
		if (length > 0) {
			pieces.add(text.substring(start));
		}
		return pieces;
	}

	static int count(String text) {
		return of(text).size();
	}

	private static boolean cjk(int codePoint) {
		if (codePoint < 0x1100) {
			return false;
		}
		UnicodeScript script = UnicodeScript.of(codePoint);
		return script == UnicodeScript.HAN || script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA || script == UnicodeScript.HANGUL;
	}
}
