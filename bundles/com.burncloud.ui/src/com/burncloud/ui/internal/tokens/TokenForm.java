package com.burncloud.ui.internal.tokens;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiConsumer;

import org.eclipse.swt.SWT;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.token.Limits;
import com.burncloud.api.token.Quota;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Fonts;
import com.burncloud.ui.internal.style.Palette;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.Form;
import com.burncloud.ui.internal.widget.Segments;
import com.burncloud.ui.internal.widget.Texture;

/** Makes a token, or changes one. What was typed is understood here; then {@code submit} sends it and either closes the form or says what is wrong. */
final class TokenForm {
	private static final String UNLIMITED = "unlimited";
	private static final String AMOUNT = "amount";
	private static final String COUNT = "count";

	private final Form form;
	private final Texts texts;
	private final Entries entries;
	private final Text name;
	private final Text value;
	private final Label unit;
	private final Segments kind;
	private final ListField groups;
	private final ListField models;
	private final Text addresses;
	private final Text expiry;
	/** As it was: an expiry that is not touched may lie in the past, and keeps its seconds. */
	private final Optional<Instant> formerExpiry;
	private final Text rpm;
	private final Text tpm;
	private final Text concurrency;
	private final Button enabled;

	/** @param submit is given the draft and this form, whose {@link #failed} or {@link #close} it calls */
	TokenForm(Workbench workbench, Texts texts, Offer offer, Optional<Token> existing, BiConsumer<TokenDraft, TokenForm> submit) {
		this.texts = texts;
		entries = new Entries(texts);
		TokenDraft draft = existing.map(TokenDraft::of).orElse(TokenDraft.of(""));
		form = new Form(workbench.shell(), texts.get(existing.isPresent() ? "form.edit" : "form.create"));
		name = form.text("name", texts.get("form.name"), texts.get("form.name.hint"));
		name.setText(draft.name());
		Composite quota = form.custom(texts.get("form.quota"));
		quota.setLayout(Texture.grid(3, 0, 8));
		value = new Text(quota, SWT.BORDER | SWT.SINGLE | SWT.RIGHT);
		unit = Texture.label(quota, "", Fonts.of(quota).plain(), Role.PANEL, Role.MUTED);
		kind = new Segments(quota, Role.PANEL, this::quotaKind).add(UNLIMITED, texts.get("quota.unlimited")).add(AMOUNT, texts.get("form.quota.amount"))
				.add(COUNT, texts.get("form.quota.count"));
		kind.moveAbove(value);
		value.setLayoutData(Texture.width(120));
		unit.setLayoutData(Texture.wide());
		Palette.of(value).paint(value, Role.PANEL, Role.TEXT);
		Form.named(value, texts.get("form.quota.value"));
		form.finish("quota", value);
		quota(draft.quota());
		groups = new ListField(form, "groups", texts.get("form.groups"), "default", offer.groups(), draft.groups().stream().sorted().toList());
		models = new ListField(form, "models", texts.get("form.models"), texts.get("form.models.hint"), offer.models(), draft.models());
		addresses = form.text("allowedAddresses", texts.get("form.addresses"), texts.get("form.addresses.hint"));
		addresses.setText(String.join(", ", draft.allowedAddresses()));
		formerExpiry = draft.expiresAt();
		expiry = expiry(draft.expiresAt());
		Composite limits = form.custom(texts.get("form.limits"));
		limits.setLayout(Texture.grid(6, 0, 6));
		rpm = limit(limits, "rpm", draft.limits().rpm());
		tpm = limit(limits, "tpm", draft.limits().tpm());
		concurrency = limit(limits, "concurrency", draft.limits().concurrency());
		form.finish("rpm", rpm);
		form.finish("tpm", tpm);
		form.finish("concurrency", concurrency);
		enabled = form.check("enabled", texts.get("form.state"), texts.get("form.enabled"));
		enabled.setSelection(draft.enabled());
		form.button(FlatButton.Kind.PLAIN, texts.get("cancel"), form::close);
		form.button(FlatButton.Kind.PRIMARY, texts.get(existing.isPresent() ? "form.save" : "form.submit"), () -> understood(submit));
		form.open(560, 680);
		name.setFocus();
		name.selectAll();
	}

