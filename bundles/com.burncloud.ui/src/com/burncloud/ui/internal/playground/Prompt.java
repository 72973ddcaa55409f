package com.burncloud.ui.internal.playground;

import java.util.List;

/** What a person says. */
record Prompt(String text, List<Picture> pictures) {

	Prompt {
		pictures = List.copyOf(pictures);
	}
}
