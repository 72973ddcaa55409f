package com.burncloud.launcher.internal.client;

import static com.burncloud.launcher.internal.client.Session.value;
import static com.burncloud.launcher.internal.client.Session.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code burncloud provider …}. */
@Command(name = "provider")
final class ProviderCommands {
	private final Session session;
	@Mixin
	private Common help;

	ProviderCommands(Session session) {
		this.session = session;
	}

	@Command(name = "list")
	int list(@Mixin Common common) {
		try (Api api = session.api(common)) {
			return print(common, api.get("/api/providers"));
		}
	}

	/** What a jar brings may be no type of channel, and so in no list of types. */
	@Command(name = "jars")
	int jars(@Mixin Common common) {
		try (Api api = session.api(common)) {
			JsonElement jars = api.get("/api/providers/jars");
			if (common.json) {
				session.json(jars);
				return 0;
			}
			Table table = new Table(session.texts().headings("jar", "version", "bundle", "brings"));
			for (JsonObject jar : Session.objects(jars)) {
				String brings = Session.objects(jar.get("brings")).stream().map(each -> text(each, "kind") + " " + text(each, "id")).collect(Collectors.joining(", "));
				table.row(text(jar, "name"), text(jar, "version"), text(jar, "bundle"), brings.isEmpty() ? "-" : brings);
			}
			table.print(session.out());
			return 0;
		}
	}

	@Command(name = "install")
	int install(@Mixin Common common, @Parameters(paramLabel = "FILE", descriptionKey = "parameter.provider.file") Path file,
			@Option(names = "--name", descriptionKey = "option.provider.name") String name) throws IOException {
		if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
			throw new Failure(Failure.USAGE, session.texts().get("failure.file", file));
		}
		try (Api api = session.api(common)) {
			return print(common, api.upload("/api/providers" + Api.query(Map.of("name", name == null ? "" : name)), file));
		}
	}

	@Command(name = "remove")
	int remove(@Mixin Common common, @Parameters(paramLabel = "NAME", descriptionKey = "parameter.provider.name") String name) {
		try (Api api = session.api(common)) {
			api.delete(Api.path("/api/providers/", name));
			if (!common.json) {
				session.say("removed", name);
			}
			return 0;
		}
	}

	private int print(Common common, JsonElement providers) {
		if (common.json) {
			session.json(providers);
			return 0;
		}
		Table table = new Table(session.texts().headings("type", "jar", "version", "bundle", "baseUrl", "dialects"));
		for (JsonObject provider : Session.objects(providers)) {
			table.row(text(provider, "type").isEmpty() ? text(provider, "kind") + " " + text(provider, "id") : text(provider, "type"), text(provider, "name").isEmpty() ? session.texts().get("provider.builtin") : text(provider, "name"),
					text(provider, "version"), text(provider, "bundle"), value(provider, "defaultBaseUrl"), value(provider, "dialects"));
		}
		table.print(session.out());
		return 0;
	}
}
