package com.burncloud.ui.internal;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;

import org.eclipse.swt.widgets.Shell;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Question;

/**
 * What stands between the window and a running gateway: a port that somebody else has, or a reason for which it cannot start. The launcher offers both as services
 * of JDK types with the property {@code burncloud.startup}, for it shares no others with the bundles.
 */
final class Startup implements Frame.Ending {
	private final Shell shell;
	private final Texts texts;
	private final Runnable quit;
	private final ServiceTracker<IntConsumer, IntConsumer> ports;
	private final ServiceTracker<Exception, Exception> failures;

	Startup(Shell shell, Texts texts, Runnable quit) {
		this.shell = shell;
		this.texts = texts;
		this.quit = quit;
		ports = tracker(IntConsumer.class, "port", this::askForPort);
		failures = tracker(Exception.class, "failed", (reference, failure) -> say(Said.here(String.valueOf(failure.getMessage()))));
	}

	private <T> ServiceTracker<T, T> tracker(Class<T> type, String startup, BiConsumer<ServiceReference<T>, T> found) {
		BundleContext context = FrameworkUtil.getBundle(Startup.class).getBundleContext();
		try {
			ServiceTracker<T, T> tracker = new ServiceTracker<>(context, context.createFilter("(&(objectClass=" + type.getName() + ")(burncloud.startup=" + startup + "))"), null) {
				@Override
				public T addingService(ServiceReference<T> reference) {
					T service = super.addingService(reference);
					shell.getDisplay().asyncExec(() -> {
						if (!shell.isDisposed()) {
							found.accept(reference, service);
						}
					});
					return service;
				}
			};
			tracker.open();
			return tracker;
		} catch (InvalidSyntaxException impossible) {
			throw new IllegalStateException(impossible);
		}
	}

	private void askForPort(ServiceReference<IntConsumer> reference, IntConsumer answer) {
		int free = (Integer) reference.getProperty("free");
		int port = (Integer) reference.getProperty("port");
		String reason = String.valueOf(reference.getProperty("reason"));
		boolean stoppable = Boolean.TRUE.equals(reference.getProperty("stoppable"));
		String text = texts.get(stoppable ? "port.stop" : "port.choose", reason.substring(0, 1).toUpperCase(Locale.ROOT) + reason.substring(1), String.valueOf(free));
		new Question(shell, texts.get(stoppable ? "port.taken" : "port.denied", String.valueOf(port)), text)
				.answer(FlatButton.Kind.PLAIN, texts.get("port.quit"), quit).answer(FlatButton.Kind.PLAIN, texts.get("port.again"), () -> answer.accept(port))
				.answer(FlatButton.Kind.PRIMARY, texts.get("port.use", String.valueOf(free)), () -> answer.accept(free)).open();
	}

	private void say(String message) {
		new Question(shell, texts.get("failed.title"), message).answer(FlatButton.Kind.PRIMARY, texts.get("port.quit"), quit).open();
	}

	@Override
	public void close() {
		ports.close();
		failures.close();
	}
}
