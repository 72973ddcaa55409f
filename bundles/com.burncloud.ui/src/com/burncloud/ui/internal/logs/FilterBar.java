package com.burncloud.ui.internal.logs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.RowLayout;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.server.Server;
import com.burncloud.api.token.Token;
import com.burncloud.api.usage.LogQuery;
import com.burncloud.api.usage.UsageBucket;
import com.burncloud.api.usage.UsageService.By;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.Choice;
import com.burncloud.ui.internal.widget.Choice.Option;
import com.burncloud.ui.internal.widget.FlatButton;

/** What of the log is wanted: a time, a status, a token, a channel, a model. UI thread. */
final class FilterBar extends Composite {
	private static final String ALL = "";
	private static final List<Integer> CODES = List.of(400, 401, 403, 404, 408, 413, 429, 499, 500, 502, 503, 504, 529);

	private final Workbench workbench;
	private final Texts texts = Texts.of(FilterBar.class);
	private final Runnable changed;
	private final Choice<Period> period;
	private final Choice<String> status;
	private final Choice<String> token;
	private final Choice<String> channel;
	private final Choice<String> model;
	private final FlatButton reset;
	private Period current = new Period.Today();

	private record Names(List<String> tokens, List<String> channels, List<String> models) {
	}

	FilterBar(Composite parent, Workbench workbench, Runnable changed) {
		super(parent, SWT.NONE);
		this.workbench = workbench;
		this.changed = changed;
		RowLayout layout = new RowLayout();
		layout.marginLeft = 0;
		layout.marginTop = 0;
		layout.marginBottom = 0;
		layout.spacing = 8;
		layout.center = true;
		setLayout(layout);
		Palette.of(this).paint(this, Role.CANVAS, Role.TEXT);
		period = new Choice<>(this, "", Role.CANVAS, this::period);
		status = new Choice<>(this, texts.get("filter.status"), Role.CANVAS, value -> tell());
		token = new Choice<>(this, texts.get("filter.token"), Role.CANVAS, value -> tell());
		channel = new Choice<>(this, texts.get("filter.channel"), Role.CANVAS, value -> tell());
		model = new Choice<>(this, texts.get("filter.model"), Role.CANVAS, value -> tell());
		reset = new FlatButton(this, FlatButton.Kind.QUIET, texts.get("filter.reset"), "close", Role.CANVAS, this::reset);
		List<Option<String>> states = new ArrayList<>(List.of(new Option<>(ALL, texts.get("filter.all")), new Option<>("ok", texts.get("filter.ok")),
				new Option<>("error", texts.get("filter.error"))));
		CODES.forEach(code -> states.add(new Option<>(Integer.toString(code), Integer.toString(code))));
		status.set(states, ALL);
		period.set(periods(), current);
		names(new Names(List.of(), List.of(), List.of()));
		mark();
	}

	private List<Option<Period>> periods() {
		return List.of(new Option<>(new Period.Today(), texts.get("period.today")), new Option<>(new Period.Last(Duration.ofHours(1)), texts.get("period.hour")),
				new Option<>(new Period.Last(Duration.ofHours(24)), texts.get("period.day")), new Option<>(new Period.Last(Duration.ofDays(7)), texts.get("period.week")),
				new Option<>(new Period.All(), texts.get("period.all")), new Option<>(new Period.Asked(), texts.get("period.asked")));
	}

	private void period(Period chosen) {
		if (chosen instanceof Period.Asked) {
			// Until it is answered the former one is shown: choosing it again would otherwise be no change.
			show(current);
			new PeriodForm(getShell(), this::use);
		} else {
			use(chosen);
		}
	}

	private void use(Period chosen) {
		current = chosen;
		show(chosen);
		tell();
		workbench.server().ifPresent(this::load);
	}

	private void show(Period shown) {
		String text = shown instanceof Period.Between between
				? texts.get("period.between", PeriodForm.brief(between.from(), texts.get("period.open")), PeriodForm.brief(between.to(), texts.get("period.open")))
				: periods().stream().filter(option -> option.value().equals(shown)).findFirst().orElseThrow().text();
		period.show(shown, text);
	}

	private void tell() {
		mark();
		changed.run();
	}

	private void mark() {
		status.setActive(!status.value().equals(ALL));
		token.setActive(!token.value().equals(ALL));
		channel.setActive(!channel.value().equals(ALL));
		model.setActive(!model.value().equals(ALL));
		reset.setVisible(narrow());
	}

	/** Whether anything but the time is asked for. */
	boolean narrow() {
		return Stream.of(status, token, channel, model).anyMatch(choice -> !choice.value().equals(ALL));
	}

	private void reset() {
		Stream.of(status, token, channel, model).forEach(choice -> choice.show(ALL, texts.get("filter.all")));
		tell();
	}

	/** Everything of all time. */
	void resetAll() {
		current = new Period.All();
		show(current);
		reset();
	}

	/** Asks which tokens, channels and models there are to choose from, those included that are gone and have rows. */
	void load(Server server) {
		Instant from = current.from().orElse(Instant.EPOCH);
		Instant to = current.to().orElseGet(() -> Instant.now().plusSeconds(60));
		workbench.work().run(texts.get("filter.job"), this,
				() -> new Names(names(server.tokens().list().stream().map(Token::name), server.usage().sums(from, to, By.TOKEN)),
						names(server.channels().list().stream().map(Channel::name), server.usage().sums(from, to, By.CHANNEL)),
						names(Stream.empty(), server.usage().sums(from, to, By.MODEL))),
				this::names, failure -> {
					// The page says that the server is away.
				});
	}

	private static List<String> names(Stream<String> there, List<UsageBucket> used) {
		Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
		Stream.concat(there, used.stream().map(UsageBucket::key)).filter(name -> !name.isEmpty()).forEach(names::add);
		return List.copyOf(names);
	}

	private void names(Names names) {
		offer(token, names.tokens);
		offer(channel, names.channels);
		offer(model, names.models);
	}

	private void offer(Choice<String> choice, List<String> names) {
		List<Option<String>> options = new ArrayList<>(List.of(new Option<>(ALL, texts.get("filter.all"))));
		names.forEach(name -> options.add(new Option<>(name, name)));
		String kept = choice.chosen().orElse(ALL);
		choice.set(options, kept, kept.equals(ALL) ? texts.get("filter.all") : kept);
	}

	LogQuery query(int limit, Optional<String> before) {
		return new LogQuery(limit, before, wanted(status), wanted(channel), wanted(token), wanted(model), current.from(), current.to());
	}

	private static Optional<String> wanted(Choice<String> choice) {
		return Optional.of(choice.value()).filter(value -> !value.equals(ALL));
	}
}
