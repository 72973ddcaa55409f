/**
 * The desktop from outside: the built product with its window on a display of its own, used as a person uses it. What to click is found by the names that
 * assistive technology hears (AT-SPI), the clicks and keys are real ones (XTEST), and what must have come of it is asked from the gateway or read off the window.
 * <p>
 * {@link com.burncloud.acceptance.desktop.Screen} is the display with its buses, {@link com.burncloud.acceptance.desktop.Robot} the hands,
 * {@link com.burncloud.acceptance.desktop.Accessibles} the eyes, {@link com.burncloud.acceptance.desktop.Desk} all three with the program in front of them. The X
 * protocol is spoken here by hand, a page of it: so Xvfb, D-Bus and the AT-SPI bus are all that a machine needs.
 */
package com.burncloud.acceptance.desktop;
