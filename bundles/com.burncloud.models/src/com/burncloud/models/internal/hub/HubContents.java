package com.burncloud.models.internal.hub;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubRequest;
import com.burncloud.api.model.ModelHub;
import com.burncloud.models.internal.hub.Links.Link;
import com.burncloud.models.internal.hub.Patience.Kind;

/** Opens files on hubs. Nothing is tried twice but a link that has expired: the download knows best when to try again. */
@Component(service = Contents.class)
public final class HubContents implements Contents {
	private static final Duration LIMIT = Duration.ofSeconds(30);
	private static final int MAX_MESSAGE_BYTES = 1024 * 1024;

	private final HubSet hubs;
	private final HubClient client;
	private final Links links = new Links();

	@Activate
	public HubContents(@Reference HubSet hubs, @Reference HubClient client) {
		this.hubs = hubs;
		this.client = client;
	}

	@Override
	public Content open(FileAddress address, long fromByte, long toByte) throws IOException {
		if (fromByte < 0 || toByte <= fromByte) {
			throw new IllegalArgumentException("no bytes from " + fromByte + " to " + toByte);
		}
		ModelHub hub = hubs.hub(address.hub());
		Deadline deadline = Deadline.in(LIMIT);
		Map<String, String> range = Map.of("Range", ContentRange.asked(fromByte, toByte));
		Optional<Link> known = links.find(address);
		if (known.isPresent()) {
			Optional<Content> content = again(hub, address, known.get(), range, fromByte, toByte, deadline);
			if (content.isPresent()) {
				return content.get();
			}
		}
		return anew(hub, address, range, fromByte, toByte, deadline);
	}

	/** Empty when the link does not serve any more. */
	private Optional<Content> again(ModelHub hub, FileAddress address, Link link, Map<String, String> range, long fromByte, long toByte, Deadline deadline)
			throws IOException {
		Received received = client.hops().get(hub.info(), Kind.FILE, link.uri(), range, deadline);
		if (!received.successful() && received.status() != 416 && received.status() != 429 && received.status() < 500) { // 403 as a rule: it has expired
			received.discard();
			links.forget(address, link);
			return Optional.empty();
		}
		try {
			return Optional.of(opened(hub, address, received, fromByte, toByte, link.sha256(), link.totalBytes(), deadline));
		} catch (IOException | RuntimeException e) {
			links.forget(address, link); // what it gives is not what the hub promised: the next try shall ask the hub
			throw e;
		}
	}

	private Content anew(ModelHub hub, FileAddress address, Map<String, String> range, long fromByte, long toByte, Deadline deadline) throws IOException {
		HubRequest request = Strangers.call(hub, () -> hub.content(address.repository(), address.revision(), address.path()));
		Hops.Arrival arrival = client.hops().follow(hub.info(), Kind.FILE, request, range, deadline);
		Received received = arrival.received();
		Content content = opened(hub, address, received, fromByte, toByte, arrival.sha256(), arrival.linkedBytes(), deadline);
		if (!Uris.origin(received.uri()).equals(Uris.origin(hub.info().endpoint()))) {
			links.put(address, new Link(received.uri(), content.sha256(), content.totalBytes(), Deadline.in(Links.KEPT)));
		}
		return content;
	}

	private Content opened(ModelHub hub, FileAddress address, Received received, long fromByte, long toByte, Optional<String> sha256,
			OptionalLong linkedBytes, Deadline deadline) throws IOException {
		try {
			if (received.successful()) {
				return OpenContent.of(received, fromByte, toByte, sha256, linkedBytes);
			}
			if (received.status() == 416) {
				throw new IOException(Uris.host(received.uri()) + " has no bytes '" + ContentRange.asked(fromByte, toByte) + "' of " + address.path() + ": its file has '"
						+ received.header("content-range").orElse("an untold number of bytes") + "'");
			}
			throw refusal(hub, address, received, deadline);
		} catch (IOException | RuntimeException e) {
			received.close();
			throw e;
		}
	}

	private HubException refusal(ModelHub hub, FileAddress address, Received received, Deadline deadline) throws IOException {
		if (Uris.origin(received.uri()).equals(Uris.origin(hub.info().endpoint()))) {
			return client.refusal(hub, received.answer(MAX_MESSAGE_BYTES, deadline), address.repository(), Kind.FILE);
		}
		if (received.status() == 429) {
			return client.patience(Uris.host(received.uri()), received.uri(), Kind.FILE);
		}
		return Problems.unavailable(Uris.host(received.uri()) + ", where " + hub.info().name("en") + " keeps the file " + address.path() + ", answered with status "
				+ received.status() + "; try again later or choose another hub.");
	}
}
