package com.burncloud.ui.internal.channels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;

import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Reader;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Column;
import com.burncloud.ui.internal.widget.DataTable;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.Question;
import com.burncloud.ui.internal.widget.SearchField;
import com.burncloud.ui.internal.widget.Texture;

/** 提供者: the types of channels that are installed, where they come from, and how to install, update and remove them while the gateway runs. */
public final class ProvidersPage implements Page {
	private static final int SHORT_HASH = 12;
	private static final int PANE_WIDTH = 300;

	/**
	 * What the page shows.
	 *
	 * @param channels their number by type
	 */
	private record Found(Server server, List<InstalledProvider> providers, Map<String, Long> channels) {

		static Found of(Server server) {
			return new Found(server, server.providers().list(), server.channels().list().stream().collect(Collectors.groupingBy(each -> each.type(), Collectors.counting())));
		}
	}

	private final Workbench workbench;
	private final Words words = Words.here();
	private Composite root;
	private PageHeader header;
	private FlatButton install;
	private SearchField search;
	private Banner banner;
	private DataTable<InstalledProvider> table;
	private ProviderPane pane;
	private Reader<Found> reader;
	private Optional<Server> server = Optional.empty();
	private Optional<Found> found = Optional.empty();

	public ProvidersPage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.PROVIDERS;
	}

	@Override
	public void create(Composite parent) {
		root = parent;
		parent.setLayout(Texture.grid(1, 20, 12));
		reader = new Reader<>(workbench.work(), parent, words.get("job.providers"), this::show, failure -> banner.say(words.get("providers.unreadable", workbench.work().sentence(failure))));
		header = new PageHeader(parent, words.get("providers.title"));
		header.back(words.get("back"), () -> workbench.open(Pages.CHANNELS, Optional.empty()));
		search = header.search(words.get("providers.search"), text -> table.setFilter(text.isEmpty() ? each -> true : table.matching(text)));
		install = header.button(FlatButton.Kind.PRIMARY, words.get("providers.install"), "upload", this::add);
		banner = new Banner(parent, "warning", Role.WARN, words.get("close"), () -> banner.say(""));
		Composite content = Texture.group(parent, Role.CANVAS);
		content.setLayout(Texture.grid(2, 0, 12));
		content.setLayoutData(Texture.fill());
		table = new DataTable<>(content, SWT.SINGLE, workbench.preferences(), "providers", each -> each.info().type(), List.of(
				Column.text("name", words.get("column.name"), 150, this::name), Column.<InstalledProvider>text("type", words.get("column.type"), 88, each -> each.info().type()).muted(),
				Column.text("version", words.get("column.version"), 60, ProvidersPage::shortVersion), Column.<InstalledProvider>text("bundle", words.get("column.bundle"), 120, InstalledProvider::bundle).muted(),
				Column.<InstalledProvider>text("sha256", "SHA-256", 104, ProvidersPage::shortHash).muted(), Column.text("source", words.get("column.source"), 70, this::source)));
		table.stretch("bundle");
		table.setLayoutData(Texture.fill());
		table.onSelect(each -> showDetails());
		table.table().addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.DEL) {
				table.selected().filter(each -> !each.name().isEmpty()).ifPresent(this::remove);
			}
		});
		pane = new ProviderPane(content, words, provider -> file().ifPresent(file -> install(provider.name(), file)), this::remove);
		GridData right = new GridData(SWT.FILL, SWT.FILL, false, true);
		right.widthHint = PANE_WIDTH;
		pane.control().setLayoutData(right);
		showDetails();
	}

	private String name(InstalledProvider each) {
		return each.info().name(words.language());
	}

	private String source(InstalledProvider each) {
		return each.name().isEmpty() ? words.get("source.builtIn") : "jar";
	}

	/** Without the time of the build, which the details show. */
	private static String shortVersion(InstalledProvider each) {
		String[] parts = each.version().split("\\.", 4);
		return parts.length < 4 ? each.version() : String.join(".", parts[0], parts[1], parts[2]);
	}

	private static String shortHash(InstalledProvider each) {
		return each.sha256().isEmpty() ? "—" : each.sha256().substring(0, SHORT_HASH);
	}

	@Override
	public void server(Optional<Server> newServer) {
		if (!newServer.equals(server)) {
			found = Optional.empty();
			table.setItems(List.of());
			showDetails();
		}
		server = newServer;
		install.setEnabled(server.isPresent());
		banner.say(server.isEmpty() ? words.get("waiting.title") : server.get().place().online() ? "" : words.get("away.because", server.get().place().error()));
		refresh();
	}

	@Override
	public void news(ServerEvent event) {
		if (event.topic().startsWith("com/burncloud/provider/") || event.topic().startsWith("com/burncloud/channel/")) {
			refresh();
		}
	}

	@Override
	public void shown(Optional<String> argument) {
		table.setFocus();
	}

	@Override
	public void refresh() {
		server.filter(each -> each.place().online()).ifPresent(each -> reader.ask(() -> Found.of(each)));
	}

	@Override
	public void find() {
		search.setFocus();
	}

	@Override
	public void add() {
		file().ifPresent(file -> install("", file));
	}

	private Optional<Path> file() {
		FileDialog dialog = new FileDialog(workbench.shell(), SWT.OPEN);
		dialog.setText(words.get("providers.choose"));
		dialog.setFilterExtensions(new String[] { "*.jar" });
		dialog.setFilterNames(new String[] { words.get("providers.jars") });
		return Optional.ofNullable(dialog.open()).map(Path::of);
	}

	/** @param name of the jar that it replaces; empty: it is a new one */
	private void install(String name, Path file) {
		if (server.isEmpty()) {
			return;
		}
		Server target = server.get();
		install.setEnabled(false);
		header.subtitle(words.get("providers.installing", file.getFileName().toString()));
		workbench.work().run(words.get("job.install", file.getFileName().toString()), root, () -> target.providers().install(name, read(file)), brought -> {
			done();
			banner.say("");
			String names = brought.stream().map(this::name).collect(Collectors.joining(words.get("and")));
			workbench.toast(words.get(name.isEmpty() ? "providers.installed" : "providers.updated", names, brought.isEmpty() ? "" : brought.getFirst().version()));
			brought.stream().findFirst().ifPresent(each -> table.select(each.info().type()));
		}, failure -> {
			done();
			banner.say(words.get("providers.failed", file.getFileName().toString(), failure instanceof IOException ? words.get("providers.noFile") : workbench.work().sentence(failure)));
		});
	}

	private static byte[] read(Path file) throws IOException {
		return Files.readAllBytes(file);
	}

	private void done() {
		install.setEnabled(server.isPresent());
		found.ifPresent(this::show);
		refresh();
	}

	private void remove(InstalledProvider provider) {
		List<InstalledProvider> same = found.map(Found::providers).orElse(List.of()).stream().filter(each -> each.name().equals(provider.name())).toList();
		String names = same.stream().map(this::name).collect(Collectors.joining(words.get("and")));
		long channels = same.stream().mapToLong(each -> found.get().channels().getOrDefault(each.info().type(), 0L)).sum();
		String text = words.get("remove.text", names) + (channels == 0 ? "" : words.get("remove.channels", channels));
		new Question(workbench.shell(), words.get("remove.title", provider.name()), text).answer(FlatButton.Kind.PLAIN, words.get("cancel"), () -> {
		}).answer(FlatButton.Kind.DANGER, words.get("remove"), () -> server.ifPresent(target -> workbench.work().run(words.get("job.remove", provider.name()), root, () -> {
			target.providers().remove(provider.name());
			return names;
		}, removed -> {
			refresh();
			workbench.toast(words.get("removed", removed));
		}, failure -> {
			refresh();
			banner.say(workbench.work().sentence(failure));
		}))).open();
	}

	private void show(Found now) {
		if (!server.equals(Optional.of(now.server()))) {
			return;
		}
		boolean same = found.filter(now::equals).isPresent();
		found = Optional.of(now);
		long jars = now.providers().stream().filter(each -> !each.name().isEmpty()).count();
		header.subtitle(words.get("providers.count", now.providers().size(), jars));
		if (!same) {
			table.setItems(now.providers());
			showDetails();
		}
	}

	private void showDetails() {
		Optional<InstalledProvider> selected = table.selected();
		pane.show(selected, found.flatMap(each -> selected.map(one -> each.channels().getOrDefault(one.info().type(), 0L))).orElse(0L));
	}
}
