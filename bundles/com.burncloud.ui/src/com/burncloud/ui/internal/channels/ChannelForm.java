package com.burncloud.ui.internal.channels;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.Timeouts;
import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderInfo;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** The form of a channel: a new one, a copy, or one that is there. UI thread. */
final class ChannelForm {
	private static final int WIDTH = 600;

	/**
	 * @param base the channel to edit or to copy; empty: a new one
	 * @param copy whether a new channel is made of the base; the key is not known and has to be entered again
	 */
	record Start(Optional<Channel> base, boolean copy) {
		static final Start NEW = new Start(Optional.empty(), false);

		boolean isNew() {
			return copy || base.isEmpty();
		}
	}

	private final Workbench workbench;
	private final Words words;
	private final Start start;
	private final BiConsumer<Channel, Boolean> saved;
	private final Form form;
	private final Text name;
	private final TypeField type;
	private final Text address;
	private final KeyField key;
	private final ModelsField models;
	private final MappingField mapping;
	private final Button enabled;
	private final AdvancedFields advanced;

	/** @param saved called with the channel, and whether it is to be tested now */
	ChannelForm(Workbench workbench, Words words, Start start, BiConsumer<Channel, Boolean> saved) {
		this.workbench = workbench;
		this.words = words;
		this.start = start;
		this.saved = saved;
		ChannelDraft draft = start.base().map(ChannelDraft::of).orElse(ChannelDraft.of("", ""));
		Optional<String> id = start.isNew() ? Optional.empty() : start.base().map(Channel::id);
		form = new Form(workbench.shell(), words.get(start.copy() ? "form.copy" : start.isNew() ? "form.new" : "form.edit"));
		name = form.text("name", words.get("field.name"), words.get("example", "My OpenAI Pro"));
		name.setText(start.copy() ? words.get("form.copyName", draft.name()) : draft.name());
		type = new TypeField(form, words, draft.type(), draft.options(), this::typeChosen);
		address = form.text("baseUrl", words.get("field.baseUrl"), "");
		address.setText(draft.baseUrl().map(URI::toString).orElse(""));
		address.setToolTipText(words.get("baseUrl.hint"));
		key = new KeyField(form, words, start.isNew() ? "" : start.base().get().maskedKey());
		if (start.copy() && !start.base().get().maskedKey().isEmpty()) {
			form.hint(words.get("key.copy"));
		}
		type.placeFurtherFields();
		models = new ModelsField(form, workbench, words, draft.models(), this::lenient, id);
		mapping = new MappingField(form, words, draft.modelMapping());
		enabled = form.check("enabled", "", words.get("field.enabled"));
		enabled.setSelection(draft.enabled());
		Form.named(enabled, words.get("field.enabled"));
		advanced = new AdvancedFields(form, words, draft);
		form.button(FlatButton.Kind.PLAIN, words.get("cancel"), form::close);
		form.button(FlatButton.Kind.PLAIN, words.get("saveAndTest"), () -> save(true));
		form.button(FlatButton.Kind.PRIMARY, words.get("save"), () -> save(false));
	}

	void onClose(Runnable listener) {
		form.onClose(listener);
	}

	void open() {
		form.open(WIDTH, Math.max(420, workbench.shell().getSize().y - 100));
		name.setFocus();
		name.selectAll();
	}

	/** What is installed, at first and after each change. */
	void installed(List<InstalledProvider> providers) {
		type.installed(providers);
	}

	private void typeChosen() {
		address.setMessage(type.info().map(ProviderInfo::defaultBaseUrl).map(URI::toString).orElse(""));
		key.type(type.info());
	}

	private Optional<URI> address() {
		String text = address.getText().strip();
		try {
			return text.isEmpty() ? Optional.empty() : Optional.of(new URI(text));
		} catch (URISyntaxException no) {
			throw new InvalidFieldException("baseUrl", words.get("baseUrl.unreadable", text));
		}
	}

	/** Enough to ask the upstream for its models: what has nothing to do with that may be missing. */
	private ChannelDraft lenient() {
		return new ChannelDraft(name.getText().strip(), type.type(), address(), key.draft(), List.of(), java.util.Map.of(), java.util.Set.of("default"), 0, 1, true, advanced.headers(),
				type.options(), Timeouts.DEFAULT);
	}

	private ChannelDraft draft() {
		String wanted = name.getText().strip();
		if (wanted.isEmpty()) {
			throw new InvalidFieldException("name", words.get("missing", words.get("field.name")));
		}
		if (type.type().isEmpty()) {
			throw new InvalidFieldException("type", words.get("missing", words.get("field.type")));
		}
		return new ChannelDraft(wanted, type.type(), address(), key.key(type.info()), models.models(), mapping.mapping(), advanced.groups(), advanced.priority(), advanced.weight(),
				enabled.getSelection(), advanced.headers(), type.options(), advanced.timeouts());
	}

	private void save(boolean test) {
		form.clearErrors();
		Optional<Server> server = workbench.server();
		if (server.isEmpty()) {
			form.error("", words.get("away"));
			return;
		}
		ChannelDraft draft;
		try {
			draft = draft();
		} catch (InvalidFieldException invalid) {
			refused(invalid);
			return;
		}
		form.busy(true);
		workbench.work().run(words.get("job.save", draft.name()), form.shell(),
				() -> start.isNew() ? server.get().channels().create(draft) : server.get().channels().update(start.base().get().id(), draft), channel -> {
					form.close();
					saved.accept(channel, test);
				}, failure -> {
					form.busy(false);
					refused(failure);
				});
	}

	private void refused(Exception failure) {
		String sentence = workbench.work().sentence(failure);
		String field = failure instanceof InvalidFieldException invalid ? invalid.field() : failure instanceof ConflictException ? "name" : "";
		advanced.reveal(field);
		form.error(field, sentence);
	}
}
