package com.burncloud.acceptance.desktop;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** As much of the X11 protocol as hands and eyes need. One thread. */
final class X11 implements AutoCloseable {
	private static final int SELECTION_NOTIFY = 31;
	private static final int CLIENT_MESSAGE = 33;

	/** A picture as the server has it: four bytes a pixel, blue first. */
	record Pixels(int width, int height, ByteBuffer bytes) {
	}

	private final SocketChannel channel;
	private final int root;
	private final int newId;
	private int reader;
	private final int minKeycode;
	private final int maxKeycode;
	private final int xtest;

	X11(int display) throws IOException {
		channel = SocketChannel.open(StandardProtocolFamily.UNIX);
		channel.connect(UnixDomainSocketAddress.of(Path.of("/tmp/.X11-unix/X" + display)));
		ByteBuffer hello = buffer(12).put((byte) 'l').put((byte) 0).putShort((short) 11);
		send(hello.position(12));
		ByteBuffer head = receive(8);
		ByteBuffer setup = receive(Short.toUnsignedInt(head.getShort(6)) * 4);
		if (head.get(0) != 1) {
			throw new IOException("the display refuses: " + StandardCharsets.US_ASCII.decode(setup));
		}
		newId = setup.getInt(4);
		minKeycode = Byte.toUnsignedInt(setup.get(26));
		maxKeycode = Byte.toUnsignedInt(setup.get(27));
		int vendor = Short.toUnsignedInt(setup.getShort(16));
		root = setup.getInt(32 + (vendor + 3) / 4 * 4 + setup.get(21) * 8);
		byte[] name = "XTEST".getBytes(StandardCharsets.US_ASCII);
		ByteBuffer reply = ask(request(98, 0, 8 + 8).putShort((short) name.length).putShort((short) 0).put(name));
		if (reply.get(8) == 0) {
			throw new IOException("the display has no XTEST");
		}
		xtest = Byte.toUnsignedInt(reply.get(9));
	}

	private static ByteBuffer buffer(int bytes) {
		return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
	}

	/** @param bytes of the whole request, a multiple of four */
	private static ByteBuffer request(int opcode, int detail, int bytes) {
		return buffer(bytes).put((byte) opcode).put((byte) detail).putShort((short) (bytes / 4));
	}

	private void send(ByteBuffer request) throws IOException {
		request.position(0);
		while (request.hasRemaining()) {
			channel.write(request);
		}
	}

	private ByteBuffer receive(int bytes) throws IOException {
		ByteBuffer in = buffer(bytes);
		while (in.hasRemaining()) {
			if (channel.read(in) < 0) {
				throw new EOFException("the display is gone");
			}
		}
		return in.flip();
	}

	/** Sends a request and returns its reply, with all that follows the first 32 bytes. Events on the way are dropped. */
	private ByteBuffer ask(ByteBuffer request) throws IOException {
		send(request);
		while (true) {
			ByteBuffer head = receive(32);
			if (head.get(0) == 0) {
				throw new IOException("X error " + head.get(1) + " of opcode " + head.get(10));
			}
			if (head.get(0) == 1) {
				ByteBuffer rest = receive(head.getInt(4) * 4);
				return buffer(32 + rest.remaining()).put(head).put(rest).flip();
			}
		}
	}

	/** Returns when the server has done all that was sent before. */
	void sync() throws IOException {
		ask(request(43, 0, 4));
	}

	/** @param type 2 and 3: key down and up, 4 and 5: button, 6: motion */
	void fake(int type, int detail, int x, int y) throws IOException {
		ByteBuffer fake = request(xtest, 2, 36);
		fake.put(4, (byte) type).put(5, (byte) detail).putShort(24, (short) x).putShort(26, (short) y);
		send(fake.putInt(12, type == 6 ? root : 0));
	}

