package com.burncloud.gateway.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.channel.Routing;
import com.burncloud.api.error.RefusalCode;
import com.burncloud.api.error.RefusedException;
import com.burncloud.api.provider.Operation;
import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.token.Admissions;
import com.burncloud.api.token.Caller;
import com.burncloud.api.token.Credentials;
import com.burncloud.api.usage.Usage;
import com.burncloud.api.usage.UsageService;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** Where Jetty hands over a request of the data plane, and of every path that nobody else has. */
@Component(service = Servlet.class, property = { "osgi.http.whiteboard.servlet.pattern=/v1/*", "osgi.http.whiteboard.servlet.pattern=/",
		"osgi.http.whiteboard.servlet.asyncSupported:Boolean=true", "osgi.http.whiteboard.servlet.name=burncloud-gateway" })
public final class GatewayServlet extends HttpServlet {
	private static final long serialVersionUID = 1L;
	private static final Logger LOG = LoggerFactory.getLogger(GatewayServlet.class);
	private static final int MAX_HEADERS = 200;
	private static final String BEARER = "bearer ";

	private final transient Gateway gateway;
	private final transient UsageService usage;
	private final transient News news;
	private final transient HostRule hostRule;
	private final transient ModelList models;
	private final transient AtomicBoolean serverKnown = new AtomicBoolean();

	@Activate
	public GatewayServlet(@Reference Admissions admissions, @Reference Routing routing, @Reference UsageService usage, @Reference Settings settings,
			@Reference EventAdmin events, @Reference Upstream upstream, @Reference Traffic traffic, @Reference LastRequests lastRequests) {
		this.usage = usage;
		news = new News(events);
		gateway = new Gateway(admissions, routing, upstream, new Watch(), traffic, new TokenCount(), BodyBudget.ofHeap(), settings.number(SettingKey.MAX_BODY_BYTES),
				lastRequests, Gateway.freshIds());
		hostRule = new HostRule(settings);
		models = new ModelList(routing);
	}

	@Deactivate
	void deactivate() {
		gateway.watch().close();
		news.close();
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		if (!serverKnown.get() && serverKnown.compareAndSet(false, true)) {
			JettyAccess.prepare(request, gateway.watch());
		}
		String clientRequestId = Optional.ofNullable(request.getHeader("x-request-id")).map(Judge::shortened).orElse("");
		Transcript transcript = new Transcript(usage, news, gateway.nextRequestId(), clientRequestId);
		response.setHeader("x-request-id", transcript.requestId());
		if (!gateway.traffic().enter(request)) {
			response.setHeader("connection", "close");
			ErrorEnvelope.write(RefusalCode.SHUTTING_DOWN, "The gateway is shutting down. Ask again in a moment.", Optional.empty(), response);
			return;
		}
		boolean over = true;
		boolean unread = false;
		try {
			over = serve(request, response, transcript);
		} catch (RefusedException refused) {
			transcript.settle(refused.code().status(), refused.code().code(), refused.getMessage(), Usage.NONE);
			unread = refuse(refused, request, response);
		} catch (IOException gone) {
			transcript.settle(Transcript.CLIENT_GONE, "client_gone", "The client went away before its answer.", Usage.NONE);
		} catch (RuntimeException | Error defect) {
			LOG.error("The exchange {} failed by a defect of the gateway", transcript.requestId(), defect);
			RefusedException refused = new RefusedException(RefusalCode.INTERNAL_ERROR,
					"The gateway failed by a defect of its own; its log has more under " + transcript.requestId() + ".");
			transcript.settle(refused.code().status(), refused.code().code(), refused.getMessage(), Usage.NONE);
			refuse(refused, request, response);
			if (request.isAsyncStarted()) {
				request.getAsyncContext().complete();
			}
		} finally {
			if (over) {
				gateway.traffic().leave(request);
			}
		}
		if (unread) {
			RequestBody.linger(request);
		}
	}

	/** @return whether all is over; else a relay goes on */
	private boolean serve(HttpServletRequest request, HttpServletResponse response, Transcript transcript) throws RefusedException, IOException {
		String path = request.getRequestURI();
		Optional<Operation> operation = Surface.operation(path);
		boolean list = ModelList.isAt(path);
		if (operation.isEmpty() && !list) {
			throw new RefusedException(RefusalCode.UNKNOWN_PATH, "There is nothing at " + Judge.shortened(path) + ". The API begins at /v1, as in "
					+ request.getScheme() + "://" + hostOf(request) + "/v1/chat/completions.");
		}
		String method = list ? "GET" : "POST";
		if (!request.getMethod().equals(method)) {
			response.setHeader("allow", method);
			throw new RefusedException(RefusalCode.METHOD_NOT_ALLOWED, path + " takes " + method + ", not " + request.getMethod() + ".");
		}
		int headers = 0;
		for (var names = request.getHeaderNames(); names.hasMoreElements(); names.nextElement()) {
			headers++;
		}
		if (headers > MAX_HEADERS) {
			throw new RefusedException(RefusalCode.HEADERS_TOO_LARGE, "The request has " + headers + " headers; " + MAX_HEADERS + " are allowed.");
		}
		hostRule.check(hostOf(request));
		Caller caller = gateway.admissions().authenticate(credentials(request));
		transcript.authenticated(caller);
		if (list) {
			ErrorEnvelope.writeJson(200, models.answer(path, caller), response);
			return true;
		}
		return new Exchange(gateway, request, response, transcript, operation.get()).run(caller);
	}

	private static String hostOf(HttpServletRequest request) {
		return Optional.ofNullable(request.getHeader("host")).orElse("localhost");
	}

	private static Credentials credentials(HttpServletRequest request) {
		String secret = "";
		String authorization = request.getHeader("authorization");
		if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
			secret = authorization.substring(BEARER.length()).trim();
		} else if (request.getHeader("x-api-key") != null) {
			secret = request.getHeader("x-api-key").trim();
		} else if (request.getHeader("x-goog-api-key") != null) {
			secret = request.getHeader("x-goog-api-key").trim();
		}
		boolean forwarded = request.getHeader("x-forwarded-for") != null || request.getHeader("forwarded") != null || request.getHeader("x-real-ip") != null;
		try {
			// An address literal: no name is looked up.
			return new Credentials(secret, InetAddress.getByName(request.getRemoteAddr()), forwarded);
		} catch (UnknownHostException impossible) {
			throw new IllegalStateException("the server gave '" + request.getRemoteAddr() + "' as an address", impossible);
		}
	}

	/** @return whether the client is still sending, so that the connection must linger */
	private boolean refuse(RefusedException refused, HttpServletRequest request, HttpServletResponse response) {
		if (response.isCommitted()) {
			JettyAccess.abort(request);
			return false;
		}
		try {
			if (refused.code() == RefusalCode.REQUEST_TIMEOUT) {
				response.setHeader("connection", "close"); // the rest of its body would be as slow
				ErrorEnvelope.write(refused, response);
				return false;
			}
			boolean unread = RequestBody.skip(request, response, gateway.watch());
			ErrorEnvelope.write(refused, response);
			if (unread) {
				response.flushBuffer();
			}
			return unread;
		} catch (IOException gone) {
			LOG.debug("The client left before it was refused", gone);
			return false;
		}
	}
}
