package com.burncloud.ui.internal;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;

import org.eclipse.e4.core.contexts.EclipseContextFactory;
import org.eclipse.e4.ui.model.application.ui.basic.MBasicFactory;
import org.eclipse.e4.ui.model.application.ui.basic.MTrimmedWindow;
import org.eclipse.e4.ui.workbench.IWorkbench;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.FillLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

import com.burncloud.api.server.Server;

/** The real frame with its real pages in a shell of ours, in place of e4's renderer, and a server that is found as the real one is. */
final class Window implements AutoCloseable {
	private final Ui ui;
	private final Shell shell;
	private final Frame frame;
	private final ServiceRegistration<Server> registration;

	Window(Ui ui, Server server) throws Exception {
		this.ui = ui;
		Frame made = new Frame();
		frame = made;
		shell = ui.on(() -> {
			new Preferences().set("welcomed", true);
			Shell window = new Shell(ui.display());
			window.setLayout(new FillLayout());
			MTrimmedWindow model = MBasicFactory.INSTANCE.createTrimmedWindow();
			model.setContext(EclipseContextFactory.create());
			IWorkbench e4 = (IWorkbench) Proxy.newProxyInstance(IWorkbench.class.getClassLoader(), new Class<?>[] { IWorkbench.class },
					(proxy, method, arguments) -> method.getReturnType() == boolean.class ? Boolean.TRUE : null);
			made.create(new Composite(window, SWT.NONE), model, e4, Ui.themes(ui.display()));
			window.setSize(1200, 800);
			window.open();
			return window;
		});
		registration = FrameworkUtil.getBundle(Window.class).getBundleContext().registerService(Server.class, server, new Hashtable<>());
		ui.until("the server is found", () -> made.server().isPresent());
	}

	Frame frame() {
		return frame;
	}

	Shell shell() {
		return shell;
	}

	/** All pages there are, those beside the navigation too. */
	static List<String> pages() {
		List<String> all = new ArrayList<>(Pages.LISTED);
		all.add(Pages.WELCOME);
		all.add(Pages.PROVIDERS);
		return all;
	}

	/** Opens a page and returns when everything that it asked for is there and drawn. */
	void open(String page) throws Exception {
		ui.on(() -> {
			frame.open(page, Optional.empty());
			return null;
		});
		settle();
	}

	void settle() throws Exception {
		ui.until("the work is done", () -> !frame.work().busy());
		ui.on(() -> null); // comes to its turn when everything is drawn
	}

	/** All controls of some kind below another, which the test must find to be a person. */
	static <T> List<T> all(Class<T> type, Control control) {
		List<T> found = new ArrayList<>();
		if (type.isInstance(control)) {
			found.add(type.cast(control));
		}
		if (control instanceof Composite composite) {
			for (Control child : composite.getChildren()) {
				found.addAll(all(type, child));
			}
		}
		return found;
	}

	@Override
	public void close() throws Exception {
		registration.unregister();
		ui.on(() -> {
			frame.destroy();
			shell.dispose();
			return null;
		});
	}
}
