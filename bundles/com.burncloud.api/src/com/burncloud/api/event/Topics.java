package com.burncloud.api.event;

/** The topics. Subscribe with {@code com/burncloud/request/*} and the like. */
public final class Topics {
	public static final String REQUEST_STARTED = "com/burncloud/request/STARTED";
	public static final String REQUEST_COMPLETED = "com/burncloud/request/COMPLETED";
	public static final String REQUEST_FAILED = "com/burncloud/request/FAILED";
	public static final String CHANNEL_CREATED = "com/burncloud/channel/CREATED";
	public static final String CHANNEL_CHANGED = "com/burncloud/channel/CHANGED";
	public static final String CHANNEL_DELETED = "com/burncloud/channel/DELETED";
	public static final String CHANNEL_COOLING = "com/burncloud/channel/COOLING";
	public static final String CHANNEL_HEALTHY = "com/burncloud/channel/HEALTHY";
	public static final String TOKEN_CREATED = "com/burncloud/token/CREATED";
	public static final String TOKEN_CHANGED = "com/burncloud/token/CHANGED";
	public static final String TOKEN_DELETED = "com/burncloud/token/DELETED";
	public static final String TOKEN_EXHAUSTED = "com/burncloud/token/EXHAUSTED";
	public static final String PROVIDER_INSTALLED = "com/burncloud/provider/INSTALLED";
	public static final String PROVIDER_REMOVED = "com/burncloud/provider/REMOVED";
	public static final String DOWNLOAD_PROGRESS = "com/burncloud/download/PROGRESS";
	public static final String DOWNLOAD_COMPLETED = "com/burncloud/download/COMPLETED";
	public static final String DOWNLOAD_FAILED = "com/burncloud/download/FAILED";
	public static final String MODEL_STARTING = "com/burncloud/model/STARTING";
	public static final String MODEL_RUNNING = "com/burncloud/model/RUNNING";
	public static final String MODEL_STOPPED = "com/burncloud/model/STOPPED";
	public static final String MODEL_FAILED = "com/burncloud/model/FAILED";

	private Topics() {
	}
}
