package com.burncloud.ui.internal.playground;

/** Something said and the whole answer to it. */
record Turn(Prompt prompt, String answer) {
}
