package com.burncloud.admin.internal;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.settings.SettingKey;
import com.burncloud.api.settings.Settings;
import com.burncloud.api.store.Database;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The door of the management API: host, key, path, and one place for errors. Immediate, so that the key is written before the port opens. */
@Component(service = Servlet.class, immediate = true, property = { "osgi.http.whiteboard.servlet.pattern=/api/*", "osgi.http.whiteboard.servlet.pattern=/health",
		"osgi.http.whiteboard.servlet.pattern=/metrics", "osgi.http.whiteboard.servlet.name=burncloud-admin" })
public final class AdminServlet extends HttpServlet {
	private static final long serialVersionUID = 1L;

	private static final Logger LOG = LoggerFactory.getLogger(AdminServlet.class);

	private final transient HostCheck hosts;
	private final transient BundleContext context;
	private final transient Settings settings;
	private transient volatile AdminKey key;
	private final transient Router router = new Router();

	@Activate
	public AdminServlet(BundleContext context, @Reference Settings settings) {
		this.context = context;
		this.settings = settings;
		hosts = new HostCheck(settings.value(SettingKey.ALLOWED_HOSTS) + "," + settings.value(SettingKey.HOST));
	}

	/** The first start writes the key when the database is open, so that one which is refused leaves none behind. Before, nobody has it. */
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	synchronized void bindDatabase(Database open) {
		if (key != null) {
			return;
		}
		try {
			key = AdminKey.of(settings.value(SettingKey.ADMIN_KEY), settings.home());
		} catch (IOException failure) {
			Hashtable<String, Object> properties = new Hashtable<>();
			properties.put("burncloud.startup", "failed");
			context.registerService(Exception.class, failure, properties);
		}
	}

	void unbindDatabase(Database gone) {
		// The key stays.
	}

	@Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
	void bindResource(Resource resource) {
		router.add(resource);
	}

	void unbindResource(Resource resource) {
		router.remove(resource);
	}

	@Override
	protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
		response.setHeader("Cache-Control", "no-store");
		response.setHeader("X-Content-Type-Options", "nosniff");
		try {
			try {
				answer(request, response);
			} catch (RuntimeException failure) {
				refuse(request, response, Problems.of(failure, request.getMethod() + " " + request.getRequestURI()));
			}
		} catch (IOException gone) {
			LOG.debug("the client of {} {} went away", request.getMethod(), request.getRequestURI(), gone);
		}
	}

	private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem) throws IOException {
		if (!response.isCommitted()) {
			response.resetBuffer();
			problem.retryAfter().ifPresent(pause -> response.setHeader("Retry-After", String.valueOf(pause.plusMillis(999).toSeconds())));
			Call.refuse(request, response, problem.status(), Problems.json(problem));
		}
	}

	private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
		String refusal = hosts.refusal(request.getHeader("Host"), request.getHeader("Origin"));
		if (!refusal.isEmpty()) {
			throw Problem.of(403, "host_not_allowed", refusal);
		}
		String path = request.getRequestURI();
		AdminKey known = key;
		if (!path.equals("/health") && (known == null || !known.matches(request.getHeader("Authorization")))) {
			response.setHeader("WWW-Authenticate", "Bearer");
			throw Problem.of(401, "invalid_admin_key", "The management API needs the header 'Authorization: Bearer KEY' with the key that stands in admin.key "
					+ "of the data folder, or that was set as BURNCLOUD_ADMIN_KEY.");
		}
		Router.Found found = router.find(request.getMethod(), path, segments(path), allow -> response.setHeader("Allow", allow));
		found.handler().handle(new Call(request, response, found.values()));
	}

	private static List<String> segments(String path) {
		List<String> segments = new ArrayList<>();
		for (String segment : path.substring(1).split("/")) {
			try {
				segments.add(URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8));
			} catch (IllegalArgumentException broken) {
				throw Problem.of(400, "invalid_request", "The path holds a broken escape: '" + segment + "'.");
			}
		}
		return segments;
	}
}
