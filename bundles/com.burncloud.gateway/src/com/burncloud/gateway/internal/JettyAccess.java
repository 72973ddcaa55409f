package com.burncloud.gateway.internal;

import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Connector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.servlet.http.HttpServletRequest;

/** The few things that only the server behind the servlet API can do. In another server than Jetty they are left undone. */
final class JettyAccess {
	private static final Logger LOG = LoggerFactory.getLogger(JettyAccess.class);

	private JettyAccess() {
	}

	/** From now on Jetty's own refusals come in our envelope. */
	static void speakInEnvelopes(HttpServletRequest request) {
		try {
			ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnector().getServer().setErrorHandler(new ServerErrors());
		} catch (RuntimeException | LinkageError notJetty) {
			LOG.debug("The server keeps its own error pages", notJetty);
		}
	}

	/** Closes the listening socket; connections that are open stay so. */
	static void stopAccepting(HttpServletRequest request) {
		try {
			for (Connector connector : ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnector().getServer().getConnectors()) {
				connector.shutdown();
			}
		} catch (RuntimeException | LinkageError notJetty) {
			LOG.debug("The listening socket stays open until the server stops", notJetty);
		}
	}

	/** Cuts the client's connection, so that a body without an announced length is not taken for whole. */
	static void abort(HttpServletRequest request) {
		try {
			ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnection().getEndPoint().close();
		} catch (RuntimeException | LinkageError notJetty) {
			LOG.debug("The client's connection cannot be cut", notJetty);
		}
	}
}
