package com.burncloud.ui.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sentences that bundles can say to a person, read out of their sources: what is given to the exceptions of the API, to the log's rows and to what models,
 * downloads and hubs tell of themselves, wherever in the file it is put together. What is only known when it is said stands as a {@value #ANYTHING} in it.
 */
final class Sentences {
	static final String ANYTHING = "7";
	/** Of methods and variables that are made of others. */
	private static final int DEPTH = 3;
	/** Or a text or a character, in which a comment does not begin. */
	private static final Pattern COMMENT = Pattern.compile("\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])*'|/\\*(?s:.*?)\\*/|//[^\n]*");
	static final Pattern WORDS = Pattern.compile("[a-z]{2,} [a-z]+ [a-z]{2,}");
	private static final Pattern NAME = Pattern.compile("[a-z]\\w*");
	private static final Pattern CALL = Pattern.compile("(?:this\\.)?([a-z]\\w*)\\((?s:.*)\\)");

	/** A call whose argument is said. */
	private record Carrier(String call, int argument) {
	}

	private static final List<Carrier> CARRIERS = List.of(new Carrier("new RefusedException", 1), new Carrier("new InvalidFieldException", 1), new Carrier("new ConflictException", 0),
			new Carrier("new ServerAwayException", 0), new Carrier("new Outcome.Failed", 1), new Carrier("new Verdict.Unsupported", 0), new Carrier("transcript.settle", 2),
			new Carrier("ErrorEnvelope.bytes", 2), new Carrier("ErrorEnvelope.event", 1), new Carrier("ErrorEnvelope.write", 1), new Carrier("StartupFailure.report", 1),
			new Carrier("new UpstreamTimeout", 0), new Carrier("super", 0), new Carrier("new UncheckedIOException", 0),
			// hubs
			new Carrier("new HubProblem", 1), new Carrier("new HubFormatException", 0), new Carrier("Problems.unavailable", 0), new Carrier("Problems.other", 0),
			new Carrier("failures.add", 0), new Carrier("new TooLong", 0),
			// downloads
			new Carrier("new Trouble", 1), new Carrier("task.failed", 1), new Carrier("connection.close", 0),
			// model files
			new Carrier("new NotGguf", 0), new Carrier("new Unsupported", 0), new Carrier("new LimitExceeded", 0), new Carrier("new Malformed", 0),
			new Carrier("cursor.length", 0), new Carrier("limit", 1), new Carrier("new Fit", 7),
			// models that run
			new Carrier("new Ending.Crashed", 0), new Carrier("new Ending.NoRoom", 0), new Carrier("new Answer", 1), new Carrier("within", 4));
	/** Classes whose methods put a sentence, or a part of one, together and give it back. */
	private static final Pattern TELLERS = Pattern.compile("(Entry|Refusal|Installer|DerbyEngine|PostgresEngine|AddressBlock|RelayEnding|ServerErrors|Judge|Exchange|FrameworkSettings|EventSplitter|Probe|Relay|OpenAiProvider"
			+ "|Cause|Runner|Ports|Room|Executables|Interrogation|Loopback|Glance|HeaderFacts|Header|Run|Crew|Repair|PartFile|Survey|Wire|OpenContent|HubContents|ContentRange|Received|RemoteFile)\\.java");
	private static final Pattern EXCEPTION = Pattern.compile("(\\w+Exception|UpstreamTimeout)\\.java");
	private static final Pattern GIVEN = Pattern.compile("\\breturn (?!switch)|-> (?=[\"\\w(])|\\b\\w+ = (?=\"|[\\w.() ]*\\? )|Optional\\.of\\(|orElse\\(|\\b(?:IllegalArgument|IllegalState|UnsupportedOperation|(?:Interrupted)?IO)Exception\\(");

	private final Set<String> said = new TreeSet<>();

	/** Of one source; its private methods that hand a sentence on are followed. */
	void read(Path file) throws IOException {
		String source = COMMENT.matcher(Files.readString(file)).replaceAll(found -> found.group().startsWith("/") ? "" : Matcher.quoteReplacement(found.group()));
		Deque<Carrier> open = new ArrayDeque<>(CARRIERS);
		Set<Carrier> seen = new LinkedHashSet<>(CARRIERS);
		while (!open.isEmpty()) {
			Carrier carrier = open.pop();
			if (carrier.call().equals("super") && !EXCEPTION.matcher(file.getFileName().toString()).matches()) {
				continue;
			}
			Matcher calls = Pattern.compile("(?<![\\w.])" + Pattern.quote(carrier.call()) + "\\(").matcher(source);
			while (calls.find()) {
				List<String> arguments = split(source, calls.end(), ',');
				if (carrier.argument() >= arguments.size()) {
					continue;
				}
				String argument = arguments.get(carrier.argument()).strip();
				int parameter = parameter(source, calls.start(), argument, open, seen);
				if (parameter < 0) {
					said.addAll(alternatives(argument, source, 0));
				}
			}
		}
		if (TELLERS.matcher(file.getFileName().toString()).matches()) {
			Matcher given = GIVEN.matcher(source);
			while (given.find()) {
				boolean thrown = given.group().endsWith("Exception(");
				char separator = given.group().endsWith("(") ? ',' : ';';
				alternatives(split(source, given.end(), separator).getFirst(), source, 0).stream().filter(text -> thrown || WORDS.matcher(text).find()).forEach(said::add);
			}
		}
	}

	/** Where the argument is a parameter of the method around, its callers say the sentence. */
	private static int parameter(String source, int at, String argument, Deque<Carrier> open, Set<Carrier> seen) {
		if (!NAME.matcher(argument).matches()) {
			return -1;
		}
		Matcher methods = Pattern.compile("\\b(\\w+)\\(([^()]*\\bString " + argument + "\\b[^()]*)\\)(?: throws [\\w, ]+)? \\{").matcher(source.substring(0, at));
		Carrier around = null;
		while (methods.find()) {
			String[] parameters = methods.group(2).split(",");
			for (int i = 0; i < parameters.length; i++) {
				if (parameters[i].strip().endsWith("String " + argument)) {
					around = new Carrier(methods.group(1), i);
				}
			}
		}
		if (around != null && seen.add(around)) {
			open.add(around);
		}
		return around == null ? -1 : around.argument();
	}

	/** What an expression may read. */
	private static List<String> alternatives(String expression, String source, int depth) {
		String bare = unwrapped(expression.strip());
		List<String> choice = split(bare, 0, '?');
		if (choice.size() == 2) {
			List<String> both = new ArrayList<>();
			split(choice.get(1), 0, ':').forEach(each -> both.addAll(alternatives(each, source, depth)));
			return both;
		}
		List<String> texts = List.of("");
		for (String part : split(bare, 0, '+')) {
			List<String> longer = new ArrayList<>();
			for (String next : part(part.strip(), bare.equals(part), source, depth)) {
				texts.forEach(text -> longer.add(text + next));
			}
			texts = longer;
		}
		return texts;
	}

	private static List<String> part(String part, boolean whole, String source, int depth) {
		if (part.startsWith("\"") && part.endsWith("\"") && split(part, 0, '+').size() == 1) {
			return List.of(part.substring(1, part.length() - 1).translateEscapes());
		}
		if (part.startsWith("(") && !unwrapped(part).equals(part)) {
			return alternatives(part, source, depth);
		}
		Matcher constant = Pattern.compile("static final String " + Pattern.quote(part) + " = \"(.*)\";").matcher(source);
		if (constant.find()) {
			return List.of(constant.group(1).translateEscapes());
		}
		if (depth < DEPTH && NAME.matcher(part).matches()) {
			Matcher variable = Pattern.compile("\\bString " + part + " = ").matcher(source);
			if (variable.find() && !variable.find(variable.end()) && variable.reset().find()) {
				return alternatives(split(source, variable.end(), ';').getFirst(), source, depth + 1);
			}
		}
		Matcher call = CALL.matcher(part);
		return whole && depth < DEPTH && call.matches() ? returned(call.group(1), source, depth) : List.of(ANYTHING);
	}

	/** What a method of the same file gives back. */
	private static List<String> returned(String method, String source, int depth) {
		List<String> all = new ArrayList<>();
		Matcher declaration = Pattern.compile("String " + method + "\\([^()]*\\)(?: throws [\\w, ]+)? \\{").matcher(source);
		while (declaration.find()) {
			String body = source.substring(declaration.end(), end(source, declaration.end()));
			Matcher gives = Pattern.compile("\\breturn (?!switch)|-> (?=[\"\\w])").matcher(body);
			while (gives.find()) {
				all.addAll(alternatives(split(body, gives.end(), ';').getFirst(), source, depth + 1));
			}
		}
		return all.isEmpty() ? List.of(ANYTHING) : all;
	}

	private static String unwrapped(String text) {
		return text.startsWith("(") && end(text, 1) == text.length() - 1 ? text.substring(1, text.length() - 1).strip() : text;
	}

	/** The index of the bracket that closes what was opened before. */
	private static int end(String text, int begin) {
		int depth = 1;
		for (int i = begin; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\'') {
				i = afterQuoted(text, i) - 1;
			} else if ("([{".indexOf(c) >= 0) {
				depth++;
			} else if (")]}".indexOf(c) >= 0 && --depth == 0) {
				return i;
			}
		}
		return text.length();
	}

	private static int afterQuoted(String text, int begin) {
		for (int i = begin + 1; i < text.length(); i++) {
			if (text.charAt(i) == '\\') {
				i++;
			} else if (text.charAt(i) == text.charAt(begin)) {
				return i + 1;
			}
		}
		return text.length();
	}

	/** The parts between separators, up to the bracket that closes what was opened before; separators within brackets and quotes do not count. */
	private static List<String> split(String text, int begin, char separator) {
		List<String> parts = new ArrayList<>();
		int from = begin;
		int stop = end(text, begin);
		for (int i = begin; i < stop; i++) {
			char c = text.charAt(i);
			if (c == '"' || c == '\'') {
				i = afterQuoted(text, i) - 1;
			} else if ("([{".indexOf(c) >= 0) {
				i = end(text, i + 1);
			} else if (c == separator) {
				parts.add(text.substring(from, i));
				from = i + 1;
				if (separator == '?' || separator == ':') {
					break;
				}
			}
		}
		parts.add(text.substring(from, stop));
		return parts;
	}

	/** All that were read, without the names: a single word is none. */
	Set<String> all() {
		Set<String> all = new TreeSet<>(said);
		all.removeIf(text -> !Pattern.compile("[a-z]{2}").matcher(text).find() || !text.contains(" "));
		return all;
	}

	static Set<String> of(Path bundles, List<String> names) throws IOException {
		Sentences sentences = new Sentences();
		for (String name : names) {
			try (Stream<Path> files = Files.walk(bundles.resolve("com.burncloud." + name).resolve("src"))) {
				for (Path file : files.filter(each -> each.toString().endsWith(".java")).sorted().toList()) {
					sentences.read(file);
				}
			}
		}
		return sentences.all();
	}
}
