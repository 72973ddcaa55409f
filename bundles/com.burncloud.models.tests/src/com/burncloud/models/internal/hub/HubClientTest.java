package com.burncloud.models.internal.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.burncloud.api.model.HubAnswer;
import com.burncloud.api.model.HubException;
import com.burncloud.api.model.HubInfo;
import com.burncloud.api.model.HubProblem.Kind;
import com.burncloud.api.model.HubRequest;
import com.burncloud.api.model.ModelHub;
import com.burncloud.models.hubserver.Fault;
import com.burncloud.models.hubserver.Faults;
import com.burncloud.models.hubserver.Place;
import com.burncloud.models.hubserver.Request;

class HubClientTest {
	private final House house = new House();
	private final ModelHub hub = house.hubs.hub("huggingface");
	private final HubRequest request = hub.files(House.QWEN, "");

	@AfterEach
	void close() {
		house.close();
	}

	private HubAnswer ask(Duration limit) {
		return house.client.ask(hub, request, House.QWEN, Deadline.in(limit));
	}

	private HubException refused(Duration limit) {
		return assertThrows(HubException.class, () -> ask(limit));
	}

	private int asked() {
		return house.server.requests(Place.HUGGING_FACE).size();
	}

	@ParameterizedTest
	@ValueSource(ints = { 500, 502, 503, 408 })
	void whatIsOutOfOrderIsAskedTwiceMore(int status) {
		house.server.faults().times(2, Faults.at(Place.HUGGING_FACE), new Fault.Status(status));
		assertEquals(200, ask(Duration.ofSeconds(20)).status());
		assertEquals(3, asked());
		house.server.faults().times(3, Faults.at(Place.HUGGING_FACE), new Fault.Status(status));
		assertEquals(Kind.UNAVAILABLE, refused(Duration.ofSeconds(20)).problem().kind());
		assertEquals(6, asked());
	}

	@Test
	void connectionsThatBreakAreTriedAgain() {
		house.server.faults().once(Faults.at(Place.HUGGING_FACE), new Fault.Hangup()).once(Faults.at(Place.HUGGING_FACE), new Fault.Reset(20));
		assertEquals(200, ask(Duration.ofSeconds(20)).status());
		assertEquals(3, asked());
	}

	@Test
	void aHubThatIsNotThereIsSaidSo() {
		house.server.close();
		HubException gone = refused(Duration.ofSeconds(20));
		assertEquals(Kind.UNAVAILABLE, gone.problem().kind());
		assertTrue(gone.getMessage().contains("Hugging Face") && gone.getMessage().contains("127.0.0.1"), gone.getMessage());
	}

	@Test
	void aSilentHubCostsNoMoreThanTheDeadline() {
		house.server.faults().always(Faults.at(Place.HUGGING_FACE), new Fault.Silent());
		long began = System.nanoTime();
		assertEquals(Kind.UNAVAILABLE, refused(Duration.ofMillis(700)).problem().kind());
		assertTrue(System.nanoTime() - began < 5_000_000_000L);
	}

	@Test
	void anAnswerThatDripsCostsNoMoreThanTheDeadline() {
		house.server.faults().always(Faults.at(Place.HUGGING_FACE), new Fault.Slow(100));
		long began = System.nanoTime();
		assertEquals(Kind.UNAVAILABLE, refused(Duration.ofMillis(700)).problem().kind());
		assertTrue(System.nanoTime() - began < 5_000_000_000L);
	}

	@Test
	void aRefusalIsNotAskedAgain() {
		house.server.faults().always(Faults.at(Place.HUGGING_FACE), new Fault.Status(404, Map.of("X-Error-Code", "RepoNotFound")));
		assertEquals(Kind.NO_REPOSITORY, refused(Duration.ofSeconds(20)).problem().kind());
		assertEquals(1, asked());
	}

	@Test
	void aShortWaitIsWaitedFor() {
		house.server.faults().once(Faults.at(Place.HUGGING_FACE), new Fault.Status(429, Map.of("Retry-After", "1")));
		long began = System.nanoTime();
		assertEquals(200, ask(Duration.ofSeconds(20)).status());
		assertTrue(System.nanoTime() - began >= 990_000_000L);
		assertEquals(2, asked());
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void aLongWaitIsToldAndTheHubLeftInPeace(boolean retryAfter) {
		house.server.rateLimit(1, Duration.ofSeconds(60), retryAfter);
		ask(Duration.ofSeconds(20));
		HubException wait = refused(Duration.ofSeconds(20));
		assertEquals(Kind.RATE_LIMITED, wait.problem().kind());
		long seconds = wait.problem().retryAfter().orElseThrow().toSeconds();
		assertTrue(seconds > 50 && seconds <= 60, "retry after " + seconds);
		assertEquals(1, asked(), "the first answer said that none is left, so no second request was sent");
	}

	@Test
	void aWaitMayBeToldAsADate() {
		String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(100));
		house.server.faults().always(Faults.at(Place.HUGGING_FACE), new Fault.Status(429, Map.of("Retry-After", date)));
		long seconds = refused(Duration.ofSeconds(20)).problem().retryAfter().orElseThrow().toSeconds();
		assertTrue(seconds > 90 && seconds <= 100, "retry after " + seconds);
	}

