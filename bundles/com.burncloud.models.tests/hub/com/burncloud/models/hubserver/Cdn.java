package com.burncloud.models.hubserver;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Gives bytes to whoever has a signed link that is young enough; as S3 does, it refuses whoever brings a token besides. */
final class Cdn implements Listener.Handler {
	private final Function<String, Optional<Blob>> blobs;
	private final AtomicInteger generation = new AtomicInteger();
	private volatile Duration lifetime = Duration.ofHours(1);

	/** @param blobs by SHA-256 */
	Cdn(Function<String, Optional<Blob>> blobs) {
		this.blobs = blobs;
	}

	void lifetime(Duration ofNewLinks) {
		lifetime = ofNewLinks;
	}

	/** All links that were given out so far are too old now. */
	void expire() {
		generation.incrementAndGet();
	}

	/** A signed link. */
	URI link(URI cdn, Blob blob) {
		long expires = System.currentTimeMillis() + lifetime.toMillis();
		return URI.create(cdn + "/blobs/" + blob.sha256() + "?Expires=" + expires + "&Signature=" + signature(blob.sha256(), expires));
	}

	private String signature(String sha256, long expires) {
		return Repository.sha1("secret" + generation.get() + sha256 + expires);
	}

	@Override
	public void answer(Request request, Reply reply) throws IOException {
		String sha256 = request.path().substring(request.path().lastIndexOf('/') + 1);
		long expires = Long.parseLong(request.parameter("Expires").orElse("0"));
		Optional<Blob> blob = blobs.apply(sha256);
		if (request.header("authorization").isPresent()) {
			reply.text(400, "application/xml", "<Error><Code>InvalidArgument</Code><Message>Only one auth mechanism allowed</Message></Error>");
		} else if (expires < System.currentTimeMillis() || !request.parameter("Signature").orElse("").equals(signature(sha256, expires))) {
			refuse(reply, "Request has expired");
		} else if (blob.isEmpty()) {
			reply.text(404, "application/xml", "<Error><Code>NoSuchKey</Code></Error>");
		} else {
			reply.file(blob.get());
		}
	}

	static void refuse(Reply reply, String message) throws IOException {
		reply.text(403, "application/xml", "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>" + message + "</Message></Error>");
	}
}
