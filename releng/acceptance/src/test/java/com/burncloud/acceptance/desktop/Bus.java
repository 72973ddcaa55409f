package com.burncloud.acceptance.desktop;

import java.util.ArrayList;
import java.util.List;

import org.freedesktop.dbus.connections.impl.DBusConnection;
import org.freedesktop.dbus.connections.impl.DBusConnectionBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Error;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MethodCall;
import org.freedesktop.dbus.types.Variant;

/** A D-Bus connection on which many questions can be asked at once: their answers take one round trip to the UI thread that gives them, not one each. */
final class Bus implements AutoCloseable {
	private static final long PATIENCE_MILLIS = 20_000;

	/** Whom to ask: an object of a program. */
	record Ref(String bus, String path) {
	}

	record Question(Ref to, String face, String method, String signature, Object... arguments) {
	}

	private final DBusConnection connection;

	Bus(String address) throws DBusException {
		connection = DBusConnectionBuilder.forAddress(address).withShared(false).build();
	}

	/** What each question's answer consists of; empty where it was refused, since what is asked about may be gone already. */
	List<Object[]> ask(List<Question> questions) {
		try {
			List<MethodCall> calls = new ArrayList<>();
			for (Question question : questions) {
				MethodCall call = connection.getMessageFactory().createMethodCall(question.to().bus(), question.to().path(), question.face(), question.method(), (byte) 0,
						question.signature().isEmpty() ? null : question.signature(), question.arguments());
				connection.sendMessage(call);
				calls.add(call);
			}
			List<Object[]> answers = new ArrayList<>();
			for (MethodCall call : calls) {
				Message reply = call.getReply(PATIENCE_MILLIS);
				Object[] parameters = reply == null || reply instanceof Error ? null : reply.getParameters();
				answers.add(parameters == null ? new Object[0] : parameters);
			}
			return answers;
		} catch (DBusException e) {
			throw new IllegalStateException(e);
		}
	}

	Object[] ask(Ref to, String face, String method, String signature, Object... arguments) {
		return ask(List.of(new Question(to, face, method, signature, arguments))).getFirst();
	}

	static Question property(Ref of, String face, String name) {
		return new Question(of, "org.freedesktop.DBus.Properties", "Get", "ss", face, name);
	}

	/** The value in an answer to a question for a property. */
	static Object value(Object[] answer) {
		return answer.length == 1 && answer[0] instanceof Variant<?> variant ? variant.getValue() : "";
	}

	static List<?> list(Object[] answer) {
		return answer.length == 0 ? List.of() : answer[0] instanceof List<?> list ? list : List.of((Object[]) answer[0]);
	}

	static Ref ref(Object struct) {
		Object[] parts = struct instanceof Object[] array ? array : ((List<?>) struct).toArray();
		return new Ref(parts[0].toString(), parts[1].toString());
	}

	@Override
	public void close() {
		connection.disconnect();
	}
}
