package com.burncloud.ui.internal.logs;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.Text;

import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;

/** Asks for a stretch of time. UI thread. */
final class PeriodForm {
	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
	private static final DateTimeFormatter READ = DateTimeFormatter.ofPattern("yyyy-M-d[ H:mm[:ss]]", Locale.ROOT);

	private final Texts texts = Texts.of(PeriodForm.class);
	private final Form form;
	private final Text from;
	private final Text to;

	PeriodForm(Shell owner, Consumer<Period.Between> chosen) {
		form = new Form(owner, texts.get("period.title"));
		from = form.text("from", texts.get("period.from"), texts.get("period.format"));
		to = form.text("to", texts.get("period.to"), texts.get("period.format"));
		form.hint(texts.get("period.hint"));
		from.setText(MOMENT.format(LocalDate.now().minusDays(1).atStartOfDay()));
		to.setText(MOMENT.format(LocalDate.now().atStartOfDay()));
		from.addListener(SWT.DefaultSelection, event -> apply(chosen));
		to.addListener(SWT.DefaultSelection, event -> apply(chosen));
		form.button(FlatButton.Kind.PLAIN, texts.get("cancel"), form::close);
		form.button(FlatButton.Kind.PRIMARY, texts.get("period.apply"), () -> apply(chosen));
		form.open(420, 360);
	}

	private void apply(Consumer<Period.Between> chosen) {
		try {
			Optional<Instant> begin = read("from", from);
			Optional<Instant> end = read("to", to);
			if (begin.isPresent() && end.isPresent() && !begin.get().isBefore(end.get())) {
				form.error("to", texts.get("period.order"));
				return;
			}
			form.close();
			chosen.accept(new Period.Between(begin, end));
		} catch (DateTimeParseException wrong) {
			// The field says so.
		}
	}

	private Optional<Instant> read(String key, Text field) {
		String text = field.getText().strip().replaceAll("\\s+", " ");
		if (text.isEmpty()) {
			return Optional.empty();
		}
		try {
			var moment = READ.parseBest(text, LocalDateTime::from, LocalDate::from);
			LocalDateTime local = moment instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) moment;
			return Optional.of(local.atZone(ZoneId.systemDefault()).toInstant());
		} catch (DateTimeParseException wrong) {
			form.error(key, texts.get("period.unreadable"));
			throw wrong;
		}
	}

	/** A moment in a few characters. */
	static String brief(Optional<Instant> at, String open) {
		return at.map(moment -> MOMENT.format(moment.atZone(ZoneId.systemDefault()))).orElse(open);
	}
}
