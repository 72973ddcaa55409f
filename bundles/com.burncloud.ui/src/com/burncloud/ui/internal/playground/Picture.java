package com.burncloud.ui.internal.playground;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

import org.eclipse.swt.SWT;
import org.eclipse.swt.SWTException;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;

/**
 * An image that goes with a message. Made beside the UI thread: it reads files and decodes.
 *
 * @param type its media type
 * @param bytes as they are sent; not copied
 * @param small to be shown
 */
record Picture(String name, String type, byte[] bytes, ImageData small) {
	static final int SMALL = 80;
	/** With the third that Base64 adds it stays well within what gateways and vendors take. */
	static final int MOST_BYTES = 10 << 20;

	/** It is neither PNG nor JPEG, or too large; the message is the key of a sentence. */
	static final class Unfit extends Exception {
		private static final long serialVersionUID = 1L;

		Unfit(String key) {
			super(key, null, false, false);
		}
	}

	static Picture of(Path file) throws IOException, Unfit {
		if (Files.size(file) > MOST_BYTES) {
			throw new Unfit("image.large");
		}
		return of(file.getFileName().toString(), Files.readAllBytes(file));
	}

	/** From the clipboard. */
	static Picture of(String name, ImageData data) throws Unfit {
		ImageLoader loader = new ImageLoader();
		loader.data = new ImageData[] { data };
		ByteArrayOutputStream png = new ByteArrayOutputStream();
		loader.save(png, SWT.IMAGE_PNG);
		return of(name, png.toByteArray());
	}

	private static Picture of(String name, byte[] bytes) throws Unfit {
		if (bytes.length > MOST_BYTES) {
			throw new Unfit("image.large");
		}
		boolean png = bytes.length > 8 && bytes[0] == (byte) 0x89 && bytes[1] == 'P' && bytes[2] == 'N' && bytes[3] == 'G';
		boolean jpeg = bytes.length > 3 && bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xd8;
		if (!png && !jpeg) {
			throw new Unfit("image.kind");
		}
		try {
			ImageData whole = new ImageLoader().load(new ByteArrayInputStream(bytes))[0];
			double scale = Math.min(1, (double) SMALL / Math.max(whole.width, whole.height));
			return new Picture(name, png ? "image/png" : "image/jpeg", bytes,
					whole.scaledTo(Math.max(1, (int) (whole.width * scale)), Math.max(1, (int) (whole.height * scale))));
		} catch (SWTException unreadable) {
			throw new Unfit("image.kind");
		}
	}

	String dataUrl() {
		return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes);
	}

	/** Two are the same when they are one. */
	@Override
	public boolean equals(Object other) {
		return this == other;
	}

	@Override
	public int hashCode() {
		return System.identityHashCode(this);
	}
}
