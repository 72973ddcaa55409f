package com.burncloud.gateway.internal;

/** Looks, while an exchange waits for somebody else, whether its client is still there; when it is not, the waiting thread is interrupted. */
final class ClientWatch implements Watch.Timed {
	private final ClientConnection client;
	private final Thread waiting = Thread.currentThread();
	private boolean gone;
	private boolean over;

	ClientWatch(ClientConnection client) {
		this.client = client;
	}

	@Override
	public synchronized void tick(long nowNanos) {
		if (over || gone || !client.isGone()) {
			return;
		}
		gone = true;
		waiting.interrupt();
	}

	synchronized boolean isGone() {
		return gone;
	}

	/** The wait is over: the connection is not looked at any more, and the interrupt is taken back. On the thread that waited. */
	synchronized void end() {
		over = true;
		if (gone) {
			Thread.interrupted();
		}
	}
}
