package com.burncloud.store.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

import com.burncloud.api.store.Secrets;

/** AES-256-GCM with a random 96-bit nonce; the context is authenticated beside the text. Sealed: {@code v1.} and the base64 of nonce, ciphertext and tag. */
final class SealedSecrets implements Secrets {

	private static final String VERSION = "v1.";
	private static final String CIPHER = "AES/GCM/NoPadding";
	private static final int NONCE_BYTES = 12;
	private static final int TAG_BITS = 128;

	private final SecretKey key;
	private final SecureRandom random = new SecureRandom();

	SealedSecrets(SecretKey key) {
		this.key = key;
	}

	@Override
	public String seal(String plaintext, String context) {
		try {
			byte[] nonce = new byte[NONCE_BYTES];
			random.nextBytes(nonce);
			byte[] plain = plaintext.getBytes(StandardCharsets.UTF_8);
			byte[] sealed = new byte[NONCE_BYTES + plain.length + TAG_BITS / 8];
			System.arraycopy(nonce, 0, sealed, 0, NONCE_BYTES);
			cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
			return VERSION + Base64.getEncoder().withoutPadding().encodeToString(sealed);
		} catch (GeneralSecurityException e) {
			throw new IllegalStateException("A secret could not be sealed: this Java lacks " + CIPHER, e);
		}
	}

	@Override
	public String unseal(String sealed, String context) {
		if (!sealed.startsWith(VERSION)) {
			throw new IllegalStateException("A sealed secret (" + context + ") is of a format that this version does not know");
		}
		try {
			byte[] bytes = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
			if (bytes.length < NONCE_BYTES + TAG_BITS / 8) {
				throw unreadable(context);
			}
			byte[] nonce = java.util.Arrays.copyOf(bytes, NONCE_BYTES);
			return new String(cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES), StandardCharsets.UTF_8);
		} catch (GeneralSecurityException | IllegalArgumentException e) {
			// Without the cause: an exception of a provider is nobody's promise to hold no part of the text.
			throw unreadable(context);
		}
	}

	private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
		Cipher cipher = Cipher.getInstance(CIPHER);
		cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
		cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
		return cipher;
	}

	private static IllegalStateException unreadable(String context) {
		return new IllegalStateException("A sealed secret (" + context + ") cannot be opened: it was sealed under another master key or for something else, or was changed");
	}
}
