package com.burncloud.gateway.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.BufferUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import jakarta.servlet.http.HttpServletRequest;

/** The few things that only the server behind the servlet API can do. In another server than Jetty they are left undone. */
final class JettyAccess {
	private static final Logger LOG = LoggerFactory.getLogger(JettyAccess.class);

	private JettyAccess() {
	}

	/** From now on Jetty's own refusals come in our envelope, and a request's head may not take for ever. */
	static void prepare(HttpServletRequest request, Watch watch) {
		try {
			Server server = ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnector().getServer();
			server.setErrorHandler(new ServerErrors());
			watch.add(new HeadLimit(() -> headsUnderWay(server)));
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

	private record Head(EndPoint endPoint, long beganNanos) implements HeadLimit.UnderWay {
		@Override
		public void cut() {
			endPoint.close();
		}
	}

	/** The parser is public, but not the package of the connection that has it. */
	private static Optional<HttpParser> parserOf(Connection connection) {
		try {
			return connection != null && connection.getClass().getMethod("getParser").invoke(connection) instanceof HttpParser parser ? Optional.of(parser) : Optional.empty();
		} catch (ReflectiveOperationException notHttp1) {
			return Optional.empty();
		}
	}

	/** Of all the server's plain connections, those that have begun a request's head and not ended it. */
	static Set<HeadLimit.UnderWay> headsUnderWay(Server server) {
		Set<HeadLimit.UnderWay> heads = new HashSet<>();
		try {
			for (Connector connector : server.getConnectors()) {
				for (EndPoint endPoint : connector.getConnectedEndPoints()) {
					parserOf(endPoint.getConnection()).filter(parser -> parser.inHeaderState() && !parser.isStart())
							.ifPresent(parser -> heads.add(new Head(endPoint, parser.getBeginNanoTime())));
				}
			}
		} catch (RuntimeException | LinkageError notJetty) {
			LOG.debug("The heads of requests have no time limit", notJetty);
		}
		return heads;
	}

	/**
	 * Whether the client has closed its connection, or its sending half. One byte is asked for; one that comes goes back to where Jetty looks for the next
	 * request. What is no plain HTTP/1 connection is taken for quiet.
	 */
	static ClientConnection.Look look(HttpServletRequest request) {
		try {
			Connection connection = ServletContextRequest.getServletContextRequest(request).getConnectionMetaData().getConnection();
			if (!(connection.getEndPoint() instanceof SocketChannelEndPoint endPoint) || !(connection instanceof Connection.UpgradeTo reader)) {
				return ClientConnection.Look.QUIET;
			}
			ByteBuffer one = BufferUtil.allocate(1);
			int filled = endPoint.fill(one);
			if (filled <= 0) {
				return filled < 0 ? ClientConnection.Look.CLOSED : ClientConnection.Look.QUIET;
			}
			reader.onUpgradeTo(one);
			if (one.hasRemaining()) {
				// Jetty's buffer is full of requests that came before; without this byte the next would be another one.
				endPoint.close();
				return ClientConnection.Look.CLOSED;
			}
			return ClientConnection.Look.SPEAKING;
		} catch (IOException broken) {
			return ClientConnection.Look.CLOSED;
		} catch (RuntimeException | LinkageError notJetty) {
			LOG.debug("Whether the client is still there is noticed when its answer is written", notJetty);
			return ClientConnection.Look.QUIET;
		}
	}
}
