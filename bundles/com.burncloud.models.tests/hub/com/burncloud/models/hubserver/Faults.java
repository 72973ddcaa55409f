package com.burncloud.models.hubserver;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The plan of what goes wrong: rules, each for some requests and a number of times. Any thread. */
public final class Faults {

	private record Rule(Predicate<Request> where, List<Fault> faults, AtomicInteger left) {
	}

	private final List<Rule> rules = new CopyOnWriteArrayList<>();

	/** Each request that the predicate accepts. */
	public Faults always(Predicate<Request> where, Fault... faults) {
		return times(Integer.MAX_VALUE, where, faults);
	}

	/** The next request that the predicate accepts. */
	public Faults once(Predicate<Request> where, Fault... faults) {
		return times(1, where, faults);
	}

	/** The next so many requests that the predicate accepts; rules that were added first take them first. */
	public Faults times(int count, Predicate<Request> where, Fault... faults) {
		rules.add(new Rule(where, List.of(faults), new AtomicInteger(count)));
		return this;
	}

	/** From now on all goes well. */
	public Faults clear() {
		rules.clear();
		return this;
	}

	/**
	 * Requests for a file's bytes go wrong one after the other, each in a way and at a place that the seed decides; after so many all goes well.
	 *
	 * @param fileBytes length of the file
	 */
	public Faults random(long seed, long fileBytes, int requests) {
		Random random = new Random(seed);
		for (int i = 0; i < requests; i++) {
			Predicate<Request> where = random.nextInt(4) == 0 ? Request::content : at(Place.CDN);
			once(where, any(random, fileBytes));
		}
		return this;
	}

	/** Requests to one place. */
	public static Predicate<Request> at(Place place) {
		return request -> request.place() == place;
	}

	private static Fault any(Random random, long fileBytes) {
		long offset = random.nextLong(fileBytes);
		return switch (random.nextInt(16)) {
		case 0, 1 -> new Fault.Cut(offset);
		case 2, 3 -> new Fault.Reset(offset);
		case 4 -> new Fault.Slow(200_000 + random.nextInt(2_000_000));
		case 5, 6 -> new Fault.WrongByte(offset);
		case 7 -> new Fault.NoRange();
		case 8 -> new Fault.WrongRange(1 + random.nextInt(1_000));
		case 9 -> new Fault.Truncated(offset);
		case 10 -> new Fault.Changed();
		case 11 -> new Fault.NoLength();
		case 12 -> new Fault.Hangup();
		case 13 -> new Fault.Expired();
		case 14 -> new Fault.Status(random.nextBoolean() ? 500 : 503);
		default -> new Fault.Status(429, Map.of("Retry-After", "1"));
		};
	}

	/** What shall go wrong with this request; of several rules the first that still holds. */
	List<Fault> on(Request request) {
		for (Rule rule : rules) {
			if (rule.where().test(request) && rule.left().getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
				return rule.faults();
			}
		}
		return List.of();
	}

	/** A copy of what is still to come, to look at. */
	public List<List<Fault>> left() {
		List<List<Fault>> left = new ArrayList<>();
		rules.stream().filter(rule -> rule.left().get() > 0).forEach(rule -> left.add(rule.faults()));
		return left;
	}
}
