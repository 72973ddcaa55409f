package com.burncloud.ui.internal.channels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Which priorities make an order true. Only the moved ones change where there is room between their new neighbours; else those above are raised together, so that
 * channels which share a priority, and so the load, go on sharing it.
 */
final class Reorder {

	/** Where something is dropped. */
	enum Place {
		BEFORE, ON, AFTER
	}

	private Reorder() {
	}

	/**
	 * @param ordered all keys, highest priority first
	 * @param moved those that are moved
	 * @param target not one of them
	 * @return the new priorities, of those alone that change; in the order of {@code ordered}
	 */
	static Map<String, Integer> moved(List<String> ordered, ToIntFunction<String> priority, Set<String> moved, String target, Place place) {
		List<String> rest = ordered.stream().filter(key -> !moved.contains(key)).toList();
		List<String> movers = ordered.stream().filter(moved::contains).toList();
		Map<String, Integer> wanted = new LinkedHashMap<>();
		if (place == Place.ON) {
			movers.forEach(key -> wanted.put(key, priority.applyAsInt(target)));
		} else {
			int cut = rest.indexOf(target) + (place == Place.AFTER ? 1 : 0);
			between(rest.subList(0, cut), movers, rest.subList(cut, rest.size()), priority, wanted);
		}
		wanted.entrySet().removeIf(entry -> entry.getValue() == priority.applyAsInt(entry.getKey()));
		return wanted;
	}

	private static void between(List<String> above, List<String> movers, List<String> below, ToIntFunction<String> priority, Map<String, Integer> wanted) {
		List<Integer> levels = new ArrayList<>(movers.stream().map(priority::applyAsInt).distinct().toList());
		int top;
		if (below.isEmpty()) {
			top = above.isEmpty() ? levels.size() : priority.applyAsInt(above.getLast()) - 1;
		} else {
			top = priority.applyAsInt(below.getFirst()) + levels.size();
			int lift = above.isEmpty() ? 0 : top + 1 - priority.applyAsInt(above.getLast());
			if (lift > 0) {
				above.forEach(key -> wanted.put(key, priority.applyAsInt(key) + lift));
			}
		}
		for (String key : movers) {
			wanted.put(key, top - levels.indexOf(priority.applyAsInt(key)));
		}
	}
}
