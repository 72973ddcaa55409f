package com.burncloud.api.token;

import java.util.List;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The tokens. Any thread; reading does not block, writing waits for the database (milliseconds) and is seen by the next request.
 * Each change posts an event of {@code com/burncloud/token/*}.
 */
@ProviderType
public interface TokenService {

	/** The token that the first start makes, so that the first request needs no other; accepted from loopback only. */
	String DEMO_SECRET = "sk-burncloud-demo";

	/** All tokens, oldest first. */
	List<Token> list();

	Optional<Token> find(String id);

	/** @throws com.burncloud.api.error.InvalidFieldException for a field that cannot be */
	Issued create(TokenDraft draft);

	/** @throws com.burncloud.api.error.UnknownIdException when there is no such token */
	Token update(String id, TokenDraft draft);

	/**
	 * Gives the token a new secret; the old one is refused from the next request on.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such token
	 */
	Issued rotate(String id);

	/** @throws com.burncloud.api.error.UnknownIdException when there is no such token */
	void delete(String id);

	/**
	 * Lets the operator call as a token, whose own secret nobody knows: the requests count against its quota and limits and are logged under its name; its
	 * allowed addresses do not apply. Kept in memory, for an hour.
	 *
	 * @param channelId the one channel that its requests go to, whatever its health; empty: as for any client
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such token
	 */
	Pass pass(String id, Optional<String> channelId);

	/** Whether {@link #DEMO_SECRET} would still be accepted. */
	boolean demoEnabled();

	/**
	 * A token with its secret, which is shown this once and stored nowhere: only its hash is.
	 */
	record Issued(Token token, String secret) {

		/** Without the secret. */
		@Override
		public String toString() {
			return "Issued[" + token.id() + "]";
		}
	}
}
