package com.burncloud.ui.internal.playground;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.DND;
import org.eclipse.swt.dnd.DropTarget;
import org.eclipse.swt.dnd.DropTargetAdapter;
import org.eclipse.swt.dnd.DropTargetEvent;
import org.eclipse.swt.dnd.FileTransfer;
import org.eclipse.swt.dnd.ImageTransfer;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.FileDialog;

import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;

/** The images that go with the next message, small, each with a button to take it away. */
final class Attachments extends Composite {
	private final Workbench workbench;
	private final Texts texts;
	private final Runnable changed;
	private final List<Picture> pictures = new ArrayList<>();

	/** @param changed called when an image came or went */
	Attachments(Composite parent, Workbench workbench, Texts texts, Runnable changed) {
		super(parent, SWT.NONE);
		this.workbench = workbench;
		this.texts = texts;
		this.changed = changed;
		setBackgroundMode(SWT.INHERIT_FORCE);
		Palette.of(this).paint(this, Role.PANEL, Role.TEXT);
		RowLayout row = new RowLayout();
		row.marginLeft = 0;
		row.spacing = 10;
		row.center = true;
		setLayout(row);
	}

	List<Picture> pictures() {
		return pictures;
	}

	void clear() {
		pictures.clear();
		refill();
	}

	/** @return whether there was an image; text is left to the field */
	boolean paste() {
		Clipboard clipboard = new Clipboard(getDisplay());
		try {
			if (clipboard.getContents(TextTransfer.getInstance()) == null) {
				if (clipboard.getContents(ImageTransfer.getInstance()) instanceof ImageData image) {
					attach(List.of(() -> Picture.of(texts.get("image.pasted"), image)));
					return true;
				}
				if (clipboard.getContents(FileTransfer.getInstance()) instanceof String[] files) {
					files(files);
					return true;
				}
			}
			return false;
		} finally {
			clipboard.dispose();
		}
	}

	/** @param text what becomes of text that is dropped */
	void acceptDrops(Control control, Consumer<String> text) {
		DropTarget target = new DropTarget(control, DND.DROP_COPY | DND.DROP_DEFAULT | DND.DROP_MOVE);
		target.setTransfer(FileTransfer.getInstance(), TextTransfer.getInstance());
		target.addDropListener(new DropTargetAdapter() {
			@Override
			public void dragEnter(DropTargetEvent event) {
				event.detail = DND.DROP_COPY;
			}

			@Override
			public void drop(DropTargetEvent event) {
				if (event.data instanceof String[] files) {
					files(files);
				} else if (event.data instanceof String words) {
					text.accept(words);
				}
			}
		});
	}

	void choose() {
		FileDialog dialog = new FileDialog(getShell(), SWT.OPEN | SWT.MULTI);
		dialog.setText(texts.get("image.add"));
		dialog.setFilterExtensions(new String[] { "*.png;*.jpg;*.jpeg;*.PNG;*.JPG;*.JPEG" });
		dialog.setFilterNames(new String[] { "PNG, JPEG" });
		if (dialog.open() != null) {
			files(Arrays.stream(dialog.getFileNames()).map(name -> Path.of(dialog.getFilterPath(), name).toString()).toArray(String[]::new));
		}
	}

	private void files(String[] files) {
		List<Callable<Picture>> loads = new ArrayList<>();
		for (String file : files) {
			loads.add(() -> Picture.of(Path.of(file)));
		}
		attach(loads);
	}

	private void attach(List<Callable<Picture>> loads) {
		for (Callable<Picture> load : loads) {
			workbench.work().run(texts.get("image.add"), this, load, picture -> {
				pictures.add(picture);
				refill();
			}, failure -> workbench.toast(failure instanceof Picture.Unfit unfit ? texts.get(unfit.getMessage()) : workbench.work().sentence(failure)));
		}
	}

	private void refill() {
		for (Control child : getChildren()) {
			child.dispose();
		}
		for (Picture picture : pictures) {
			TurnView.thumbnail(this, picture);
			FlatButton remove = new FlatButton(this, FlatButton.Kind.QUIET, "", "close", Role.PANEL, () -> getDisplay().asyncExec(() -> {
				pictures.remove(picture);
				refill();
			}));
			remove.setAccessibleName(texts.get("image.remove", picture.name()));
		}
		changed.run();
	}
}
