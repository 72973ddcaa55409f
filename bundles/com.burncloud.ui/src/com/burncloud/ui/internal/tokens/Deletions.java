package com.burncloud.ui.internal.tokens;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.swt.widgets.Control;

import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.server.Server;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;

/**
 * Deletes tokens so that it can be undone for a while: first the token is hidden and disabled, so that its secret opens nothing from now on, and is deleted when
 * the offer to undo has gone. A program that ends in between leaves it disabled, which is on the safe side.
 */
final class Deletions {
	/** A little longer than the toast is to be seen. */
	private static final int MILLIS = 10_500;

	private record Pending(Server server, Token token) {
	}

	private final Workbench workbench;
	private final Texts texts;
	private final Control owner;
	private final Runnable changed;
	private final Map<String, Pending> pending = new HashMap<>();

	/** @param changed called when a token is to be hidden or seen again */
	Deletions(Workbench workbench, Texts texts, Control owner, Runnable changed) {
		this.workbench = workbench;
		this.texts = texts;
		this.owner = owner;
		this.changed = changed;
		owner.addDisposeListener(event -> pending.values().forEach(each -> Thread.ofVirtual().start(() -> each.server().tokens().delete(each.token().id()))));
	}

	boolean hidden(Token token) {
		return pending.containsKey(token.id());
	}

	void delete(Server server, Token token) {
		pending.put(token.id(), new Pending(server, token));
		changed.run();
		enable(server, token, false);
		workbench.toast(texts.get("deleted", token.name()), texts.get("undo"), () -> undo(token.id()));
		owner.getDisplay().timerExec(MILLIS, () -> {
			if (!owner.isDisposed() && pending.containsKey(token.id())) {
				finish(pending.get(token.id()));
			}
		});
	}

	private void undo(String id) {
		Pending back = pending.remove(id);
		if (back != null) {
			changed.run();
			enable(back.server(), back.token(), back.token().enabled());
		}
	}

	/** As it was, but enabled or not. */
	private void enable(Server server, Token token, boolean enabled) {
		if (token.enabled()) {
			TokenDraft was = TokenDraft.of(token);
			TokenDraft draft = new TokenDraft(was.name(), was.quota(), was.groups(), was.models(), was.allowedAddresses(), was.expiresAt(), was.limits(), enabled);
			workbench.work().run(texts.get("job.delete"), owner, () -> server.tokens().update(token.id(), draft), done -> changed.run());
		}
	}

	private void finish(Pending gone) {
		workbench.work().run(texts.get("job.delete"), owner, () -> {
			try {
				gone.server().tokens().delete(gone.token().id());
			} catch (UnknownIdException already) {
				// somebody else was faster
			}
			return gone;
		}, done -> {
			pending.remove(gone.token().id());
			changed.run();
		}, failure -> {
			pending.remove(gone.token().id());
			changed.run();
			workbench.toast(workbench.work().sentence(failure));
		});
	}
}
