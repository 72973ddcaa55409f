package com.burncloud.ui.internal.models;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.LocalModel;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Choice;
import com.burncloud.ui.internal.widget.FlatButton;

/** What most models leave as it is, behind a button that opens it. UI thread. */
final class Advanced {
	private static final Set<String> KEYS = Set.of("threads", "parallelSlots", "flashAttention", "cacheType", "projector", "aliases", "groups", "priority", "idleUnloadMinutes",
			"extraArguments");
	private static final List<String> CACHE_TYPES = List.of("f32", "f16", "bf16", "q8_0", "q5_1", "q5_0", "q4_1", "q4_0", "iq4_nl");
	private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|'([^']*)'|\\S+");

	private final Side side;
	private final Fields fields;
	private final Words words;
	private final FlatButton toggle;
	private final Composite section;
	private final Text threads;
	private final Text slots;
	private final Choice<String> flash;
	private final Choice<String> cache;
	private final Choice<String> projector;
	private final Text aliases;
	private final Text groups;
	private final Text priority;
	private final Text idle;
	private final Button onRequest;
	private final Text extra;

	Advanced(Composite body, Side side, Fields fields, Words words, LocalModel model) {
		this.side = side;
		this.fields = fields;
		this.words = words;
		DeployOptions start = model.options();
		toggle = new FlatButton(body, FlatButton.Kind.QUIET, words.get("advanced"), "chevron-right", Role.PANEL, this::toggle);
		GridData left = new GridData(SWT.BEGINNING, SWT.CENTER, false, false);
		left.horizontalIndent = -8; // its icon stands under the names of the fields
		toggle.setLayoutData(left);
		section = fields.section(body);
		threads = fields.text("threads", number(start.threads()), words.get("byItself"));
		slots = fields.text("parallelSlots", number(start.parallelSlots()), words.get("byItself"));
		flash = fields.choice("flashAttention", List.of(option("", "byItself"), option("auto", "flash.auto"), option("on", "flash.on"), option("off", "flash.off")),
				start.flashAttention().orElse(""));
		List<Choice.Option<String>> types = new ArrayList<>(List.of(option("", "byItself")));
		CACHE_TYPES.forEach(type -> types.add(new Choice.Option<>(type, type)));
		cache = fields.choice("cacheType", types, start.cacheType().orElse(""));
		List<Choice.Option<String>> projectors = new ArrayList<>(List.of(option("", "projector.none")));
		Set<String> paths = new LinkedHashSet<>(model.projectors());
		start.projector().ifPresent(paths::add);
		paths.forEach(path -> projectors.add(new Choice.Option<>(path, Words.name(path))));
		projector = fields.choice("projector", projectors, start.projector().orElse(""));
		if (paths.isEmpty()) {
			fields.hint(words.get("projector.hint"));
		}
		aliases = fields.text("aliases", String.join(", ", start.aliases()), words.get("none"));
		groups = fields.text("groups", String.join(", ", new TreeSet<>(start.groups())), "default");
		priority = fields.text("priority", String.valueOf(start.priority()), "0");
		fields.hint(words.get("priority.hint"));
		idle = fields.text("idleUnloadMinutes", String.valueOf(start.idleUnloadMinutes()), "0");
		fields.hint(words.get("idle.hint"));
		onRequest = fields.check("onRequest", start.onRequest());
		extra = fields.text("extraArguments", String.join(" ", start.extraArguments().stream().map(each -> each.contains(" ") || each.isEmpty() ? '"' + each + '"' : each).toList()),
				"--no-mmap");
		DeployOptions usual = new DeployOptions(start.port(), start.contextTokens(), start.gpuLayers(), OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(),
				Optional.empty(), List.of(), Set.of("default"), 0, List.of(), 0, false);
		open(!start.equals(usual));
	}

	private static String number(OptionalInt value) {
		return value.isPresent() ? String.valueOf(value.getAsInt()) : "";
	}

	private Choice.Option<String> option(String value, String key) {
		return new Choice.Option<>(value, words.get(key));
	}

	private void toggle() {
		open(!section.getVisible());
	}

	private void open(boolean now) {
		toggle.setIcon(now ? "chevron-down" : "chevron-right");
		((GridData) section.getLayoutData()).exclude = !now;
		section.setVisible(now);
		side.relayout();
	}

	/** Makes a field visible that something is wrong with. */
	void reveal(String field) {
		if (KEYS.contains(field)) {
			open(true);
		}
	}

	/** @throws InvalidFieldException when what was typed is not understood */
	DeployOptions options(int port, int contextTokens, int gpuLayers) {
		return new DeployOptions(port, contextTokens, gpuLayers, optional("threads", threads), optional("parallelSlots", slots), chosen(flash), chosen(cache), chosen(projector),
				list(aliases), groups.getText().isBlank() ? Set.of("default") : new LinkedHashSet<>(list(groups)), fields.number("priority", priority, 0), arguments(),
				fields.number("idleUnloadMinutes", idle, 0), onRequest.getSelection());
	}

	private OptionalInt optional(String key, Text text) {
		return text.getText().isBlank() ? OptionalInt.empty() : OptionalInt.of(fields.number(key, text, 0));
	}

	private static Optional<String> chosen(Choice<String> choice) {
		return choice.chosen().filter(value -> !value.isEmpty());
	}

	private static List<String> list(Text text) {
		return List.of(text.getText().split("[,，、;；\\n]+")).stream().map(String::strip).filter(each -> !each.isEmpty()).distinct().toList();
	}

	/** Blanks part them, but not within quotes. */
	private List<String> arguments() {
		List<String> all = new ArrayList<>();
		for (Matcher matcher = ARGUMENT.matcher(extra.getText()); matcher.find();) {
			all.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2) != null ? matcher.group(2) : matcher.group());
		}
		return all;
	}
}
