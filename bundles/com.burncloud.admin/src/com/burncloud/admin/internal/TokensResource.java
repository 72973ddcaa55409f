package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.google.gson.JsonObject;

/** {@code /api/tokens}. */
@Component(service = Resource.class)
public final class TokensResource implements Resource {
	private final TokenService tokens;

	@Activate
	public TokensResource(@Reference TokenService tokens) {
		this.tokens = tokens;
	}

	@Override
	public List<Route> routes() {
		return List.of(
				Route.of("GET", "/api/tokens", call -> call.ok(Json.array(tokens.list(), TokenJson::write))),
				Route.of("POST", "/api/tokens", this::create),
				Route.of("GET", "/api/tokens/{id}", call -> call.ok(TokenJson.write(find(call)))),
				Route.of("PATCH", "/api/tokens/{id}", this::change),
				Route.of("DELETE", "/api/tokens/{id}", this::delete),
				Route.of("POST", "/api/tokens/{id}/rotate", call -> call.ok(withSecret(tokens.rotate(call.path("id"))))));
	}

	private void create(Call call) throws IOException {
		TokenService.Issued issued = tokens.create(TokenJson.read(call.json(), TokenJson.NEW));
		call.created("/api/tokens", issued.token().id(), withSecret(issued));
	}

	private void change(Call call) throws IOException {
		Token stored = find(call);
		call.ok(TokenJson.write(tokens.update(stored.id(), TokenJson.read(call.json(), TokenDraft.of(stored)))));
	}

	private void delete(Call call) {
		tokens.delete(call.path("id"));
		call.deleted();
	}

	private Token find(Call call) {
		return tokens.find(call.path("id")).orElseThrow(() -> Problem.unknown("token", call.path("id")));
	}

	private static JsonObject withSecret(TokenService.Issued issued) {
		JsonObject object = TokenJson.write(issued.token());
		object.addProperty("secret", issued.secret());
		return object;
	}
}
