package com.burncloud.ui.internal.models;

import com.burncloud.ui.internal.widget.Card;

/** A card of the list. */
interface Item {
	Card control();
}
