package com.burncloud.ui.internal.models;

import java.util.ArrayList;
import java.util.List;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.layout.GridLayout;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;

import com.burncloud.api.model.Fit;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelReport;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Bar;
import com.burncloud.ui.internal.widget.Card;
import com.burncloud.ui.internal.widget.Texture;

/** Whether the machine can run a model: what it needs of each memory as a bar, and the verdict in words. UI thread. */
final class FitBox {
	private final Card box;
	private final Words words;
	private final Runnable resized;

	FitBox(Composite parent, Words words, Runnable resized) {
		this.words = words;
		this.resized = resized;
		box = new Card(parent, Role.PANEL, Role.RAISED);
		GridLayout layout = Texture.grid(1, 10, 5);
		layout.marginWidth = 12;
		box.setLayout(layout);
		box.setLayoutData(Texture.wide());
	}

	Composite control() {
		return box;
	}

	private void begin() {
		for (var child : box.getChildren()) {
			child.dispose();
		}
		Texture.label(box, words.get("fit.title"), Fonts.of(box).bold(), Role.RAISED, Role.MUTED);
	}

	private void sentence(String text, Role ink) {
		Label label = Texture.label(box, SWT.WRAP, text, Fonts.of(box).plain(), Role.RAISED, ink);
		GridData data = Texture.wide();
		data.widthHint = 120;
		label.setLayoutData(data);
	}

	/** It is being reckoned. */
	void asking() {
		begin();
		Bar bar = new Bar(box, words.get("fit.title"), Role.RAISED);
		bar.setLayoutData(Texture.wide());
		sentence(words.get("fit.asking"), Role.MUTED);
		resized.run();
	}

	void failed(String why) {
		begin();
		sentence(words.get("fit.failed", why), Role.WARN);
		resized.run();
	}

	void show(ModelReport report) {
		begin();
		Fit fit = report.fit();
		Machine machine = report.machine();
		Role role = role(fit.verdict());
		long vramFree = machine.gpus().stream().mapToLong(Machine.Gpu::vramFreeBytes).sum();
		if (!machine.gpus().isEmpty() && fit.vramBytes() > 0) {
			bar("fit.vram", fit.vramBytes(), vramFree, role);
		}
		bar("fit.ram", fit.ramBytes(), machine.ramFreeBytes(), role);
		sentence(verdict(fit, machine), role == Role.MUTED ? Role.TEXT : role);
		sentence(Words.joined(more(report)), Role.MUTED);
		resized.run();
	}

	private static Role role(Fit.Verdict verdict) {
		return switch (verdict) {
		case FITS -> Role.GOOD;
		case FITS_PARTLY -> Role.WARN;
		case DOES_NOT_FIT -> Role.BAD;
		case UNKNOWN -> Role.MUTED;
		};
	}

	private void bar(String key, long needed, long free, Role role) {
		Bar bar = new Bar(box, words.get(key + ".name"), Role.RAISED);
		bar.setLayoutData(Texture.wide());
		bar.set(free <= 0 ? 1 : (double) needed / free, role);
		sentence(words.get(key, Words.memory(needed), Words.memory(free)), Role.MUTED);
	}

	private String verdict(Fit fit, Machine machine) {
		boolean gpu = !machine.gpus().isEmpty();
		return switch (fit.verdict()) {
		case FITS -> words.get(gpu && fit.gpuLayers() > 0 ? "fit.all" : "fit.fits", String.valueOf(fit.gpuLayers()));
		case FITS_PARTLY -> words.get("fit.partly", String.valueOf(fit.gpuLayers()));
		case DOES_NOT_FIT -> words.get(fit.vramBytes() > 0 ? "fit.not.gpu" : "fit.not");
		case UNKNOWN -> words.get("fit.unknown");
		};
	}

	private List<String> more(ModelReport report) {
		Fit fit = report.fit();
		List<String> parts = new ArrayList<>();
		parts.add(words.get("fit.context", Words.tokens(fit.contextTokens())));
		report.facts().contextLength().ifPresent(length -> parts.add(words.get("context.trained", Words.tokens(length))));
		parts.add(words.get("fit.weights", Words.memory(fit.weightsBytes())));
		if (fit.cacheBytes() > 0) {
			parts.add(words.get("fit.cache", Words.memory(fit.cacheBytes())));
		}
		report.facts().layers().ifPresent(layers -> parts.add(words.get("layers", String.valueOf(layers))));
		parts.add(report.machine().gpus().isEmpty() ? words.get("fit.noGpu") : report.machine().gpus().getFirst().name());
		return parts;
	}
}
