package com.burncloud.admin.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

import com.burncloud.api.channel.ChannelService;
import com.burncloud.api.token.Pass;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService;
import com.google.gson.JsonObject;

/** {@code /api/tokens}. */
@Component(service = Resource.class)
public final class TokensResource implements Resource {
	private final TokenService tokens;

	@Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
	private volatile ChannelService channels;

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
				Route.of("POST", "/api/tokens/{id}/rotate", call -> call.ok(withSecret(tokens.rotate(call.path("id"))))),
				Route.of("POST", "/api/tokens/{id}/pass", this::pass));
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

	/** Whoever has the admin key may call as any token: so it is asked for by POST, like all that makes something. */
	private void pass(Call call) throws IOException {
		Optional<String> channel = call.optionalJson().map(body -> Fields.of(body, Set.of("channel"))).flatMap(
				fields -> fields.<Optional<String>> read("channel", Optional.empty(), Optional.empty(), (from, name) -> Optional.of(from.text(name))));
		Token token = find(call);
		ChannelService present = channels;
		if (present != null && channel.isPresent() && present.find(channel.get()).isEmpty()) {
			throw Problem.field("channel", "There is no channel with the id '" + channel.get() + "'. Leave it out to have the requests routed as any others.");
		}
		Pass pass = tokens.pass(token.id(), channel);
		JsonObject object = new JsonObject();
		object.addProperty("secret", pass.secret());
		object.add("expiresAt", Json.time(pass.expiresAt()));
		call.made(object);
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
