package com.burncloud.ui.internal.models;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.DirectoryDialog;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.model.LocalModel;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** Takes in files that are on the gateway's machine already, without copying. Files can be pointed at only where the gateway runs in this process. UI thread. */
final class AdoptPane implements Pane {
	private final Words words;
	private final ModelActions actions;
	private final Runnable done;
	private Side side;
	private Fields fields;
	private Text path;
	private FlatButton take;
	private Label told;

	/** @param done some are new */
	AdoptPane(Words words, ModelActions actions, Runnable done) {
		this.words = words;
		this.actions = actions;
		this.done = done;
	}

	@Override
	public String title() {
		return words.get("adopt.title");
	}

	@Override
	public void create(Composite body, Side owner) {
		side = owner;
		sentence(body, words.get("adopt.text"), Role.MUTED);
		fields = new Fields(body, side, words);
		path = fields.text("path", "", "/data/models");
		path.addListener(SWT.DefaultSelection, event -> take());
		if (actions.online().filter(server -> server.place().local()).isPresent()) {
			Composite row = Texture.group(body, Role.PANEL);
			RowLayout layout = new RowLayout();
			layout.marginLeft = 0;
			layout.marginTop = 0;
			layout.marginBottom = 0;
			layout.spacing = 6;
			row.setLayout(layout);
			row.setLayoutData(Texture.wide());
			new FlatButton(row, FlatButton.Kind.PLAIN, words.get("adopt.file"), "document", Role.PANEL, this::file);
			new FlatButton(row, FlatButton.Kind.PLAIN, words.get("adopt.folder"), "folder", Role.PANEL, this::folder);
			new FlatButton(row, FlatButton.Kind.PLAIN, words.get("adopt.cache"), "download", Role.PANEL, this::cache);
		} else {
			sentence(body, words.get("adopt.far"), Role.MUTED);
		}
		take = new FlatButton(body, FlatButton.Kind.PRIMARY, words.get("adopt.take"), Role.PANEL, this::take);
		told = sentence(body, "", Role.TEXT);
	}

	private static Label sentence(Composite body, String text, Role ink) {
		Label label = Texture.label(body, SWT.WRAP, text, Fonts.of(body).plain(), Role.PANEL, ink);
		GridData data = Texture.wide();
		data.widthHint = 120;
		label.setLayoutData(data);
		return label;
	}

	@Override
	public void focus() {
		path.setFocus();
	}

	private void file() {
		FileDialog dialog = new FileDialog(path.getShell(), SWT.OPEN);
		dialog.setText(words.get("adopt.file"));
		dialog.setFilterExtensions(new String[] { "*.gguf" });
		Optional.ofNullable(dialog.open()).ifPresent(path::setText);
	}

	private void folder() {
		DirectoryDialog dialog = new DirectoryDialog(path.getShell());
		dialog.setText(words.get("adopt.folder"));
		Optional.ofNullable(dialog.open()).ifPresent(path::setText);
	}

	/** Where the tools of Hugging Face keep what they fetch. */
	private void cache() {
		actions.workbench().work().run(words.get("job.cache"), path, AdoptPane::cacheFolder, folder -> folder.ifPresentOrElse(found -> path.setText(found.toString()),
				() -> fields.error("path", words.get("adopt.noCache"))));
	}

	private static Optional<Path> cacheFolder() {
		Optional<String> hub = variable("HF_HUB_CACHE").or(() -> variable("HUGGINGFACE_HUB_CACHE"));
		Path home = variable("HF_HOME").map(Path::of).orElse(Path.of(System.getProperty("user.home"), ".cache", "huggingface"));
		return List.of(hub.map(Path::of).orElse(home.resolve("hub"))).stream().filter(Files::isDirectory).findFirst();
	}

	private static Optional<String> variable(String name) {
		return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
	}

	private void take() {
		fields.clear();
		Optional<Server> server = actions.online();
		String wanted = path.getText().strip();
		if (wanted.isEmpty() || server.isEmpty()) {
			fields.error("path", words.get(server.isEmpty() ? "away" : "adopt.which"));
			return;
		}
		take.setEnabled(false);
		say(words.get("adopt.looking"));
		actions.workbench().work().run(words.get("job.adopt"), path, () -> server.get().models().adopt(wanted), fresh -> {
			take.setEnabled(true);
			say(fresh.isEmpty() ? words.get("adopt.nothing")
					: words.get("adopt.done", String.valueOf(fresh.size()), String.join(words.get("and"), fresh.stream().limit(5).map(LocalModel::title).toList())));
			done.run();
		}, failure -> {
			take.setEnabled(true);
			say("");
			fields.error("path", actions.sentence(failure));
		});
	}

	private void say(String text) {
		told.setText(Texture.escape(text));
		side.relayout();
	}
}
