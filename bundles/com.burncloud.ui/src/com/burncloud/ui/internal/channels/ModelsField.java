package com.burncloud.ui.internal.channels;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.channel.ChannelDraft;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.Said;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Texture;

/** The models of a channel, one a line or with commas, and a button that asks the upstream for those that it has. */
final class ModelsField {
	private final Form form;
	private final Workbench workbench;
	private final Words words;
	private final Supplier<ChannelDraft> draft;
	private final Optional<String> channelId;
	private final Text text;
	private final FlatButton fetch;
	private final Label state;
	private Optional<Job> asking = Optional.empty();

	/**
	 * @param draft what the form holds now; may throw {@code InvalidFieldException}
	 * @param channelId whose key is used where the form has none
	 */
	ModelsField(Form form, Workbench workbench, Words words, List<String> models, Supplier<ChannelDraft> draft, Optional<String> channelId) {
		this.form = form;
		this.workbench = workbench;
		this.words = words;
		this.draft = draft;
		this.channelId = channelId;
		Composite place = form.custom(words.get("field.models"));
		place.setLayout(Texture.grid(2, 0, 6));
		text = new Text(place, SWT.BORDER | SWT.MULTI | SWT.WRAP | SWT.V_SCROLL);
		GridData data = new GridData(SWT.FILL, SWT.FILL, true, false, 2, 1);
		data.heightHint = 58;
		data.widthHint = 200;
		text.setLayoutData(data);
		text.setText(String.join(", ", models));
		text.setToolTipText(words.get("models.hint"));
		text.addListener(SWT.Traverse, event -> { // the tabulator leaves the field: no model's name holds one
			if (event.detail == SWT.TRAVERSE_TAB_NEXT || event.detail == SWT.TRAVERSE_TAB_PREVIOUS) {
				event.doit = true;
			}
		});
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		Form.named(text, words.get("field.models"));
		fetch = new FlatButton(place, FlatButton.Kind.PLAIN, words.get("models.fetch"), "download", Role.PANEL, this::press);
		state = Texture.label(place, SWT.WRAP, words.get("models.hint"), Fonts.of(place).small(), Role.PANEL, Role.MUTED);
		GridData wide = Texture.wide();
		wide.widthHint = 120;
		state.setLayoutData(wide);
		form.finish("models", text);
		form.onClose(() -> asking.ifPresent(Job::cancel));
	}

	List<String> models() {
		Set<String> models = new LinkedHashSet<>();
		for (String each : text.getText().split("[,，、;；\\s]+")) {
			if (!each.isBlank()) {
				models.add(each.strip());
			}
		}
		return List.copyOf(models);
	}

	private void press() {
		Optional<Server> server = workbench.server();
		if (asking.isPresent()) {
			asking.get().cancel();
			finished(words.get("models.hint"));
			return;
		}
		if (server.isEmpty()) {
			say(words.get("away"));
			return;
		}
		ChannelDraft asked;
		try {
			asked = draft.get();
		} catch (InvalidFieldException invalid) {
			form.error(invalid.field(), invalid.getMessage());
			return;
		}
		form.clearErrors();
		asking = Optional.of(workbench.work().run(words.get("job.models"), text, () -> server.get().probe().models(asked, channelId), this::offer, failure -> {
			finished(words.get("models.hint"));
			form.error(failure instanceof InvalidFieldException invalid ? invalid.field() : "models", workbench.work().sentence(failure));
		}));
		fetch.setText(words.get("cancel"));
		say(words.get("models.asking"));
	}

	private void offer(ChannelProbe.ModelList list) {
		finished(list.ok() ? words.get("models.count", list.models().size(), list.millis()) : words.get("models.hint"));
		if (!list.ok()) {
			PlainWords plain = new PlainWords(words);
			String meaning = plain.meaning(list.status(), list.message());
			boolean more = list.status() != 0 && !list.message().isBlank() && !meaning.equals(list.message()) && Said.here(list.message()).equals(list.message());
			form.error(list.status() == 401 || list.status() == 403 ? TypeField.API_KEY : "models", more ? meaning + " " + words.get("test.upstream", list.message()) : meaning);
		} else if (!list.models().isEmpty()) {
			new ModelChooser(form.shell(), words, list.models(), models(), chosen -> text.setText(String.join(", ", chosen))).open();
		}
	}

	private void finished(String message) {
		asking = Optional.empty();
		fetch.setText(words.get("models.fetch"));
		say(message);
	}

	private void say(String message) {
		state.setText(Texture.escape(message));
		form.relayout();
	}
}
