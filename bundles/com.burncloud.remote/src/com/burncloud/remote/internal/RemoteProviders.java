package com.burncloud.remote.internal;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;

import com.burncloud.api.provider.InstalledJar;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.ProviderService;

/** {@code /api/providers}. */
final class RemoteProviders implements ProviderService {
	private static final String PROVIDERS = "/api/providers";

	private final ManagementApi api;

	RemoteProviders(ManagementApi api) {
		this.api = api;
	}

	@Override
	public List<InstalledProvider> list() {
		return api.get(PROVIDERS, Fields.list(RemoteProviders::read));
	}

	@Override
	public List<InstalledJar> jars() {
		return api.get(PROVIDERS + "/jars", api.pace().patient(), Fields.list(jar -> new InstalledJar(jar.text("name"), jar.text("bundle"), jar.text("version"),
				jar.text("sha256"), jar.list("brings", brought -> new InstalledJar.Brought(brought.text("kind"), brought.text("id"))))));
	}

	@Override
	public List<InstalledProvider> install(String name, byte[] jar) {
		String path = name.isEmpty() ? PROVIDERS : new Query(PROVIDERS).with("name", name).toString();
		return api.call(api.request(path, "POST", BodyPublishers.ofByteArray(jar)).header("Content-Type", "application/java-archive"), api.pace().patient(),
				Fields.<Optional<InstalledProvider>> list(brought -> brought.given("type") ? Optional.of(read(brought)) : Optional.empty())).stream()
				.flatMap(Optional::stream).toList();
	}

	/** The server waits until the jar's types are gone, as {@link #install} waits until they are there. */
	@Override
	public void remove(String name) {
		new Item(api, "provider", PROVIDERS, name).call("DELETE", "", null, api.pace().patient(), nothing -> null);
	}

	private static InstalledProvider read(Fields provider) {
		ProviderInfo info = new ProviderInfo(provider.text("type"), provider.map("names"), URI.create(provider.text("defaultBaseUrl")),
				provider.texts("dialects"), provider.list("fields", RemoteProviders::field));
		return new InstalledProvider(info, provider.text("name"), provider.text("bundle"), provider.text("version"), provider.text("sha256"));
	}

	private static ProviderInfo.Field field(Fields field) {
		return new ProviderInfo.Field(field.text("key"), field.map("labels"), field.flag("secret"), field.flag("required"));
	}
}