	Pixels pixels(int x, int y, int width, int height) throws IOException {
		ByteBuffer reply = ask(request(73, 2, 20).putInt(root).putShort((short) x).putShort((short) y).putShort((short) width).putShort((short) height).putInt(-1));
		return new Pixels(width, height, reply.position(32).slice().order(ByteOrder.LITTLE_ENDIAN));
	}

	int minKeycode() {
		return minKeycode;
	}

	/** The symbols of each key, from the smallest code on. */
	List<int[]> keyboard() throws IOException {
		int count = maxKeycode - minKeycode + 1;
		ByteBuffer reply = ask(request(101, 0, 8).put((byte) minKeycode).put((byte) count));
		int each = Byte.toUnsignedInt(reply.get(1));
		List<int[]> keys = new ArrayList<>();
		reply.position(32);
		for (int i = 0; i < count; i++) {
			int[] symbols = new int[each];
			for (int j = 0; j < each; j++) {
				symbols[j] = reply.getInt();
			}
			keys.add(symbols);
		}
		return keys;
	}

	void setKey(int keycode, int symbol) throws IOException {
		send(request(100, 1, 16).put((byte) keycode).put((byte) 2).putShort((short) 0).putInt(symbol).putInt(symbol));
		sync();
	}

	List<Integer> topWindows() throws IOException {
		ByteBuffer reply = ask(request(15, 0, 8).putInt(root));
		List<Integer> windows = new ArrayList<>();
		reply.position(32);
		while (reply.remaining() >= 4) {
			windows.add(reply.getInt());
		}
		return windows;
	}

	int atom(String name) throws IOException {
		byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
		return ask(request(16, 0, 8 + (bytes.length + 3) / 4 * 4).putShort((short) bytes.length).putShort((short) 0).put(bytes)).getInt(8);
	}

	/** A property; empty when a window has none of that name. */
	byte[] property(int window, int property) throws IOException {
		ByteBuffer reply = ask(request(20, 0, 24).putInt(window).putInt(property).putInt(0).putInt(0).putInt(65_536));
		byte[] value = new byte[reply.getInt(16) * (reply.get(1) / 8)];
		reply.position(32).get(value);
		return value;
	}

	boolean isShown(int window) throws IOException {
		return ask(request(3, 0, 8).putInt(window)).get(26) == 2;
	}

	/** What the cross in a window's corner does. */
	void close(int window) throws IOException {
		ByteBuffer event = request(25, 0, 44).putInt(window).putInt(0);
		event.put((byte) CLIENT_MESSAGE).put((byte) 32).putShort((short) 0).putInt(window).putInt(atom("WM_PROTOCOLS")).putInt(atom("WM_DELETE_WINDOW"));
		send(event);
		sync();
	}

	/** The text of the clipboard, as its owner gives it to whoever asks; empty when it has none. */
	String clipboard() throws IOException {
		if (reader == 0) {
			reader = newId;
			send(request(1, 0, 32).putInt(reader).putInt(root).putShort((short) -10).putShort((short) -10).putShort((short) 1).putShort((short) 1).putShort((short) 0)
					.putShort((short) 2).putInt(0));
		}
		int property = atom("BURNCLOUD_TEST");
		send(request(24, 0, 24).putInt(reader).putInt(atom("CLIPBOARD")).putInt(atom("UTF8_STRING")).putInt(property).putInt(0));
		ByteBuffer event = receive(32);
		while ((event.get(0) & 0x7f) != SELECTION_NOTIFY) {
			event = receive(32);
		}
		return event.getInt(20) == 0 ? "" : new String(property(reader, property), StandardCharsets.UTF_8);
	}

	void place(int window, int x, int y, int width, int height) throws IOException {
		send(request(12, 0, 28).putInt(window).putShort((short) 15).putShort((short) 0).putInt(x).putInt(y).putInt(width).putInt(height));
		sync();
	}

	@Override
	public void close() throws IOException {
		channel.close();
	}
}
