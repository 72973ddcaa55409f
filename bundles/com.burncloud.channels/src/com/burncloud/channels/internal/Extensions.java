package com.burncloud.channels.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.provider.InstalledJar;
import com.burncloud.api.provider.InstalledJar.Brought;

/** What jars in the folder bring besides types of channel, as it comes and goes. */
final class Extensions implements ServiceTrackerCustomizer<Object, Extensions.Found>, AutoCloseable {
	private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);

	private final BundleContext context;
	private final Path folder;
	private final Runnable changed;
	private final Map<ServiceReference<Object>, Found> found = new ConcurrentHashMap<>();
	private final ServiceTracker<Object, Found> tracker;

	/** @param changed called after each change, on the thread that made it */
	Extensions(BundleContext context, Path folder, Runnable changed) {
		this.context = context;
		this.folder = folder;
		this.changed = changed;
		String services = Extension.OTHERS.stream().map(each -> "(" + Constants.OBJECTCLASS + "=" + each.interfaceName() + ")").collect(Collectors.joining());
		try {
			tracker = new ServiceTracker<>(context, FrameworkUtil.createFilter("(|" + services + ")"), this);
		} catch (InvalidSyntaxException e) {
			throw new IllegalStateException(e); // the filter is ours
		}
		tracker.open();
	}

	/** What one service is. */
	record Found(InstalledJar jar, List<Brought> brings) {
	}

	@Override
	public Found addingService(ServiceReference<Object> reference) {
		Found seen = look(reference);
		if (seen != null) {
			found.put(reference, seen); // the tracker itself has it only when this method is over, too late for who waits
			changed.run();
		}
		return seen;
	}

	/** Null, and so not tracked, when it is from no jar of the folder or does not say what it is. */
	private Found look(ServiceReference<Object> reference) {
		if (ProviderFolder.jarOf(folder, reference.getBundle()).isEmpty()) {
			return null;
		}
		Object service = context.getService(reference);
		try {
			List<Brought> brings = Extension.OTHERS.stream().filter(each -> each.service().isInstance(service)).map(each -> new Brought(each.kind(), each.id().apply(service)))
					.toList();
			return brings.isEmpty() ? null : new Found(ProviderFolder.describe(folder, reference.getBundle()), brings);
		} catch (RuntimeException | LinkageError e) { // a stranger's code
			LOG.warn("A service of bundle {} is left out, because it does not describe itself: {}", reference.getBundle(), e.toString());
			return null;
		} finally {
			context.ungetService(reference);
		}
	}

	@Override
	public void modifiedService(ServiceReference<Object> reference, Found same) {
		// what it is does not change
	}

	@Override
	public void removedService(ServiceReference<Object> reference, Found gone) {
		found.remove(reference);
		changed.run();
	}

	/** Those of one jar. */
	List<Brought> of(String jar) {
		return found.values().stream().filter(each -> each.jar().name().equals(jar)).flatMap(each -> each.brings().stream()).toList();
	}

	/** Those of one jar in the version that has this hash. */
	List<Brought> of(String jar, String sha256) {
		return found.values().stream().filter(each -> each.jar().name().equals(jar) && each.jar().sha256().equals(sha256))
				.flatMap(each -> each.brings().stream()).toList();
	}

	@Override
	public void close() {
		tracker.close();
	}
}
