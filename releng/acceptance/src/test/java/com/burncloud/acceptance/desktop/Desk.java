package com.burncloud.acceptance.desktop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.freedesktop.dbus.exceptions.DBusException;

import com.burncloud.acceptance.Product;
import com.burncloud.acceptance.Until;
import com.burncloud.acceptance.desktop.Widget.State;

/** A person before the program: looks for a word, clicks it, types, and waits until something is to be seen. */
final class Desk implements AutoCloseable {
	static final String TITLE = "BurnCloud 奔云";
	/** Of a person before a machine that has nothing else to do; see {@link #patience()}. */
	private static final Duration PATIENCE = Duration.ofSeconds(20);
	private static final int MOST_HASTE = 4;

	private final Screen screen;
	private final Robot robot;
	private final Accessibles accessibles;
	private final Product product;

	private Desk(Screen screen, Product product) throws IOException, DBusException {
		this.screen = screen;
		this.product = product;
		robot = new Robot(screen);
		accessibles = new Accessibles(screen);
	}

	/** A desktop with an empty data folder on a screen of its own; not started. */
	static Desk fresh() throws IOException, DBusException {
		Screen screen = Screen.open();
		return new Desk(screen, Product.desktop(screen.environment()));
	}

	String focus() {
		return accessibles.shown().stream().filter(each -> each.is(State.FOCUSED)).toList().toString();
	}

	Product product() {
		return product;
	}

	Robot robot() {
		return robot;
	}

	/** Starts it and returns when the window is there and the gateway behind it runs. @return how long that took */
	Duration start() throws Exception {
		long begin = System.nanoTime();
		product.launch();
		awaitUsable();
		return Duration.ofNanos(System.nanoTime() - begin);
	}

	void awaitUsable() throws Exception {
		Until.isTrue(patience().multipliedBy(3), () -> product.output() + "\n" + inventory(), () -> {
			assertTrue(product.isRunning(), product::output);
			return product.isReachable() && seek("push button", (product.url() + "/v1")::equals).isPresent();
		});
	}

	/** How many times slower than alone things go on this machine now: its load, a processor. */
	static double haste() {
		var system = ManagementFactory.getOperatingSystemMXBean();
		return Math.max(1, system.getSystemLoadAverage() / system.getAvailableProcessors());
	}

	private static Duration patience() {
		return PATIENCE.multipliedBy((long) Math.ceil(Math.min(MOST_HASTE, haste())));
	}

	/** The first such widget of the newest window that has one. */
	Optional<Widget> seek(String role, Predicate<String> name) {
		List<Widget> found = accessibles.shown().stream().filter(each -> each.role().matches(role) && name.test(each.name().strip())).toList();
		return found.isEmpty() ? Optional.empty() : found.stream().filter(each -> each.window().equals(found.getLast().window())).findFirst();
	}

	boolean shows(String role, String name) {
		return seek(role, name::equals).isPresent();
	}

	/** Whether these words are anywhere to be read: names, labels, cells, fields. */
	boolean shows(String words) {
		return texts().anyMatch(text -> text.contains(words));
	}

	private java.util.stream.Stream<String> texts() {
		return accessibles.shown().stream().map(each -> each.role().equals("text") ? each.text() : each.name());
	}

	/** Waits for a widget. @param role a regular expression */
	Widget find(String role, String name) throws Exception {
		return find(role, "\"" + name + "\"", name::equals);
	}

	Widget find(String role, String told, Predicate<String> name) throws Exception {
		Optional<?>[] found = { Optional.empty() };
		Until.isTrue(patience(), () -> "no " + role + " " + told + " is shown, only\n" + inventory(), () -> {
			found[0] = seek(role, name);
			return found[0].isPresent();
		});
		return (Widget) found[0].orElseThrow();
	}

	void await(String words) throws Exception {
		Until.isTrue(patience(), () -> "\"" + words + "\" is not to be read, only\n" + inventory(), () -> shows(words));
	}

	void awaitGone(String words) throws Exception {
		Until.isTrue(patience(), () -> "\"" + words + "\" is still to be read", () -> !shows(words));
	}

