package com.burncloud.ui.internal.models;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.program.Program;
import org.eclipse.swt.widgets.Control;

import com.burncloud.api.model.Download;
import com.burncloud.api.model.DownloadRequest;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.ModelService.Leftover;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Question;

/** What can be done with models, downloads and leftovers. UI thread; the work itself is done by jobs. */
final class ModelActions {
	private final Workbench workbench;
	private final Words words;
	private final Control owner;
	private final Runnable reload;

	/** @param reload the server has to be asked again */
	ModelActions(Workbench workbench, Words words, Control owner, Runnable reload) {
		this.workbench = workbench;
		this.words = words;
		this.owner = owner;
		this.reload = reload;
	}

	Workbench workbench() {
		return workbench;
	}


	Optional<Server> online() {
		return workbench.server().filter(server -> server.place().online());
	}

	/** What is wanted of a server that is away is not done, and that is said. */
	private void reach(Consumer<Server> then) {
		online().ifPresentOrElse(then, () -> workbench.toast(words.get("away")));
	}

	/** A failure as a sentence in the person's language. */
	String sentence(Exception failure) {
		return PlainWords.of(workbench.work().sentence(failure));
	}

	private <T> void run(String job, Callable<T> task, Consumer<T> done) {
		workbench.work().run(words.get(job), owner, task, result -> {
			reload.run();
			done.accept(result);
		}, failure -> {
			reload.run();
			workbench.toast(sentence(failure));
		});
	}

	private void ask(String title, String text, String answer, Runnable yes) {
		new Question(workbench.shell(), title, text).answer(FlatButton.Kind.PLAIN, words.get("cancel"), () -> {
		}).answer(FlatButton.Kind.DANGER, answer, yes).open();
	}

	void stop(LocalModel model) {
		reach(server -> run("job.stop", () -> server.models().stop(model.id()), stopped -> {
		}));
	}

	/** Gigabytes that would have to be fetched again: so it is asked first, and the size is named. */
	void delete(LocalModel model) {
		reach(server -> ask(words.get("delete.title", model.title()),
				words.get(model.adopted() ? "delete.adopted" : "delete.text", Words.size(model.sizeBytes()), Words.name(model.file()))
						+ (model.deployment().pid().isPresent() ? " " + words.get("delete.running") : ""),
				words.get(model.adopted() ? "delete.forget" : "delete"), () -> run("job.delete", () -> {
					server.models().delete(model.id());
					return model;
				}, gone -> workbench.toast(words.get(model.adopted() ? "deleted.adopted" : "deleted", model.title(), Words.size(model.sizeBytes()))))));
	}

	/** @param begun called when the server has taken it */
	void download(DownloadRequest request, Consumer<Download> begun, Consumer<Exception> failed) {
		reach(server -> workbench.work().run(words.get("job.download"), owner, () -> server.downloads().start(request), download -> {
			reload.run();
			begun.accept(download);
		}, failed));
	}

	void pause(Download download) {
		reach(server -> run("job.pause", () -> server.downloads().pause(download.id()), now -> {
		}));
	}

	void resume(Download download) {
		reach(server -> run("job.resume", () -> server.downloads().resume(download.id()), now -> {
		}));
	}

	void remove(Download download) {
		Runnable yes = () -> reach(server -> run("job.remove", () -> {
			server.downloads().remove(download.id());
			return download;
		}, gone -> {
		}));
		if (download.bytesDone() == 0) {
			yes.run();
		} else {
			ask(words.get("remove.title", Words.name(download.file())), words.get("remove.text", Words.size(download.bytesDone()), Words.size(download.bytesTotal())), words.get("remove"),
					yes);
		}
	}

	void remove(Leftover leftover) {
		reach(server -> ask(words.get("leftover.title", leftover.name()), words.get("leftover.question", Words.size(leftover.sizeBytes())), words.get("delete"),
				() -> run("job.remove", () -> {
					server.models().removeLeftover(leftover.name());
					return leftover;
				}, gone -> workbench.toast(words.get("leftover.gone", Words.size(leftover.sizeBytes()))))));
	}

	void copy(String text) {
		copy(text, words.get("copied", text));
	}

	/** @param said that it was copied */
	void copy(String text, String said) {
		Clipboard clipboard = new Clipboard(owner.getDisplay());
		clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
		workbench.toast(said);
	}

	void browse(String address) {
		workbench.work().run(words.get("job.browse"), owner, () -> Program.launch(address), opened -> {
			if (!opened) {
				copy(address);
			}
		});
	}

	void settings() {
		workbench.open(Pages.SETTINGS, Optional.empty());
	}
}
