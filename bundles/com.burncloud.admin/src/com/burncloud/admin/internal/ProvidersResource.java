package com.burncloud.admin.internal;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.provider.InstalledJar;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.ProviderService;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** {@code /api/providers}: the types, and jars that bring more. */
@Component(service = Resource.class)
public final class ProvidersResource implements Resource {
	private static final Set<String> JAR_TYPES = Set.of("application/java-archive", "application/x-java-archive", "application/octet-stream");
	/** It becomes a file's name. */
	private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,99}");

	private final ProviderService providers;

	@Activate
	public ProvidersResource(@Reference ProviderService providers) {
		this.providers = providers;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/providers", call -> call.ok(Json.array(providers.list(), ProvidersResource::write))),
				Route.of("GET", "/api/providers/jars", call -> call.ok(Json.array(providers.jars(), ProvidersResource::write))),
				Route.of("POST", "/api/providers", this::install),
				Route.of("DELETE", "/api/providers/{name}", this::remove));
	}

	private void install(Call call) throws IOException {
		if (!JAR_TYPES.contains(call.contentType())) {
			throw Problem.of(415, "unsupported_media_type",
					"A provider is sent as the bytes of its jar with the content type application/java-archive or application/octet-stream, not '"
							+ call.contentType() + "'.");
		}
		String name = call.query("name").map(given -> given.endsWith(".jar") ? given.substring(0, given.length() - 4) : given).map(ProvidersResource::checked)
				.orElse("");
		byte[] jar = call.bytes(Call.JAR_BYTES, "A jar");
		if (jar.length < 4 || jar[0] != 'P' || jar[1] != 'K') {
			throw Problem.field("jar", "The body is no jar: it has " + jar.length + " bytes and does not begin like one.");
		}
		List<InstalledProvider> installed = providers.install(name, jar);
		JsonArray brought = Json.array(installed, ProvidersResource::write);
		InstalledJar all = providers.jars().stream().filter(each -> each.sha256().equals(sha256(jar))).findFirst()
				.orElse(new InstalledJar(installed.isEmpty() ? name : installed.getFirst().name(), "", "", "", List.of()));
		all.brings().stream().filter(each -> !each.kind().equals("provider")).forEach(each -> brought.add(write(all, each)));
		call.created("/api/providers", all.name(), brought);
	}

	private static String sha256(byte[] jar) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("Every JRE has SHA-256", e);
		}
	}

	private void remove(Call call) {
		providers.remove(checked(call.path("name")));
		call.deleted();
	}

	private static String checked(String name) {
		if (!NAME.matcher(name).matches()) {
			throw Problem.field("name", "The name of a jar has letters, digits, '.', '_' and '-', and at most 100 of them, unlike '" + name + "'.");
		}
		return name;
	}

	private static JsonElement write(InstalledProvider provider) {
		JsonObject object = new JsonObject();
		object.addProperty("kind", "provider");
		object.addProperty("type", provider.info().type());
		object.addProperty("name", provider.name());
		object.addProperty("version", provider.version());
		object.addProperty("bundle", provider.bundle());
		object.addProperty("sha256", provider.sha256());
		object.addProperty("defaultBaseUrl", provider.info().defaultBaseUrl().toString());
		object.add("dialects", Json.texts(provider.info().dialects()));
		object.add("fields", Json.array(provider.info().fields(), ProvidersResource::write));
		object.add("names", Json.map(provider.info().names()));
		return object;
	}

	/** What a jar brought that is no type. */
	private static JsonElement write(InstalledJar jar, InstalledJar.Brought brought) {
		JsonObject object = new JsonObject();
		object.addProperty("kind", brought.kind());
		object.addProperty("id", brought.id());
		object.addProperty("name", jar.name());
		object.addProperty("version", jar.version());
		object.addProperty("bundle", jar.bundle());
		object.addProperty("sha256", jar.sha256());
		return object;
	}

	private static JsonElement write(InstalledJar jar) {
		JsonObject object = new JsonObject();
		object.addProperty("name", jar.name());
		object.addProperty("version", jar.version());
		object.addProperty("bundle", jar.bundle());
		object.addProperty("sha256", jar.sha256());
		object.add("brings", Json.array(jar.brings(), brought -> {
			JsonObject each = new JsonObject();
			each.addProperty("kind", brought.kind());
			each.addProperty("id", brought.id());
			return each;
		}));
		return object;
	}

	private static JsonElement write(ProviderInfo.Field field) {
		JsonObject object = new JsonObject();
		object.addProperty("key", field.key());
		object.add("labels", Json.map(field.labels()));
		object.addProperty("secret", field.secret());
		object.addProperty("required", field.required());
		return object;
	}
}
