package com.burncloud.ui.internal.models;

import java.util.Optional;

import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.model.LocalModel;

/** One thing that is told, or asked, beside the list. It is made when it is opened and lives until it is closed. UI thread. */
interface Pane {

	String title();

	/** What stands under the title; empty: nothing. */
	default String subtitle() {
		return "";
	}

	/** The model that it is about. */
	default Optional<String> modelId() {
		return Optional.empty();
	}

	/** Fills a grid of one column, or, when it scrolls by itself, what fills the whole pane. */
	void create(Composite body, Side side);

	/** The model as it is now; called when anything changes. */
	default void model(LocalModel model) {
	}

	/** Anything has changed. */
	default void stock(Stock stock, Optional<House> house) {
	}

	default void focus() {
	}

	default void closed() {
	}

	/** Whether it fills the pane and scrolls by itself. */
	default boolean fills() {
		return false;
	}
}