	@Test
	void aWaitThatCannotBeReadIsShort() {
		for (String strange : List.of("soon", "-5", "99999999999999", "Wed, 01 Jan 2020 00:00:00 GMT")) {
			try (House other = new House()) {
				other.server.faults().always(Faults.at(Place.HUGGING_FACE), new Fault.Status(429, Map.of("Retry-After", strange)));
				ModelHub asked = other.hubs.hub("huggingface");
				HubException wait = assertThrows(HubException.class, () -> other.client.ask(asked, asked.files(House.QWEN, ""), "", Deadline.in(Duration.ofSeconds(20))));
				assertTrue(wait.problem().retryAfter().orElseThrow().compareTo(Duration.ofMinutes(1)) < 0, strange);
			}
		}
	}

	@Test
	void a429WithoutAnotherWordIsPatientToo() {
		house.server.faults().always(Faults.at(Place.HUGGING_FACE), new Fault.Status(429));
		HubException wait = refused(Duration.ofSeconds(20));
		assertEquals(Kind.RATE_LIMITED, wait.problem().kind());
		assertTrue(wait.problem().retryAfter().isPresent());
		assertEquals(1, asked());
	}

	@Test
	void theTokenGoesToTheHubAndNowhereElse() throws Exception {
		ask(Duration.ofSeconds(20));
		house.read(house.address("huggingface"), 0, 10);
		house.read(house.address("hf-mirror"), 0, 10);
		house.read(house.address("modelscope"), 0, 10);
		house.client.ask(house.hubs.hub("hf-mirror"), house.hubs.hub("hf-mirror").files(House.QWEN, ""), House.QWEN, Deadline.in(Duration.ofSeconds(20)));
		for (Place place : Place.values()) {
			assertTrue(!house.server.requests(place).isEmpty());
			for (Request each : house.server.requests(place)) {
				assertEquals(place == Place.HUGGING_FACE, each.token().filter(House.TOKEN::equals).isPresent(), each.toString());
			}
		}
	}

	@Test
	void aMirrorThatSendsHomeDoesNotTakeTheTokenAlong() throws Exception {
		house.server.mirrorSendsHome(true);
		house.read(house.address("hf-mirror"), 0, 10);
		assertEquals(1, house.server.requests(Place.HUGGING_FACE).size());
		assertTrue(house.server.requests().stream().noneMatch(each -> each.header("authorization").isPresent()));
	}

	@Test
	void aRedirectFromTheHubToAnotherServerLosesTheToken() {
		house.server.faults().once(Faults.at(Place.HUGGING_FACE), new Fault.Status(307, Map.of("Location", house.server.mirror() + "/api/models")));
		assertEquals(200, ask(Duration.ofSeconds(20)).status());
		assertTrue(house.server.requests(Place.HUGGING_FACE).getFirst().token().isPresent());
		assertTrue(house.server.requests(Place.MIRROR).getFirst().header("authorization").isEmpty());
	}

	@Test
	void aStrangersOwnTokenStaysWithItsServer() {
		HubRequest own = new HubRequest("GET", request.uri(), Map.of("Authorization", "Bearer mine", "X-Other", "1"), "");
		ModelHub stranger = new HuggingFace(new HubInfo("x", Map.of("en", "X"), URI.create("http://127.0.0.1:1"), true));
		house.server.token("mine", false);
		house.server.faults().once(Faults.at(Place.HUGGING_FACE), new Fault.Status(302, Map.of("Location", house.server.mirror() + "/api/models")));
		assertEquals(200, house.client.ask(stranger, own, "", Deadline.in(Duration.ofSeconds(20))).status());
		assertEquals("Bearer mine", house.server.requests(Place.HUGGING_FACE).getFirst().header("authorization").orElseThrow());
		Request second = house.server.requests(Place.MIRROR).getFirst();
		assertTrue(second.header("authorization").isEmpty());
		assertEquals("1", second.header("x-other").orElseThrow());
	}

	@Test
	void aCircleEnds() {
		house.server.faults().always(Faults.at(Place.HUGGING_FACE), new Fault.Status(302, Map.of("Location", "/api/models")));
		HubException circle = refused(Duration.ofSeconds(20));
		assertEquals(Kind.OTHER, circle.problem().kind());
		assertEquals(11, asked());
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://127.0.0.1/x", "file:///etc/passwd", "http:///x" })
	void aRedirectToSomethingElseIsNotFollowed(String location) {
		house.server.faults().always(Faults.at(Place.HUGGING_FACE), new Fault.Status(302, Map.of("Location", location)));
		assertEquals(Kind.OTHER, refused(Duration.ofSeconds(20)).problem().kind());
	}

	@Test
	void somethingElseThanAListIsAProblemAndNoCrash() {
		house.server.faults().always(Faults.at(Place.HUGGING_FACE), new Fault.Status(200));
		HubException strange = assertThrows(HubException.class, () -> house.repositories.list("huggingface", House.QWEN, ""));
		assertEquals(Kind.UNAVAILABLE, strange.problem().kind());
		assertTrue(strange.getMessage().contains("sha"), strange.getMessage());
	}
}
