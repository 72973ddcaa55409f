package com.burncloud.ui.internal.connection;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.burncloud.ui.internal.Preferences;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;

/** The gateways elsewhere that this window remembers, in its preferences, and which it managed last. UI thread. */
public final class SavedServers {
	private static final String LIST = "servers";
	private static final String LAST = "server";

	private final Preferences preferences;

	public SavedServers(Preferences preferences) {
		this.preferences = preferences;
	}

	/** In the order in which they were saved. */
	public List<SavedServer> list() {
		List<SavedServer> servers = new ArrayList<>();
		try {
			for (JsonElement each : JsonParser.parseString(preferences.get(LIST, "[]")).getAsJsonArray()) {
				JsonObject server = each.getAsJsonObject();
				servers.add(new SavedServer(server.get("name").getAsString(), URI.create(server.get("address").getAsString())));
			}
		} catch (JsonParseException | IllegalStateException | IllegalArgumentException | NullPointerException edited) {
			// somebody wrote into the file; what can be read stays
		}
		return servers;
	}

	public Optional<SavedServer> find(URI address) {
		return list().stream().filter(server -> server.address().equals(address)).findFirst();
	}

	/** Adds one, or replaces the one at the same address. */
	void put(SavedServer server) {
		List<SavedServer> servers = list();
		int at = servers.stream().map(SavedServer::address).toList().indexOf(server.address());
		if (at < 0) {
			servers.add(server);
		} else {
			servers.set(at, server);
		}
		write(servers);
	}

	void remove(URI address) {
		write(list().stream().filter(server -> !server.address().equals(address)).toList());
		if (last().filter(server -> server.address().equals(address)).isPresent()) {
			setLast(Optional.empty());
		}
	}

	private void write(List<SavedServer> servers) {
		JsonArray array = new JsonArray();
		for (SavedServer server : servers) {
			JsonObject object = new JsonObject();
			object.addProperty("name", server.name());
			object.addProperty("address", server.address().toString());
			array.add(object);
		}
		preferences.set(LIST, array.toString());
	}

	/** The one to go back to at the next start; empty: the gateway of this machine. */
	Optional<SavedServer> last() {
		String address = preferences.get(LAST, "");
		return list().stream().filter(server -> server.address().toString().equals(address)).findFirst();
	}

	void setLast(Optional<URI> address) {
		preferences.set(LAST, address.map(URI::toString).orElse(""));
	}
}
