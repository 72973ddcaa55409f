package com.burncloud.admin.internal;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import com.burncloud.api.store.Journal;

/** How the journal is. */
@Component(service = JournalState.class)
public final class JournalState {
	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile Journal journal;

	@Activate
	public JournalState() {
		// nothing to set up
	}

	/** {@code ok}, or what is wrong. */
	String status() {
		Journal present = journal;
		return present == null ? "The store is not running." : present.status();
	}
}
