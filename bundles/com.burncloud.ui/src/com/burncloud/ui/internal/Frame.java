package com.burncloud.ui.internal;

import java.util.ArrayList;
import java.util.Hashtable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.e4.ui.model.application.ui.basic.MWindow;
import org.eclipse.e4.ui.workbench.IWorkbench;
import org.eclipse.e4.ui.workbench.modeling.IWindowCloseHandler;
import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Shell;

import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

import com.burncloud.api.event.Topics;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.ui.internal.connection.Connections;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Banner;
import com.burncloud.ui.internal.widget.Texture;
import com.burncloud.ui.internal.widget.Toast;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;

/** The window: the navigation at the left, one page at a time, the status line below. The one part of the e4 application. */
public final class Frame implements Workbench {
	/** Preferences: {@code system}, {@code zh} or {@code en}; {@code system}, {@code light} or {@code dark}. */
	public static final String LANGUAGE = "language";
	public static final String THEME = "theme";
	/** What closing the window means: empty to ask, {@code hide} or {@code quit}. */
	public static final String CLOSING = "closing";

	private final Preferences preferences = new Preferences();
	private final Map<String, Page> pages = new LinkedHashMap<>();
	private final Map<String, Composite> created = new LinkedHashMap<>();
	private final Texts texts = Texts.of(Frame.class);
	private IWorkbench workbench;
	private MWindow window;
	private Shell shell;
	private Work work;
	private Toast toast;
	private Theme theme;
	private Placement placement;
	private Navigation navigation;
	private Banner offline;
	private Connections connections;
	private Composite stack;
	private StatusLine status;
	private Servers servers;
	private Startup startup;
	private Tray tray;
	/** What was begun and must end with the window, however far it came. */
	private final List<Ending> closing = new ArrayList<>();
	private Optional<String> open = Optional.empty();

	/** Something that ends without failing. */
	@FunctionalInterface
	interface Ending extends AutoCloseable {
		@Override
		void close();
	}

	@PostConstruct
	void create(Composite parent, MWindow modelWindow, IWorkbench e4, IThemeEngine engine) {
		workbench = e4;
		window = modelWindow;
		shell = parent.getShell();
		ServiceRegistration<Runnable> closer = FrameworkUtil.getBundle(Frame.class).getBundleContext().registerService(Runnable.class, this::quitFromAnywhere,
				new Hashtable<>(Map.of("burncloud.window", "close")));
		closing.add(closer::unregister);
		shell.setMinimumSize(900, 600);
		Theme.spareItems(shell.getDisplay());
		theme = new Theme(shell.getDisplay(), engine, preferences);
		theme.apply();
		placement = new Placement(shell, preferences);
		toast = new Toast(shell);
		work = new Work(shell.getDisplay(), this::toast);
		theme.follow(shell, work, texts.get("theme.ask"));
		for (Page page : Pages.of(this)) {
			pages.put(page.id(), page);
		}
		parent.setLayout(Texture.grid(2, 0, 0));
		connections = new Connections(this);
		closing.add(connections::close);
		navigation = new Navigation(parent, this, connections, texts);
		GridData left = new GridData(SWT.FILL, SWT.FILL, false, true);
		left.widthHint = Navigation.WIDTH;
		navigation.setLayoutData(left);
		Composite right = Texture.group(parent, Role.CANVAS);
		right.setLayout(Texture.grid(1, 0, 0));
		right.setLayoutData(Texture.fill());
		offline = new Banner(right, "warning", Role.BAD);
		stack = Texture.group(right, Role.CANVAS);
		stack.setLayout(new StackLayout());
		stack.setLayoutData(Texture.fill());
		status = new StatusLine(parent, this, texts);
		status.setLayoutData(new GridData(SWT.FILL, SWT.FILL, true, false, 2, 1));
		servers = new Servers(shell, this::serverChanged, this::news, status::figures);
		startup = new Startup(shell, texts, this::quit);
		tray = new Tray(shell, this, texts);
		closing.addAll(List.of(servers, startup, tray));
		window.getContext().set(IWindowCloseHandler.class, closing -> tray.mayClose());
		new Shortcuts(shell, this, this::current);
		open(preferences.get("welcomed", false) ? preferences.get("page", Pages.FIRST) : Pages.WELCOME, Optional.empty());
		connections.reconnect();
	}

