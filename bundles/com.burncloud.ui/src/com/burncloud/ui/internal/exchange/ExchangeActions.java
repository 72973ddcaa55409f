package com.burncloud.ui.internal.exchange;

import java.util.Optional;

import org.eclipse.swt.dnd.Clipboard;
import org.eclipse.swt.dnd.TextTransfer;
import org.eclipse.swt.dnd.Transfer;

import com.burncloud.api.server.Server;
import com.burncloud.api.usage.SentRequest;
import com.burncloud.api.usage.UsageRecord;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;

/** What can be done with an exchange of the log. UI thread. */
public final class ExchangeActions {
	private final Workbench workbench;
	private final Texts texts = Texts.of(ExchangeActions.class);

	public ExchangeActions(Workbench workbench) {
		this.workbench = workbench;
	}

	/** Puts it as a command on the clipboard. */
	public void copyAsCurl(UsageRecord row) {
		if (workbench.server().isEmpty()) {
			workbench.toast(texts.get("away"));
			return;
		}
		Server server = workbench.server().get();
		workbench.work().run(texts.get("curl.job"), workbench.shell(), () -> server.sentRequests().find(row.requestId()), (Optional<SentRequest> sent) -> {
			copy(Curl.of(server.place().address(), row, sent));
			workbench.toast(texts.get(sent.isPresent() ? "curl.copied" : "curl.copied.example"));
		});
	}

	public void copy(String text) {
		Clipboard clipboard = new Clipboard(workbench.shell().getDisplay());
		clipboard.setContents(new Object[] { text }, new Transfer[] { TextTransfer.getInstance() });
		clipboard.dispose();
	}

	/** Opens the window that sends it once more. */
	public void sendAgain(UsageRecord row) {
		if (workbench.server().isEmpty()) {
			workbench.toast(texts.get("away"));
			return;
		}
		new SendAgain(workbench, workbench.server().get(), row).open();
	}
}
