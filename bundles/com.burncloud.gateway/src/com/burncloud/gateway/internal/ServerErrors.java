package com.burncloud.gateway.internal;

import java.nio.ByteBuffer;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

import com.burncloud.api.error.RefusalCode;

/** What Jetty refuses before any servlet sees it (no HTTP, too long a header, no Host, no servlet) is refused in the clients' envelope as well, not in HTML. */
final class ServerErrors extends ErrorHandler {

	@Override
	public boolean handle(Request request, Response response, Callback callback) {
		int status = response.getStatus();
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
		if (status == 404) {
			return away(response, callback);
		}
		Object reason = request.getAttribute(ERROR_MESSAGE);
		String message = "The request could not be read: " + (reason == null ? "status " + status : reason) + ".";
		response.write(true, ByteBuffer.wrap(ErrorEnvelope.bytes(status, code(status).code(), message)), callback);
		return true;
	}

	/** The gateway has every path that nobody else has, so nobody at all means that it, or a bundle it needs, is being updated: a matter of a moment, and no fault of the client's. */
	private static boolean away(Response response, Callback callback) {
		RefusalCode code = RefusalCode.SHUTTING_DOWN;
		response.setStatus(code.status());
		response.getHeaders().put("x-should-retry", Boolean.toString(code.retryable()));
		response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
		response.write(true, ByteBuffer.wrap(ErrorEnvelope.bytes(code.status(), code.code(), "A part of the gateway is being exchanged. Ask again in a moment.")), callback);
		return true;
	}

	private static RefusalCode code(int status) {
		return switch (status) {
		case 408 -> RefusalCode.REQUEST_TIMEOUT;
		case 413 -> RefusalCode.REQUEST_TOO_LARGE;
		case 431 -> RefusalCode.HEADERS_TOO_LARGE;
		default -> status < 500 ? RefusalCode.INVALID_REQUEST : RefusalCode.INTERNAL_ERROR;
		};
	}
}