	/** For the launcher, when the process is told to stop. */
	private void quitFromAnywhere() {
		if (!shell.isDisposed()) {
			shell.getDisplay().asyncExec(this::quit);
		}
	}

	@PreDestroy
	void destroy() {
		closing.forEach(Ending::close);
		if (work != null) {
			work.cancelAll();
		}
		preferences.save();
	}

	/** Before the window goes. */
	private void remember() {
		placement.remember();
		preferences.save();
	}

	private Optional<Page> current() {
		return open.map(pages::get);
	}

	private void serverChanged(Optional<Server> server) {
		status.server(server);
		navigation.server(server);
		server.map(Server::place).filter(place -> !place.online()).ifPresentOrElse(place -> {
			offline.say(texts.get("offline", connections.name(place)));
			offline.setToolTipText(place.error());
		}, offline::hide);
		created.keySet().forEach(id -> pages.get(id).server(server));
		server.filter(each -> each.place().online()).ifPresent(this::count);
	}

	/** The numbers in the navigation, until the pages themselves are opened and keep them. */
	private void count(Server server) {
		record Counts(int channels, int tokens) {
		}
		work.run(texts.get("status.counting"), navigation, () -> new Counts(server.channels().list().size(), server.tokens().list().size()), counts -> {
			badge(Pages.CHANNELS, counts.channels());
			badge(Pages.TOKENS, counts.tokens());
		}, unreachable -> {
			// the offline bar says it
		});
		work.run(texts.get("status.counting"), navigation, () -> server.models().list().size(), models -> badge(Pages.MODELS, models), away -> {
			// a gateway that has none
		});
	}

	private void news(ServerEvent event) {
		created.keySet().forEach(id -> pages.get(id).news(event));
		if (event.topic().endsWith("/CREATED") || event.topic().endsWith("/DELETED") || event.topic().equals(Topics.DOWNLOAD_COMPLETED)) {
			server().ifPresent(this::count);
		}
	}

	@Override
	public Shell shell() {
		return shell;
	}

	@Override
	public Optional<Server> server() {
		return servers.current();
	}

	@Override
	public Work work() {
		return work;
	}

	@Override
	public Preferences preferences() {
		return preferences;
	}

	@Override
	public void open(String pageId, Optional<String> argument) {
		Page page = pages.getOrDefault(pageId, pages.get(Pages.FIRST));
		boolean other = !open.equals(Optional.of(page.id()));
		if (other) {
			current().ifPresent(Page::hidden);
			open = Optional.of(page.id());
			if (Pages.LISTED.contains(page.id())) {
				preferences.set("page", page.id());
			}
			if (!created.containsKey(page.id())) {
				Composite place = Texture.group(stack, Role.CANVAS);
				created.put(page.id(), place);
				page.create(place);
				page.server(server());
			}
			((StackLayout) stack.getLayout()).topControl = created.get(page.id());
			stack.layout(true, true);
			navigation.select(page.id());
		}
		page.shown(argument);
		Control focus = shell.getDisplay().getFocusControl();
		if (focus == null || !focus.isVisible()) {
			navigation.focus(page.id()); // a page without a field of its own: keys would reach nobody any more
		}
	}

	@Override
	public void badge(String pageId, int count) {
		navigation.badge(pageId, count);
	}

	@Override
	public void toast(String text) {
		toast.show(text, "", () -> {
		});
	}

	@Override
	public void toast(String text, String action, Runnable run) {
		toast.show(text, action, run);
	}

	@Override
	public void applyTheme() {
		theme.apply();
	}

	@Override
	public void restart() {
		remember();
		workbench.restart();
	}

	@Override
	public void quit() {
		remember();
		workbench.close();
	}

	@Override
	public void manage(Optional<Server> remote) {
		servers.manage(remote);
	}
}
