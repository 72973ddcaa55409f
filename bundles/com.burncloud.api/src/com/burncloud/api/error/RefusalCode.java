package com.burncloud.api.error;

/** The reasons for which the gateway itself declines a request, each with its HTTP status and the {@code code} that clients see. */
public enum RefusalCode {
	INVALID_REQUEST(400, "invalid_request"),
	MISSING_MODEL(400, "missing_model"),
	UNSUPPORTED_OPERATION(400, "unsupported_operation"),
	INVALID_API_KEY(401, "invalid_api_key"),
	IP_NOT_ALLOWED(403, "ip_not_allowed"),
	HOST_NOT_ALLOWED(403, "host_not_allowed"),
	MODEL_NOT_ALLOWED(403, "model_not_allowed"),
	MODEL_NOT_PRICED(403, "model_not_priced"),
	MODEL_NOT_FOUND(404, "model_not_found"),
	UNKNOWN_PATH(404, "unknown_path"),
	METHOD_NOT_ALLOWED(405, "method_not_allowed"),
	REQUEST_TIMEOUT(408, "request_timeout"),
	REQUEST_TOO_LARGE(413, "request_too_large"),
	INSUFFICIENT_QUOTA(429, "insufficient_quota"),
	RATE_LIMIT_EXCEEDED(429, "rate_limit_exceeded"),
	HEADERS_TOO_LARGE(431, "headers_too_large"),
	INTERNAL_ERROR(500, "internal_error"),
	UPSTREAM_ERROR(502, "upstream_error"),
	OVERLOADED(503, "overloaded"),
	NO_AVAILABLE_CHANNEL(503, "no_available_channel"),
	SHUTTING_DOWN(503, "shutting_down"),
	UPSTREAM_TIMEOUT(504, "upstream_timeout");

	private final int status;
	private final String code;

	RefusalCode(int status, String code) {
		this.status = status;
		this.code = code;
	}

	/** The HTTP status. */
	public int status() {
		return status;
	}

	/** The stable word that clients compare, {@code snake_case}. */
	public String code() {
		return code;
	}

	/** Whether sending the same request again may help; {@code x-should-retry} tells it to the official SDKs, which otherwise repeat every 429. */
	public boolean retryable() {
		return switch (this) {
		case RATE_LIMIT_EXCEEDED, REQUEST_TIMEOUT, UPSTREAM_ERROR, OVERLOADED, NO_AVAILABLE_CHANNEL, SHUTTING_DOWN, UPSTREAM_TIMEOUT -> true;
		default -> false;
		};
	}
}
