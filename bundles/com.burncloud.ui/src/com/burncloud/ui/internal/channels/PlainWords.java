package com.burncloud.ui.internal.channels;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.burncloud.api.channel.ChannelProbe;

/**
 * What a gateway says about a channel, in the person's language and with what to do about it. The gateway speaks English; a sentence that is not known here is
 * shown as it came.
 */
final class PlainWords {

	private record Known(String key, Pattern pattern) {

		static Known of(String key, String pattern) {
			return new Known("said." + key, Pattern.compile(pattern));
		}
	}

	private static final List<Known> KNOWN = List.of(
			Known.of("refusedKey", "the upstream refused the channel's key \\((\\d+)\\)"),
			Known.of("gaveUp", "the upstream gave up waiting \\((\\d+)\\)"),
			Known.of("rateLimit", "the upstream's rate limit is reached \\((\\d+)\\)"),
			Known.of("failed", "the upstream failed \\((\\d+)\\)"),
			Known.of("redirects", "the upstream redirects \\((\\d+)\\) to (.*); correct the channel's address"),
			Known.of("noModel", "the upstream does not have the model \\((\\d+)\\)"),
			Known.of("noEvent", "the upstream closed the stream before its first event"),
			Known.of("streamError", "the upstream's stream begins with an error: (.*)"),
			Known.of("streamGarbage", "the upstream's stream begins with what is not JSON"),
			Known.of("disguised", "the upstream answered 200 with an error: (.*)"),
			Known.of("empty", "the upstream answered 200 with nothing"),
			Known.of("garbage", "the upstream answered 200 with what is not JSON"),
			Known.of("slowConnect", "connecting took too long"),
			Known.of("unknownHost", "the upstream's host name is unknown: ([^:]*)(?:: .*)?"),
			Known.of("refusedConnection", "the upstream does not accept connections"),
			Known.of("noRoute", "there is no route to the upstream"),
			Known.of("notSecure", "no secure connection: (.*)"),
			Known.of("silent", "no answer within (.*)"),
			Known.of("closed", "the upstream closed the connection before it had answered"),
			Known.of("noList", "The upstream answered (\\d+), but not with a list of models\\. Check the channel's address\\."),
			Known.of("cannot", "the channel's type cannot do this: (.*)"),
			Known.of("unsendable", "the request cannot be sent: (.*)"),
			Known.of("typeMissing", "(?:.* cannot be tried: )?its type '(.*)' is not installed\\.?"),
			Known.of("keyLost", "(?:.* cannot be tried: )?its API key cannot be opened with this master key; .*"),
			Known.of("noModelToTry", "Channel '(.*)' lists no model by its whole name; .*"),
			Known.of("weight", "The weight (-?\\d+) is not between 1 and 1000\\."),
			Known.of("priority", "The priority (-?\\d+) is not between .*"),
			Known.of("star", "'(.*)' cannot be matched: a \\* stands at the end only\\."),
			Known.of("scheme", "An address starts with http:// or https://\\."),
			Known.of("userInfo", "The address must not hold a user or password; .*"),
			Known.of("host", "The address '(.*)' has no valid host name\\."),
			Known.of("port", "There is no port (-?\\d+)\\."),
			Known.of("query", "The address must end before the \\? and the #\\."),
			Known.of("key", "The key holds a space, a line break .*"),
			Known.of("mappingStar", "'(.*)' to '(.*)': a redirected name is a whole name, without \\*\\."),
			Known.of("mappingTwice", "'(.*)' is redirected twice\\."),
			Known.of("noGroup", "A channel without a group serves no token; .*"),
			Known.of("headerName", "'(.*)' is no name of a header\\."),
			Known.of("headerTaken", "The header '(.*)' is set by the gateway itself\\."),
			Known.of("headerTwice", "The header '(.*)' stands there twice\\."),
			Known.of("headerValue", "The value of the header '(.*)' holds a line break .*"),
			Known.of("tooLong", "'(.*)…' has (\\d+) characters; at most (\\d+) are possible\\."),
			Known.of("limit", "A time limit of (-?\\d+) ms cannot be; .*"),
			Known.of("nameTaken", "There is a channel with the name '(.*)' already; .*"),
			Known.of("unknownChannel", "There is no channel with the id '(.*)'\\."),
			Known.of("bundleThere", "The bundle '(.*)' is there already, .*"),
			Known.of("noJar", "The file is no (?:readable )?jar: .*"),
			Known.of("noManifest", "The jar has no META-INF/MANIFEST\\.MF, .*"),
			Known.of("noBundle", "The jar's manifest has no Bundle-SymbolicName, .*"),
			Known.of("fragment", "'(.*)' is a fragment; .*"),
			Known.of("noProvider", "'(.*)' brings no provider: .*"),
			Known.of("takenOut", "'(.*)' brought no provider within (\\d+) s and was taken out again: (.*)"));

	private final Words words;

	PlainWords(Words words) {
		this.words = words;
	}

	String of(String sentence) {
		for (Known known : KNOWN) {
			Matcher matcher = known.pattern().matcher(sentence);
			if (words.texts().has(known.key()) && matcher.matches()) {
				Object[] parts = new Object[Math.max(1, matcher.groupCount())];
				parts[0] = "";
				for (int i = 0; i < matcher.groupCount(); i++) {
					parts[i] = matcher.group(i + 1);
				}
				return words.get(known.key(), parts);
			}
		}
		return sentence;
	}

	/** The line about a test: model, status, time. */
	String line(ChannelProbe.Result result) {
		return (result.model().isEmpty() ? "" : result.model() + " · ") + outcome(result);
	}

	/** The same without the model. */
	String outcome(ChannelProbe.Result result) {
		return (result.status() == 0 ? words.get("test.silent") : String.valueOf(result.status())) + " · " + words.get("latency", result.millis());
	}

	/** What a test's status means, and what to do. */
	String meaning(ChannelProbe.Result result) {
		return meaning(result.status(), result.message());
	}

	String meaning(int status, String message) {
		String ofMessage = of(message);
		if (!ofMessage.equals(message) || status == 0) {
			return ofMessage;
		}
		String key = switch (status) {
		case 400, 422 -> "meaning.400";
		case 401, 403 -> "meaning.401";
		case 402 -> "meaning.402";
		case 404, 405 -> "meaning.404";
		case 408, 504 -> "meaning.408";
		case 429 -> "meaning.429";
		default -> status >= 500 ? "meaning.500" : "meaning.other";
		};
		return words.get(key, String.valueOf(status));
	}
}
