package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.provider.ProviderService;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;

/** {@code /api/channels}. */
@Component(service = Resource.class)
public final class ChannelsResource implements Resource {
	private final ChannelService channels;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile ChannelProbe probe;
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile ProviderService providers;

	@Activate
	public ChannelsResource(@Reference ChannelService channels) {
		this.channels = channels;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/channels", call -> call.ok(Json.array(channels.list(), this::write))),
				Route.of("POST", "/api/channels", this::create),
				Route.of("POST", "/api/channels/models", this::models),
				Route.of("GET", "/api/channels/{id}", call -> call.ok(write(find(call)))),
				Route.of("PUT", "/api/channels/{id}", this::replace),
				Route.of("PATCH", "/api/channels/{id}", this::change),
				Route.of("DELETE", "/api/channels/{id}", this::delete),
				Route.of("POST", "/api/channels/{id}/test", this::test));
	}

	private void create(Call call) throws IOException {
		Channel channel = channels.create(ChannelJson.read(call.json(), ChannelJson.NEW, Optional.empty(), this::secretOptions));
		call.created("/api/channels", channel.id(), saved(channel));
	}

	private void replace(Call call) throws IOException {
		Channel stored = find(call);
		call.ok(saved(channels.update(stored.id(), ChannelJson.read(call.json(), ChannelJson.NEW, Optional.of(stored), this::secretOptions))));
	}

	private void change(Call call) throws IOException {
		Channel stored = find(call);
		call.ok(saved(channels.update(stored.id(),
				ChannelJson.read(call.json(), ChannelDraft.of(stored), Optional.of(stored), this::secretOptions))));
	}

	private void delete(Call call) {
		channels.delete(call.path("id"));
		call.deleted();
	}

	private void test(Call call) throws IOException {
		Optional<String> model = call.optionalJson().map(body -> Fields.of(body, Set.of("model"))).flatMap(
				fields -> fields.<Optional<String>> read("model", Optional.empty(), Optional.empty(), (from, name) -> Optional.of(from.text(name))));
		Channel channel = find(call);
		ChannelProbe.Result result = probe().test(channel.id(), model);
		JsonObject object = new JsonObject();
		object.addProperty("ok", result.ok());
		object.addProperty("status", result.status());
		object.addProperty("model", result.model());
		object.addProperty("message", result.message());
		object.addProperty("millis", result.millis());
		call.ok(object);
	}

	/** What is sent is a channel as for POST, or as GET gave it; its {@code id}, if any, is that of the stored one whose key is used. */
	private void models(Call call) throws IOException {
		JsonElement body = call.json();
		Optional<String> id = ChannelJson.id(body);
		Optional<Channel> stored = id.map(given -> channels.find(given).orElseThrow(() -> Problem.unknown("channel", given)));
		ChannelProbe.ModelList list = probe().models(ChannelJson.readUnnamed(body, stored, this::secretOptions), id);
		JsonObject object = new JsonObject();
		object.addProperty("ok", list.ok());
		object.addProperty("status", list.status());
		object.add("models", Json.texts(list.models()));
		object.addProperty("message", list.message());
		object.addProperty("millis", list.millis());
		call.ok(object);
	}

	private ChannelProbe probe() {
		ChannelProbe present = probe;
		if (present == null) {
			throw Problem.away("channel test");
		}
		return present;
	}

	private Channel find(Call call) {
		return channels.find(call.path("id")).orElseThrow(() -> Problem.unknown("channel", call.path("id")));
	}

	/** A type may come later, with its jar; one that was misspelt never will. */
	private JsonObject saved(Channel channel) {
		JsonObject object = write(channel);
		ProviderService present = providers;
		List<String> types = present == null ? List.of() : present.list().stream().map(provider -> provider.info().type()).toList();
		if (!types.isEmpty() && !types.contains(channel.type())) {
			object.addProperty("warning", "The type '" + channel.type() + "' is not installed: the channel serves nothing until a jar brings it. Installed are "
					+ String.join(", ", types) + ".");
		}
		return object;
	}

	private JsonObject write(Channel channel) {
		return ChannelJson.write(channel, channels.health(channel.id()), channels.healthByModel(channel.id()), secretOptions(channel.type()));
	}

	/** The options that the type's form asks for as secrets. */
	private List<String> secretOptions(String type) {
		ProviderService present = providers;
		return present == null ? List.of()
				: present.list().stream().filter(provider -> provider.info().type().equals(type)).flatMap(provider -> provider.info().fields().stream())
						.filter(ProviderInfo.Field::secret).map(ProviderInfo.Field::key).toList();
	}
}
