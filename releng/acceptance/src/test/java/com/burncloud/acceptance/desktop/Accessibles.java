package com.burncloud.acceptance.desktop;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.types.UInt32;

import com.burncloud.acceptance.desktop.Bus.Question;
import com.burncloud.acceptance.desktop.Bus.Ref;

/** What assistive technology is told of the programs on a screen: who is shown, by role and name, where, in which state. */
final class Accessibles implements AutoCloseable {
	private static final String ACCESSIBLE = "org.a11y.atspi.Accessible";
	/** A table tells of every row it has; only those at the top can be in sight. */
	private static final int MOST_CHILDREN = 600;

	private final Bus session;
	private final Bus bus;

	Accessibles(Screen screen) throws DBusException {
		session = new Bus(screen.sessionBus());
		Object[] address = session.ask(new Ref("org.a11y.Bus", "/org/a11y/bus"), "org.a11y.Bus", "GetAddress", "");
		if (address.length == 0) {
			throw new IllegalStateException("the AT-SPI bus did not start");
		}
		bus = new Bus(address[0].toString());
	}

	/** What was found out about a widget at once. */
	private record Found(Widget widget, int children, List<Found> below) {

		void addTo(List<Widget> all) {
			all.add(widget);
			below.forEach(each -> each.addTo(all));
		}
	}

	/** All that is shown now, parents before children; what is hidden is left out with everything in it. Two round trips a level. */
	List<Widget> shown() {
		Ref registry = new Ref("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root");
		Found root = new Found(new Widget(this, registry, "", "", 0, "", Optional.empty()), MOST_CHILDREN, new ArrayList<>());
		List<Found> level = List.of(root);
		while (!level.isEmpty()) {
			List<Found> parents = new ArrayList<>();
			List<Ref> refs = new ArrayList<>();
			children(level, parents, refs);
			level = look(refs, parents);
		}
		List<Widget> all = new ArrayList<>();
		root.below().forEach(each -> each.addTo(all));
		return all;
	}

	private void children(List<Found> level, List<Found> parents, List<Ref> refs) {
		List<Question> questions = new ArrayList<>();
		List<Found> asked = new ArrayList<>();
		for (Found parent : level) {
			if (parent.widget().role().isEmpty() || parent.children() > 0 && parent.children() <= MOST_CHILDREN) {
				questions.add(new Question(parent.widget().ref(), ACCESSIBLE, "GetChildren", ""));
				asked.add(parent);
			} else {
				for (int i = 0; i < Math.min(parent.children(), MOST_CHILDREN); i++) {
					questions.add(new Question(parent.widget().ref(), ACCESSIBLE, "GetChildAtIndex", "i", i));
					asked.add(parent);
				}
			}
		}
		List<Object[]> answers = bus.ask(questions);
		for (int i = 0; i < answers.size(); i++) {
			List<?> structs = questions.get(i).method().equals("GetChildren") ? Bus.list(answers.get(i)) : answers.get(i).length == 0 ? List.of() : List.of(answers.get(i)[0]);
			for (Object struct : structs) {
				Ref ref = Bus.ref(struct);
				if (!ref.path().endsWith("/null")) {
					parents.add(asked.get(i));
					refs.add(ref);
				}
			}
		}
	}

	private List<Found> look(List<Ref> refs, List<Found> parents) {
		List<Question> questions = new ArrayList<>();
		for (Ref ref : refs) {
			questions.add(new Question(ref, ACCESSIBLE, "GetRoleName", ""));
			questions.add(Bus.property(ref, ACCESSIBLE, "Name"));
			questions.add(new Question(ref, ACCESSIBLE, "GetState", ""));
			questions.add(Bus.property(ref, ACCESSIBLE, "ChildCount"));
		}
		List<Object[]> answers = bus.ask(questions);
		List<Found> found = new ArrayList<>();
		for (int i = 0; i < refs.size(); i++) {
			if (answers.get(4 * i).length == 0) {
				continue; // gone meanwhile
			}
			String role = answers.get(4 * i)[0].toString();
			String name = Bus.value(answers.get(4 * i + 1)).toString();
			long states = 0;
			List<?> words = Bus.list(answers.get(4 * i + 2));
			for (int word = 0; word < words.size(); word++) {
				states |= ((Number) words.get(word)).longValue() << 32 * word;
			}
			boolean isWindow = List.of("frame", "dialog", "window", "alert").contains(role);
			Widget parent = parents.get(i).widget();
			Optional<Ref> pane = parent.role().equals("scroll pane") ? Optional.of(parent.ref()) : parent.pane();
			Widget widget = new Widget(this, refs.get(i), role, name, states, isWindow ? name.strip() : parent.window(), pane);
			if (role.equals("application") || widget.is(Widget.State.SHOWING)) {
				Found child = new Found(widget, Bus.value(answers.get(4 * i + 3)) instanceof Integer number ? number : 0, new ArrayList<>());
				parents.get(i).below().add(child);
				found.add(child);
			}
		}
		return found;
	}

	Box box(Ref ref) {
		Object[] answer = bus.ask(ref, "org.a11y.atspi.Component", "GetExtents", "u", new UInt32(0));
		if (answer.length == 0) {
			throw new AssertionError(ref + " is not on the screen any more");
		}
		Object[] part = answer.length == 1 ? (Object[]) answer[0] : answer;
		return new Box((int) part[0], (int) part[1], (int) part[2], (int) part[3]);
	}

	String text(Widget widget) {
		Object[] answer = bus.ask(widget.ref(), "org.a11y.atspi.Text", "GetText", "ii", 0, -1);
		return answer.length == 0 ? widget.name() : answer[0].toString();
	}

	@Override
	public void close() {
		bus.close();
		session.close();
	}
}
