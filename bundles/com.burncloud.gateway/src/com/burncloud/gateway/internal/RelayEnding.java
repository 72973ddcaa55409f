package com.burncloud.gateway.internal;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

import com.burncloud.api.channel.Outcome;
import com.burncloud.api.channel.Outcome.Kind;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.usage.Usage;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What follows a relay: settle by what was delivered, report a broken upstream, let the client go. */
final class RelayEnding implements Relay.Ending {
	private final Gateway gateway;
	private final HttpServletRequest request;
	private final Transcript transcript;
	private final Visit visit;
	private final Tap tap;
	private final Head head;
	private final Function<AnswerText, Usage> estimate;
	private Relay relay;

	private RelayEnding(Gateway gateway, HttpServletRequest request, Transcript transcript, Visit visit, Tap tap, Head head,
			Function<AnswerText, Usage> estimate) {
		this.gateway = gateway;
		this.request = request;
		this.transcript = transcript;
		this.visit = visit;
		this.tap = tap;
		this.head = head;
		this.estimate = estimate;
	}

	/** Turns the request asynchronous and starts a relay for it. */
	static void begin(Gateway gateway, HttpServletRequest request, ClientConnection client, HttpServletResponse response, Transcript transcript, Visit visit,
			Upstream.Call call, Tap tap, Head head, Function<AnswerText, Usage> estimate) throws IOException {
		AsyncContext async = request.startAsync(request, response);
		async.setTimeout(0);
		RelayEnding ending = new RelayEnding(gateway, request, transcript, visit, tap, head, estimate);
		ending.relay = new Relay(async, client, response.getOutputStream(), call, tap, head.stream(), visit.candidate().timeouts(), ending);
		gateway.watch().add(ending.relay);
		ending.relay.start();
	}

	@Override
	public byte[] errorEvent(Exception cause) {
		if (!head.stream()) {
			return new byte[0];
		}
		RefusalCode code = cause instanceof UpstreamTimeout ? RefusalCode.UPSTREAM_TIMEOUT : RefusalCode.UPSTREAM_ERROR;
		return ErrorEnvelope.event(code.code(), "The answer broke off: " + reason(cause) + ". What came before is all there is; ask again.");
	}

	private static String reason(Exception cause) {
		return cause instanceof UpstreamTimeout || cause instanceof IllegalStateException ? cause.getMessage() : "the upstream closed the connection in mid-answer";
	}

	@Override
	public void over(Relay.End end) {
		gateway.watch().remove(relay);
		Optional<Usage> usage = tap.usage();
		if (usage.isPresent()) {
			conclude(end, usage.get());
		} else {
			// Counting takes milliseconds, and this thread is the reactor's or the server's.
			Thread.ofVirtual().name("burncloud-estimate").start(() -> conclude(end, estimate.apply(tap.text())));
		}
	}

	private void conclude(Relay.End end, Usage usage) {
		try {
			switch (end) {
			case Relay.End.Delivered delivered -> {
				Optional<String> error = tap.error();
				transcript.settle(head.status(), error.isPresent() ? RefusalCode.UPSTREAM_ERROR.code() : "", error.map(Judge::shortened).orElse(""), usage);
			}
			case Relay.End.ClientGone gone -> {
				transcript.settle(Transcript.CLIENT_GONE, "client_gone", "The client went away before the answer was complete.", usage);
				JettyAccess.abort(request);
			}
			case Relay.End.UpstreamBroke broke -> {
				RefusalCode code = broke.cause() instanceof UpstreamTimeout ? RefusalCode.UPSTREAM_TIMEOUT : RefusalCode.UPSTREAM_ERROR;
				gateway.routing().report(visit.candidate(), new Outcome.Failed(broke.cause() instanceof UpstreamTimeout ? Kind.TIMEOUT : Kind.BROKEN_ANSWER,
						"the answer broke off: " + reason(broke.cause()), Optional.empty()));
				transcript.settle(code.status(), code.code(), "The answer broke off: " + reason(broke.cause()) + ".", usage);
				if (!head.stream()) {
					JettyAccess.abort(request);
				}
			}
			}
		} finally {
			visit.close();
			relay.complete();
			gateway.left(request);
		}
	}
}
