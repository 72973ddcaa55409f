package com.burncloud.models.hubserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The hubs as a process: {@code java -cp ... com.burncloud.models.hubserver.Main FOLDER [FIRST_PORT]}, where the folder holds {@code owner/name/files}. Prints an address
 * a line and ends with its standard input, which takes one command a line: {@code fault PLACE TIMES KIND [NUMBER]}, {@code clear}, {@code expire},
 * {@code lifetime SECONDS}, {@code token TOKEN ACCEPTED}, {@code limit QUOTA SECONDS}, {@code counts REPOSITORY DOWNLOADS LIKES}, {@code gated REPOSITORY},
 * {@code reload}; each is answered with {@code ok} or {@code error}. What a request carried is not told: for that, use {@link HubServer} in the same process.
 */
public final class Main {

	private Main() {
	}

	public static void main(String[] arguments) throws IOException {
		Path folder = Path.of(arguments[0]);
		try (HubServer hub = HubServer.start(arguments.length < 2 ? 0 : Integer.parseInt(arguments[1]))) {
			load(hub, folder);
			System.out.println("huggingface=" + hub.huggingFace());
			System.out.println("mirror=" + hub.mirror());
			System.out.println("modelscope=" + hub.modelScope());
			System.out.println("cdn=" + hub.cdn());
			System.out.println("ready");
			BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				try {
					command(hub, folder, line.strip().split(" +"));
					System.out.println("ok");
				} catch (RuntimeException e) {
					System.out.println("error " + e);
				}
			}
		}
	}

	private static void load(HubServer hub, Path folder) throws IOException {
		try (DirectoryStream<Path> owners = Files.newDirectoryStream(folder, Files::isDirectory)) {
			for (Path owner : owners) {
				try (DirectoryStream<Path> names = Files.newDirectoryStream(owner, Files::isDirectory)) {
					for (Path name : names) {
						hub.add(Repository.ofFolder(owner.getFileName() + "/" + name.getFileName(), name));
					}
				}
			}
		}
	}

	private static void command(HubServer hub, Path folder, String[] words) throws IOException {
		switch (words[0]) {
		case "fault" -> hub.faults().times(Integer.parseInt(words[2]), where(words[1]), fault(words[3], words.length < 5 ? 0 : Long.parseLong(words[4])));
		case "clear" -> hub.faults().clear();
		case "expire" -> hub.expireLinks();
		case "lifetime" -> hub.linkLifetime(Duration.ofSeconds(Long.parseLong(words[1])));
		case "token" -> hub.token(words[1], Boolean.parseBoolean(words[2]));
		case "limit" -> hub.rateLimit(Integer.parseInt(words[1]), Duration.ofSeconds(Long.parseLong(words[2])), true);
		case "counts" -> hub.repository(words[1]).orElseThrow().counts(Long.parseLong(words[2]), Long.parseLong(words[3]));
		case "gated" -> hub.repository(words[1]).orElseThrow().gated();
		case "reload" -> load(hub, folder);
		default -> throw new IllegalArgumentException("no command " + words[0]);
		}
	}

	private static Predicate<Request> where(String place) {
		return place.equals("content") ? Request::content : Faults.at(Place.valueOf(place.toUpperCase(Locale.ROOT)));
	}

	private static Fault fault(String kind, long number) {
		return switch (kind) {
		case "cut" -> new Fault.Cut(number);
		case "reset" -> new Fault.Reset(number);
		case "stall" -> new Fault.Stall(number);
		case "slow" -> new Fault.Slow(number);
		case "wrong-byte" -> new Fault.WrongByte(number);
		case "no-range" -> new Fault.NoRange();
		case "wrong-range" -> new Fault.WrongRange(number);
		case "truncated" -> new Fault.Truncated(number);
		case "changed" -> new Fault.Changed();
		case "no-length" -> new Fault.NoLength();
		case "hangup" -> new Fault.Hangup();
		case "silent" -> new Fault.Silent();
		case "expired" -> new Fault.Expired();
		case "status" -> new Fault.Status((int) number);
		default -> throw new IllegalArgumentException("no fault " + kind);
		};
	}
}