	private void quota(Quota quota) {
		switch (quota) {
		case Quota.Unlimited() -> kind.set(UNLIMITED);
		case Quota.Amount(long limit) -> {
			kind.set(AMOUNT);
			value.setText(Money.plain(limit));
		}
		case Quota.Count(long limit) -> {
			kind.set(COUNT);
			value.setText(Long.toString(limit));
		}
		}
		quotaKind(kind.get());
	}

	private void quotaKind(String chosen) {
		value.setVisible(!chosen.equals(UNLIMITED));
		unit.setText(switch (chosen) {
		case AMOUNT -> texts.get("form.quota.amount.unit");
		case COUNT -> texts.get("form.quota.count.unit");
		default -> "";
		});
		value.setMessage(chosen.equals(AMOUNT) ? "50.00" : "1000");
		unit.getParent().layout(true, true);
		if (!chosen.equals(UNLIMITED)) {
			value.setFocus();
		}
	}

	private Text expiry(Optional<Instant> at) {
		String title = texts.get("form.expiry");
		Composite place = form.custom(title);
		place.setLayout(Texture.grid(4, 0, 6));
		Text text = new Text(place, SWT.BORDER | SWT.SINGLE);
		text.setMessage(texts.get("form.expiry.hint"));
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		text.setLayoutData(Texture.wide());
		Form.named(text, title);
		preset(place, texts.get("form.expiry.days", 7), () -> text.setText(inDays(7)));
		preset(place, texts.get("form.expiry.days", 30), () -> text.setText(inDays(30)));
		preset(place, texts.get("expiry.never"), () -> text.setText(""));
		form.finish("expiresAt", text);
		text.setText(at.map(TokenTexts::minute).orElse(""));
		return text;
	}

	private static String inDays(int days) {
		return TokenTexts.minute(Instant.now().plus(days, ChronoUnit.DAYS));
	}

	private static void preset(Composite place, String name, Runnable action) {
		new FlatButton(place, FlatButton.Kind.PLAIN, name, Role.PANEL, action);
	}

	private Text limit(Composite place, String field, OptionalInt limit) {
		Text text = new Text(place, SWT.BORDER | SWT.SINGLE | SWT.RIGHT);
		text.setMessage(texts.get("form.limit.none"));
		Palette.of(text).paint(text, Role.PANEL, Role.TEXT);
		GridData data = new GridData(SWT.FILL, SWT.CENTER, true, false);
		data.widthHint = 60;
		text.setLayoutData(data);
		String unitName = texts.get("form.limit." + field);
		Form.named(text, unitName);
		Texture.label(place, unitName, Fonts.of(place).plain(), Role.PANEL, Role.MUTED);
		text.setText(limit.isPresent() ? Integer.toString(limit.getAsInt()) : "");
		return text;
	}

	private void understood(BiConsumer<TokenDraft, TokenForm> submit) {
		try {
			TokenDraft draft = draft();
			form.clearErrors();
			form.busy(true);
			submit.accept(draft, this);
		} catch (InvalidFieldException wrong) {
			form.error(wrong.field(), wrong.getMessage());
		}
	}

	private TokenDraft draft() {
		Quota quota = switch (kind.get()) {
		case AMOUNT -> entries.amount(value.getText());
		case COUNT -> entries.count(value.getText());
		default -> new Quota.Unlimited();
		};
		Limits limits = new Limits(entries.limit("rpm", rpm.getText()), entries.limit("tpm", tpm.getText()), entries.limit("concurrency", concurrency.getText()));
		return new TokenDraft(entries.name(name.getText()), quota, Set.copyOf(entries.groups(groups.getText())), entries.models(models.getText()),
				entries.addresses(addresses.getText()), expiry(), limits, enabled.getSelection());
	}

	private Optional<Instant> expiry() {
		String typed = expiry.getText().strip();
		return formerExpiry.filter(former -> TokenTexts.minute(former).equals(typed)).or(() -> entries.expiry(typed, ZoneId.systemDefault(), Instant.now()));
	}

	/** What was sent was refused. */
	void failed(String field, String message) {
		if (!form.shell().isDisposed()) {
			form.busy(false);
			form.error(field, message);
		}
	}

	void close() {
		form.close();
	}
}
