package com.burncloud.acceptance.desktop;

/** A part of the screen, in pixels. */
record Box(int x, int y, int width, int height) {

	int middleX() {
		return x + width / 2;
	}

	int middleY() {
		return y + height / 2;
	}

	boolean contains(int px, int py) {
		return px >= x && py >= y && px < x + width && py < y + height;
	}

	/** What of it a screen of this size shows. */
	Box within(int screenWidth, int screenHeight) {
		int left = Math.max(0, x);
		int top = Math.max(0, y);
		return new Box(left, top, Math.min(screenWidth, x + width) - left, Math.min(screenHeight, y + height) - top);
	}
}
