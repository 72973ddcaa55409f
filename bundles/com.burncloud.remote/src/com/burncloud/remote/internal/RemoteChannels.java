package com.burncloud.remote.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.channel.Health;
import com.burncloud.api.error.UnknownIdException;
import com.google.gson.JsonObject;

/** {@code /api/channels}. A channel comes with its health, so a page that asks for both, row by row, makes one call and not a hundred. */
final class RemoteChannels implements ChannelService, ChannelProbe {
	private static final String CHANNELS = "/api/channels";
	private static final Duration FRESH = Duration.ofMillis(1500);

	private final ManagementApi api;
	private volatile Snapshot last = new Snapshot(List.of(), System.nanoTime() - FRESH.toNanos());

	RemoteChannels(ManagementApi api) {
		this.api = api;
	}

	private record Listed(Channel channel, Health health, Map<String, Health> byModel) {

		static Listed read(Fields channel) {
			Fields health = channel.inner("health");
			return new Listed(ChannelJson.read(channel), ChannelJson.health(health), health.byName("models", ChannelJson::health));
		}
	}

	private record Snapshot(List<Listed> channels, long atNanos) {

		boolean isFresh() {
			return System.nanoTime() - atNanos < FRESH.toNanos();
		}
	}

	@Override
	public List<Channel> list() {
		return ask().channels().stream().map(Listed::channel).toList();
	}

	private Snapshot ask() {
		long asked = System.nanoTime();
		Snapshot now = new Snapshot(api.get(CHANNELS, Fields.list(Listed::read)), asked);
		last = now;
		return now;
	}

	@Override
	public Optional<Channel> find(String id) {
		return channel(id).find(Fields.one(ChannelJson::read));
	}

	@Override
	public Channel create(ChannelDraft draft) {
		return changing(() -> api.call("POST", CHANNELS, ChannelJson.write(draft), api.pace().call(), Fields.one(ChannelJson::read)));
	}

	@Override
	public Channel update(String id, ChannelDraft draft) {
		return changing(() -> channel(id).call("PUT", "", ChannelJson.write(draft), Fields.one(ChannelJson::read)));
	}

	@Override
	public void delete(String id) {
		changing(() -> {
			channel(id).delete();
			return id;
		});
	}

	@Override
	public Health health(String id) {
		return listed(id).health();
	}

	@Override
	public Map<String, Health> healthByModel(String id) {
		return listed(id).byModel();
	}

	private Listed listed(String id) {
		Snapshot present = last;
		return Optional.of(present).filter(Snapshot::isFresh).flatMap(fresh -> in(fresh, id)).or(() -> in(ask(), id))
				.orElseThrow(() -> new UnknownIdException("channel", id));
	}

	private static Optional<Listed> in(Snapshot snapshot, String id) {
		return snapshot.channels().stream().filter(listed -> listed.channel().id().equals(id)).findFirst();
	}

	@Override
	public Result test(String channelId, Optional<String> model) {
		JsonObject body = new JsonObject();
		model.ifPresent(name -> body.addProperty("model", name));
		return changing(() -> channel(channelId).call("POST", "/test", body, api.pace().patient(), Fields.one(ChannelJson::result)));
	}

	@Override
	public ModelList models(ChannelDraft draft, Optional<String> channelId) {
		JsonObject body = ChannelJson.write(draft);
		channelId.ifPresent(id -> body.addProperty("id", id));
		Supplier<ModelList> call = () -> api.call("POST", CHANNELS + "/models", body, api.pace().patient(), Fields.one(ChannelJson::models));
		return channelId.map(id -> channel(id).known(call)).orElseGet(call);
	}

	/** What was known of the channels' health is not, after this. */
	private <T> T changing(Supplier<T> call) {
		try {
			return call.get();
		} finally {
			last = new Snapshot(List.of(), last.atNanos());
		}
	}

	private Item channel(String id) {
		return new Item(api, "channel", CHANNELS, id);
	}
}
