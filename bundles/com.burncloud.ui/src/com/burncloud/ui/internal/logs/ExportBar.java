package com.burncloud.ui.internal.logs;

import java.io.File;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.FileDialog;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.ProgressBar;

import com.burncloud.api.server.Server;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Figures;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Texture;

/** The line under the log while rows are written to a file; not there else. UI thread. */
final class ExportBar extends Composite {
	private static final int BEAT_MILLIS = 200;
	private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

	private final Workbench workbench;
	private final Texts texts = Texts.of(ExportBar.class);
	private final Label progress;
	private Optional<Job> job = Optional.empty();

	ExportBar(Composite parent, Workbench workbench) {
		super(parent, SWT.NONE);
		this.workbench = workbench;
		setLayout(Texture.grid(3, 0, 10));
		GridData data = Texture.wide();
		data.exclude = true;
		setLayoutData(data);
		setVisible(false);
		Palette.of(this).paint(this, Role.CANVAS, Role.TEXT);
		ProgressBar bar = new ProgressBar(this, SWT.INDETERMINATE);
		bar.setLayoutData(Texture.width(120));
		progress = Texture.label(this, "", Fonts.of(this).plain(), Role.CANVAS, Role.MUTED);
		progress.setLayoutData(Texture.wide());
		new FlatButton(this, FlatButton.Kind.PLAIN, texts.get("cancel"), "stop", Role.CANVAS, this::cancel);
		addDisposeListener(event -> job.ifPresent(Job::cancel));
	}

	/** Asks for a file and begins. */
	void start(Server server, Function<Optional<String>, LogQuery> query, RowFormat format) {
		if (job.isPresent()) {
			workbench.toast(texts.get("export.busy"));
			return;
		}
		FileDialog dialog = new FileDialog(workbench.shell(), SWT.SAVE);
		dialog.setText(texts.get("export.title"));
		dialog.setFileName("burncloud-" + STAMP.format(LocalDateTime.now()) + "." + format.extension());
		dialog.setFilterExtensions(new String[] { "*." + format.extension() });
		dialog.setFilterPath(System.getProperty("user.home"));
		dialog.setOverwrite(true);
		String chosen = dialog.open();
		if (chosen != null) {
			write(server, query, format, Path.of(chosen.toLowerCase(Locale.ROOT).endsWith("." + format.extension()) ? chosen : chosen + "." + format.extension()));
		}
	}

	/** Without asking. */
	void write(Server server, Function<Optional<String>, LogQuery> query, RowFormat format, Path file) {
		AtomicLong rows = new AtomicLong();
		Export export = new Export(server.usage(), query, format);
		job = Optional.of(workbench.work().run(texts.get("export.title"), this, cancelled -> export.write(file, cancelled, rows::set), count -> {
			over();
			File folder = file.toAbsolutePath().getParent().toFile();
			workbench.toast(texts.get("export.done", Figures.count(count), file.toString()), texts.get("export.folder"), () -> Program.launch(folder.getPath()));
		}, failure -> {
			over();
			if (!(failure instanceof CancellationException)) {
				workbench.toast(texts.get("export.failed", String.valueOf(failure.getMessage() == null ? failure : failure.getMessage())));
			}
		}));
		shown(true);
		beat(rows);
	}

	private void beat(AtomicLong rows) {
		if (!isDisposed() && job.isPresent()) {
			progress.setText(texts.get("export.progress", Figures.count(rows.get())));
			getDisplay().timerExec(BEAT_MILLIS, () -> beat(rows));
		}
	}

	private void cancel() {
		job.ifPresent(Job::cancel);
		over();
		workbench.toast(texts.get("export.cancelled"));
	}

	private void over() {
		job = Optional.empty();
		shown(false);
	}

	private void shown(boolean now) {
		((GridData) getLayoutData()).exclude = !now;
		setVisible(now);
		getParent().layout(true, true);
	}
}
