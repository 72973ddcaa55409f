package com.burncloud.ui.internal.channels;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Details;
import com.burncloud.ui.internal.widget.FlatButton;

/** The details of an installed type. */
final class ProviderPane {
	private static final int LINE = 22;

	private final Details details;
	private final Words words;
	private final Consumer<InstalledProvider> update;
	private final Consumer<InstalledProvider> remove;

	ProviderPane(Composite parent, Words words, Consumer<InstalledProvider> update, Consumer<InstalledProvider> remove) {
		this.words = words;
		this.update = update;
		this.remove = remove;
		details = new Details(parent);
	}

	Details control() {
		return details;
	}

	/** @param channels how many are of this type */
	void show(Optional<InstalledProvider> selected, long channels) {
		details.clear();
		selected.ifPresentOrElse(provider -> one(provider, channels), () -> details.sentence(details.body(), words.get("providers.none"), Role.PANEL, Role.MUTED));
		details.done();
	}

	private void one(InstalledProvider provider, long channels) {
		ProviderInfo info = provider.info();
		details.title(info.name(words.language()), provider.name().isEmpty() ? words.get("source.builtIn") : words.get("source.jarLong", provider.name() + ".jar"), Role.GOOD);
		details.code(words.get("column.type"), info.type());
		details.row(words.get("column.version"), provider.version());
		details.code(words.get("column.bundle"), broken(provider.bundle()));
		details.code(words.get("providers.address"), info.defaultBaseUrl().toString());
		details.tags(words.get("providers.dialects"), info.dialects());
		details.row(words.get("providers.fields"), info.fields().isEmpty() ? words.get("key.none") : info.fields().stream().map(this::field).collect(Collectors.joining("\n")));
		details.row(words.get("providers.channels"), words.get("providers.used", channels));
		if (!provider.sha256().isEmpty()) {
			details.code("SHA-256", provider.sha256().replaceAll("(.{16})(?=.)", "$1\n"));
		}
		if (provider.name().isEmpty()) {
			details.sentence(details.body(), words.get("providers.fixed"), Role.PANEL, Role.MUTED);
		} else {
			Composite line = details.buttons();
			new FlatButton(line, FlatButton.Kind.PLAIN, words.get("providers.update"), Role.PANEL, () -> update.accept(provider));
			new FlatButton(line, FlatButton.Kind.DANGER, words.get("remove"), Role.PANEL, () -> remove.accept(provider));
		}
	}

	/** A long name in two lines: a text field would break it anywhere. */
	private static String broken(String bundle) {
		int dot = bundle.lastIndexOf('.');
		return bundle.length() <= LINE || dot < 0 ? bundle : bundle.substring(0, dot) + "\n" + bundle.substring(dot);
	}

	private String field(ProviderInfo.Field field) {
		return words.get(field.secret() ? "providers.secret" : "providers.field", words.label(field), words.get(field.required() ? "required" : "optional"));
	}
}
