package com.burncloud.ui.internal.models;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a gateway says about models, downloads and hubs, in the person's language. The gateway speaks English, one sentence after the other; what is not known here
 * is shown as it came.
 */
final class PlainWords {
	private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s,;，；。：]+");

	/** @param key of the sentence in the messages */
	private record Known(String key, Pattern pattern) {

		static Known of(String key, String pattern) {
			return new Known("said." + key, Pattern.compile(pattern + "(?:\\s+|$)"));
		}
	}

	private static final List<Known> KNOWN = List.of(
			Known.of("port", "Port (\\d+) is taken; it listens on (\\d+) instead\\."),
			Known.of("portReserved", "Port (\\d+) is reserved by the system; it listens on (\\d+) instead\\."),
			Known.of("ports", "Port (\\d+) and the (\\d+) after it cannot be used; it listens on (\\d+) instead\\."),
			Known.of("tight", "It needs about ([\\d.]+) GB of memory and ([\\d.]+) GB are free: it may be slow, or fail\\."),
			Known.of("noRoom", "It needs about ([\\d.]+) GB of memory, and models that are in use held it for too long; stop one of them, or try again later\\."),
			Known.of("stopping", "It is being stopped\\."),
			Known.of("stopped", "It was stopped\\."),
			Known.of("unloaded", "It was unloaded after (\\d+) minutes without a request\\."),
			Known.of("portLost", "Its port was taken by another program before it could listen; choose another port\\."),
			Known.of("portsLost", "Each port that was free was taken before llama-server could listen on it: (.*?)\\."),
			Known.of("argument", "It does not know the argument '(.*?)'; take it out of the further arguments\\."),
			Known.of("value", "It does not accept the value of '(.*?)' \\((.*?)\\); correct it\\."),
			Known.of("vram", "The GPU's memory is not enough for '(.*?)' with this context; put fewer layers on the GPU, or take a smaller context or quantization\\."),
			Known.of("ram", "The memory is not enough for '(.*?)' with this context; take a smaller context or quantization, or stop other models\\."),
			Known.of("magic", "'(.*?)' is no GGUF file, or its beginning is damaged; delete it and download it again\\."),
			Known.of("ggufVersion", "'(.*?)' is of GGUF version (\\d+), and this llama-server reads up to version (\\d+); get a newer llama\\.cpp\\."),
			Known.of("cutOff", "'(.*?)' is cut off or damaged: the data of '(.*?)' is missing; delete it and download it again\\."),
			Known.of("emptyFile", "'(.*?)' is empty; delete it and download it again\\."),
			Known.of("cannotOpen", "The file '(.*?)' cannot be opened: (.*?)\\."),
			Known.of("architecture", "This llama-server does not know the architecture '(.*?)' of '(.*?)'; get a newer llama\\.cpp\\."),
			Known.of("tokenizer", "This llama-server does not know the tokenizer '(.*?)' of '(.*?)'; get a newer llama\\.cpp\\."),
			Known.of("cacheFit", "The cache type (\\S+) does not fit '(.*?)'; take another one, or leave it out\\."),
			Known.of("cacheFlash", "A quantized cache needs flash attention; switch it on, or leave the cache type out\\."),
			Known.of("library", "llama-server misses a library: (.*?)\\."),
			Known.of("incomplete", "'(.*?)' is not complete \\((.*?)\\); take another file of this model\\."),
			Known.of("unloadableBecause", "'(.*?)' cannot be loaded \\((.*?)\\); take another file of this model, or a newer llama\\.cpp\\."),
			Known.of("unloadable", "'(.*?)' cannot be loaded; its output tells more\\."),
			Known.of("killed", "It was killed \\(signal 9\\), most likely by the system because memory was short; take a smaller context or quantization, or stop other models\\."),
			Known.of("terminated", "Somebody ended it \\(signal 15\\)\\."),
			Known.of("crashed", "It crashed \\(signal 11, a forbidden access to memory\\); another build of llama\\.cpp may help\\."),
			Known.of("aborted", "It gave up \\(signal 6\\); its last lines tell why\\."),
			Known.of("instruction", "It uses an instruction that this processor does not have \\(signal 4\\); get a llama\\.cpp build for it\\."),
			Known.of("bus", "It was ended because its file could not be read any further \\(signal 7\\); look at the disk\\."),
			Known.of("signal", "It was ended by signal (\\d+)\\."),
			Known.of("exitSilent", "It ended with exit code (\\d+) and without a word\\."),
			Known.of("exit", "It ended with exit code (\\d+); its last words: (.*)"),
			Known.of("ended", "It ended\\."),
			Known.of("notReady", "It was not ready after (\\d+) s; look at its output\\."),
			Known.of("unstartable", "llama-server cannot be started: (.*?)\\."),
			Known.of("noLlama", "There is no llama-server on this machine: install llama\\.cpp, or set LLAMA_SERVER to the path of its executable\\. (\\d+) places were looked at\\."),
			Known.of("llamaSet", "The setting LLAMA_SERVER names '(.*?)', where no file is; correct it or clear it\\."),
			Known.of("notExecutable", "'(.*?)' is not executable; make it so with chmod \\+x, or set LLAMA_SERVER to another one\\."),
			Known.of("otherMachine", "'(.*?)' is made for another processor or system, or is no program; get the llama\\.cpp build for this machine\\."),
			Known.of("mayNot", "'(.*?)' may not be executed here; look at its rights, and whether its disk is mounted with noexec\\."),
			Known.of("loader", "'(.*?)' cannot be started: the interpreter or loader that it names is not on this machine; get the llama\\.cpp build for this system\\."),
			Known.of("missesLibrary", "'(.*?)' misses a library: (.*?)\\. Keep the files of the llama\\.cpp build together, or install the library\\."),
			Known.of("missesDll", "'(.*?)' misses a DLL; keep the files of the llama\\.cpp build together\\."),
			Known.of("processor", "'(.*?)' uses instructions that this processor does not have; get a llama\\.cpp build for it\\."),
			Known.of("noLlamaServer", "'(.*?)' is no llama-server: its --help names no --model and no --port \\(exit code (-?\\d+)\\)(.*)"),
			Known.of("tooOld", "llama-server (.*?) at '(.*?)' is too old: it cannot be given a key\\. Get a newer llama\\.cpp\\."),
			Known.of("within", "(-?\\d+) cannot be: (.*?) is wanted, from (-?\\d+) to (\\d+)\\."),
			Known.of("projector", "There is no readable file '(.*?)'; give the absolute path of an mmproj file\\."),
			Known.of("alias", "'(.*?)' cannot be a model's name: no blanks around it, no '\\*' and no ','\\."),
			Known.of("groups", "A model is called by tokens of its groups: at least one must be named, without blanks around it\\."),
			Known.of("ours", "'(.*?)' is the gateway's to set: it decides where llama-server listens, who may call it and which model it has\\. Take it out\\."),
			Known.of("emptyArgument", "An argument is empty or holds a NUL; take it out\\."),
			Known.of("noOption", "llama-server (.*?) at '(.*?)' has no option (\\S+); leave it out, or get another build of llama\\.cpp\\."),
			Known.of("cacheTypes", "llama-server (.*?) knows the types (.*?) and not '(.*?)'\\."),
			Known.of("there", "'(.*?)' is there already, as model '(.*?)'\\."),
			Known.of("twice", "'(.*?)' is being downloaded already, as '(.*?)'; resume or remove that one\\."),
			Known.of("disk", "The disk has not the room: (.*?) are still to come, (.*?) are missing; make room, and it goes on by itself\\."),
			Known.of("diskRefuses", "The disk does not take '(.*?)': (.*?)\\."),
			Known.of("replaced", "The file was replaced on the hub while it was being fetched; resume begins anew with the new one\\."),
			Known.of("hash", "What the hub gives has another SHA-256 \\((\\w+)\\) than it tells \\((\\w+)\\), though each part was fetched anew; nothing of it was kept\\. Try another hub\\."),
			Known.of("noOtherHub", "No other hub (?:has|gives) the same file\\."),
			Known.of("tried", "It was tried (\\d+) times; resume tries again\\."),
			Known.of("changes", "It changed (\\d+) times while it was being fetched\\."),
			Known.of("resumeTries", "Resume tries again\\."),
			Known.of("connection", "The connection to the hub '(.*?)' failed: (.*?)\\.(?= |$)"),
			Known.of("noHash", "The hub '(.*?)' tells no hash of this file: only its size was checked\\."),
			Known.of("otherHash", "The hub '(.*?)' gives a file with another hash than the one that was begun\\."),
			Known.of("locked", "Another program downloads into '(.*?)', or it cannot be written; see the log\\."),
			Known.of("unreachable", "(.*?) \\(([^()]*)\\) cannot be reached: (.*?)\\. Check the network and the proxy, or choose another hub\\."),
			Known.of("noneAnswers", "No hub answers: (.*)"),
			Known.of("noHub", "No hub is installed\\."),
			Known.of("patience", "(.*?) asks for patience: the next request may be sent in (\\d+) s\\. A token raises the limit; another hub has its own\\."),
			Known.of("tooMany", "(.*?) asks for patience \\(429\\): too many requests in the last minutes\\."),
			Known.of("outOfOrder", "(.*?) is out of order \\((\\d+)\\); try again later or choose another hub\\."),
			Known.of("status", "(.*?) answered with status (\\d+)\\."),
			Known.of("hubSays", "It says: (.*)"),
			Known.of("noRepository", "(.*?) has no repository '(.*?)', or it is private; check the name(?:\\. A mirror is never shown a token\\.|, or set a token \\(HF_TOKEN\\) that may see it\\.)"),
			Known.of("noFile", "The repository '(.*?)' on (.*?) has no such file any more; list its files again\\."),
			Known.of("gatedMirror", "The repository '(.*?)' needs a licence click, and (.*?) is a mirror, which is never shown a token; accept the terms on Hugging Face and choose the hub huggingface\\."),
			Known.of("gated", "The repository '(.*?)' needs a licence click at (\\S+), and a token \\(HF_TOKEN\\) of the account that did it\\."),
			Known.of("gatedYet", "The repository '(.*?)' needs a licence click at (\\S+); the account of the token that was sent \\(HF_TOKEN\\) has not been given access yet\\."),
			Known.of("refusesAccess", "(.*?) refuses access(?: for '(.*?)')? \\((\\d+)\\); check the token \\(HF_TOKEN\\)\\."),
			Known.of("nothing", "(.*?) has nothing(?: for '(.*?)')? \\(404\\)(?:; check the name)?\\."),
			Known.of("askAccess", "ModelScope does not give '(.*?)' to everybody; ask for access at (\\S+)(.*)"),
			Known.of("header", "The header of '(.*?)' (?:could not be read from (.*?)|cannot be read): (.*)"),
			Known.of("noModelThere", "There is no GGUF model in '(.*?)'; name a \\.gguf file or a folder that holds some\\."),
			Known.of("noAbsolute", "'(.*?)' is no absolute path\\."),
			Known.of("notThere", "'(.*?)' is not there or cannot be read \\((.*?)\\)\\."),
			Known.of("gone", "The file '(.*?)' is gone or cannot be read; put it back, or remove the model\\."),
			Known.of("goneNow", "The file '(.*?)' of model '(.*?)' is gone or cannot be read\\."),
			Known.of("otherSize", "'(.*?)' has (\\d+) bytes and had (\\d+); remove the model and (.*?)\\."),
			Known.of("shardsMissing", "Of its (\\d+) files only (\\d+) are there; llama-server needs all of them in one folder\\."),
			Known.of("cannotRun", "Model '(.*?)' cannot be run: (.*)"),
			Known.of("noGguf", "The file begins with '(.*?)' instead of 'GGUF': it is no GGUF file\\."),
			Known.of("headerCut", "The file ends (?:at|before) byte (\\d+), within its GGUF header; load it again\\."),
			Known.of("truncated", "The file ends at byte (\\d+), but its tensors reach to byte (\\d+): it is truncated; load it again\\."),
			Known.of("noModel", "It is no model but (.*?), which llama-server cannot run alone\\."),
			Known.of("unknownModel", "There is no model (?:with the id )?'(.*?)'\\.?"));

	private final Words words;

	PlainWords(Words words) {
		this.words = words;
	}

	String of(String sentence) {
		StringBuilder said = new StringBuilder();
		String rest = sentence.strip();
		while (!rest.isEmpty()) {
			Optional<Matcher> found = first(rest);
			if (found.isEmpty()) {
				return said + (said.isEmpty() || said.toString().endsWith("\u3002") ? "" : " ") + rest;
			}
			rest = rest.substring(found.get().end());
			said.append(said(found.get()));
		}
		return said.toString();
	}

	private Optional<Matcher> first(String text) {
		for (Known known : KNOWN) {
			if (words.texts().has(known.key())) {
				Matcher matcher = known.pattern().matcher(text);
				if (matcher.lookingAt()) {
					return Optional.of(matcher);
				}
			}
		}
		return Optional.empty();
	}

	/** Why something failed may be such a sentence itself. */
	private String said(Matcher matcher) {
		String key = KNOWN.stream().filter(known -> known.pattern() == matcher.pattern()).findFirst().orElseThrow().key();
		Object[] parts = new Object[Math.max(1, matcher.groupCount())];
		parts[0] = "";
		for (int i = 0; i < matcher.groupCount(); i++) {
			parts[i] = matcher.group(i + 1) == null ? "" : of(matcher.group(i + 1));
		}
		return words.get(key, parts);
	}

	/** The first address that a sentence names. */
	static Optional<String> address(String sentence) {
		return ADDRESS.matcher(sentence).results().map(match -> match.group()).findFirst();
	}
}