	/** All that is shown and has a name, for whoever reads of a failure. */
	String inventory() {
		return accessibles.shown().stream().filter(each -> !each.name().isBlank()).map(Widget::toString).collect(Collectors.joining("\n"));
	}

	void click(Widget widget) throws IOException {
		reveal(widget);
		Box box = widget.box();
		robot.click(box.middleX(), box.middleY());
	}

	/** Turns the wheel until a part of a long form or page is in sight. */
	private void reveal(Widget widget) throws IOException {
		if (widget.pane().isEmpty()) {
			return;
		}
		for (int turn = 0; turn < 60; turn++) {
			Box pane = accessibles.box(widget.pane().get());
			Box box = widget.box();
			if (pane.contains(box.middleX(), box.middleY())) {
				return;
			}
			robot.move(pane.x() + 4, pane.middleY()); // beside the fields: some would take the wheel for themselves
			robot.button(box.middleY() < pane.y() ? 4 : 5);
		}
	}

	/** Presses a button by its name. */
	void press(String name) throws Exception {
		click(find("push button|toggle button|radio button|check box", name));
	}

	/** Goes to a page by the list at the left. */
	void open(String page) throws Exception {
		press(page);
		find("label", page);
	}

	/** Writes into a field in place of what is there. */
	void fill(String field, String text) throws Exception {
		fill(find("text|password text|entry", field), text);
	}

	void fill(Widget field, String text) throws Exception {
		click(field);
		robot.key("Control", "a");
		robot.key("Delete");
		robot.type(text);
		if (field.role().equals("text")) {
			Until.isTrue(patience(), () -> field + " holds \"" + field.text() + "\"", () -> field.text().equals(text));
		}
	}

	/** Chooses a word out of a drop-down list. */
	void choose(String combo, String item) throws Exception {
		click(find("combo box", combo));
		click(find("menu item|check menu item|radio menu item|list item|table cell", item));
	}

	Widget cell(String text) throws Exception {
		return find("table cell", text);
	}

	/** Whether a widget has the keyboard. */
	boolean focused(String name) {
		return accessibles.shown().stream().anyMatch(each -> each.name().equals(name) && each.is(State.FOCUSED));
	}

	/** What can be operated and has no name for whoever cannot see it. */
	List<String> mute() {
		return accessibles.shown().stream().filter(each -> each.role().matches("push button|toggle button|radio button|check box|combo box|text|password text|entry|slider|spin button"))
				.filter(each -> each.name().isBlank() && !each.text().equals(each.name() + " ")).map(each -> each.role() + " without a name at " + each.box()).toList();
	}

	/** English words in buttons and headings: two in a row are no product's name. */
	List<String> english() {
		return accessibles.shown().stream().filter(each -> each.role().matches("push button|toggle button|radio button|check box|table column header|menu item|page tab")).map(Widget::name)
				.filter(name -> name.matches("(?s).*\\b(the|and|Add|Delete|Edit|Save|Cancel|Search|Copy|Test|Name|Type|Model|Status|Settings|Close|Open|New)\\b.*")).toList();
	}

	/** All windows that are open, the oldest first. */
	List<String> windows() {
		return accessibles.shown().stream().filter(each -> List.of("frame", "dialog", "window", "alert").contains(each.role())).map(each -> each.name().strip()).distinct().toList();
	}

	/** By which the window manager and assistive technology know the program. */
	String application() {
		return accessibles.shown().getFirst().name();
	}

	Box windowBox() throws Exception {
		return find("frame", TITLE).box();
	}

	/** Leaves dialogs that an earlier step has left open. */
	void leaveDialogs() throws Exception {
		Until.isTrue(patience(), () -> "open: " + windows(), () -> {
			if (accessibles.shown().stream().noneMatch(each -> each.role().matches("frame|dialog") && !each.name().strip().equals(TITLE))) {
				return true;
			}
			robot.key("Escape");
			return false;
		});
	}

	/** A picture of the window, with dialogs that lie over it. */
	Path shoot(String name) throws Exception {
		Path file = Path.of("target/screenshots", name + ".png");
		robot.shoot(file, windowBox());
		return file;
	}

	@Override
	public void close() throws Exception {
		product.close();
		accessibles.close();
		robot.close();
		screen.close();
	}
}
