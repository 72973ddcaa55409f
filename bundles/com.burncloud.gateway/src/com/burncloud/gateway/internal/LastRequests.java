package com.burncloud.gateway.internal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.SentRequests;

/**
 * The last requests as they came, in a ring: 16 MB at most. Keeping one is a counter and a store, and the body is the exchange's own array, which nobody
 * changes. Whoever looks for one, a person now and then, walks over all of them.
 */
@Component(service = { SentRequests.class, LastRequests.class })
public final class LastRequests implements SentRequests {
	static final int MOST = 256;
	static final int MOST_BYTES = 64 << 10;

	private record Kept(String requestId, SentRequest request) {
	}

	private final AtomicReferenceArray<Kept> ring = new AtomicReferenceArray<>(MOST);
	private final AtomicInteger next = new AtomicInteger();
	private final boolean wanted;

	@Activate
	public LastRequests(@Reference Settings settings) {
		wanted = settings.enabled(SettingKey.KEEP_REQUESTS);
	}

	/** Any thread, no lock. A larger body is left out, not cut: half of one cannot be sent again. */
	void keep(String requestId, String path, String contentType, byte[] body) {
		if (wanted && body.length <= MOST_BYTES) {
			ring.set(next.getAndIncrement() & MOST - 1, new Kept(requestId, new SentRequest(path, contentType, body)));
		}
	}

	@Override
	public Optional<SentRequest> find(String requestId) {
		for (int i = 0; i < MOST; i++) {
			Kept kept = ring.get(i);
			if (kept != null && kept.requestId().equals(requestId)) {
				return Optional.of(kept.request());
			}
		}
		return Optional.empty();
	}
}
