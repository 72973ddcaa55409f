package com.burncloud.ui.internal.models;

import java.util.Optional;

import org.eclipse.swt.widgets.Composite;

import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.EmptyState;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.Texture;

/** 模型管理: models of this machine. They come with the next version; until then it says what can be done today. */
public final class ModelsPage implements Page {
	private final Workbench workbench;
	private final Texts texts = Texts.of(ModelsPage.class);

	public ModelsPage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.MODELS;
	}

	@Override
	public void create(Composite parent) {
		parent.setLayout(Texture.grid(1, 20, 12));
		new PageHeader(parent, texts.get("title"));
		EmptyState empty = new EmptyState(parent, Role.CANVAS, "models", texts.get("empty.title"), texts.get("empty.text"), texts.get("empty.action"),
				() -> workbench.open(Pages.CHANNELS, Optional.empty()));
		empty.setLayoutData(Texture.fill());
	}
}
