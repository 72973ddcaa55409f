package com.burncloud.remote.internal;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.burncloud.api.token.Pass;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.google.gson.JsonObject;

/** {@code /api/tokens}. */
final class RemoteTokens implements TokenService {
	private static final String TOKENS = "/api/tokens";

	private final ManagementApi api;

	RemoteTokens(ManagementApi api) {
		this.api = api;
	}

	@Override
	public List<Token> list() {
		return api.get(TOKENS, Fields.list(TokenJson::read));
	}

	@Override
	public Optional<Token> find(String id) {
		return token(id).find(Fields.one(TokenJson::read));
	}

	@Override
	public Issued create(TokenDraft draft) {
		return api.call("POST", TOKENS, TokenJson.write(draft), api.pace().call(), Fields.one(TokenJson::issued));
	}

	@Override
	public Token update(String id, TokenDraft draft) {
		return token(id).call("PATCH", "", TokenJson.write(draft), Fields.one(TokenJson::read));
	}

	@Override
	public Issued rotate(String id) {
		return token(id).call("POST", "/rotate", null, Fields.one(TokenJson::issued));
	}

	@Override
	public void delete(String id) {
		token(id).delete();
	}

	@Override
	public Pass pass(String id, Optional<String> channelId) {
		JsonObject body = new JsonObject();
		channelId.ifPresent(channel -> body.addProperty("channel", channel));
		return token(id).call("POST", "/pass", body, Fields.one(TokenJson::pass));
	}

	/** The secret itself is nowhere to be read; its first characters are, and no other token is likely to have them. */
	@Override
	public boolean demoEnabled() {
		Instant now = Instant.now();
		return list().stream().anyMatch(token -> token.enabled() && !token.prefix().isEmpty() && DEMO_SECRET.startsWith(token.prefix())
				&& token.expiresAt().map(now::isBefore).orElse(true));
	}

	private Item token(String id) {
		return new Item(api, "token", TOKENS, id);
	}
}
