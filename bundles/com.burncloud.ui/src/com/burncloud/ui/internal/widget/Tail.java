package com.burncloud.ui.internal.widget;

import java.util.List;
import java.util.function.Predicate;

/**
 * The last rows of something that goes on, newest first, and of them those that pass a filter. Adding costs what is added, however many there are already; the
 * oldest go when it is full. One thread.
 */
public final class Tail<T> implements Rows<T> {
	private final Ring<T> all;
	private final Ring<T> shown;
	private Predicate<T> filter = row -> true;

	public Tail(int capacity) {
		all = new Ring<>(capacity);
		shown = new Ring<>(capacity);
	}

	/**
	 * @param batch oldest first
	 * @return how many of them pass the filter: so many rows are new at the top
	 */
	public int add(List<T> batch) {
		int passed = 0;
		for (T row : batch) {
			if (all.isFull() && shown.size() > 0 && shown.oldest() == all.oldest()) {
				shown.dropOldest();
			}
			all.add(row);
			if (filter.test(row)) {
				shown.add(row);
				passed++;
			}
		}
		return passed;
	}

	/** Goes through all rows once. */
	public void filter(Predicate<T> newFilter) {
		filter = newFilter;
		shown.clear();
		for (int age = all.size() - 1; age >= 0; age--) {
			if (filter.test(all.get(age))) {
				shown.add(all.get(age));
			}
		}
	}

	public void clear() {
		all.clear();
		shown.clear();
	}

	/** How many there are, whether they pass the filter or not. */
	public int total() {
		return all.size();
	}

	@Override
	public int size() {
		return shown.size();
	}

	@Override
	public T get(int index) {
		return shown.get(index);
	}

	/** A ring that grows up to its capacity. */
	private static final class Ring<T> {
		private final int capacity;
		private Object[] slots = new Object[256];
		private int first;
		private int size;

		Ring(int capacity) {
			this.capacity = capacity;
		}

		int size() {
			return size;
		}

		boolean isFull() {
			return size == capacity;
		}

		void add(T row) {
			if (isFull()) {
				dropOldest();
			} else if (size == slots.length) {
				grow();
			}
			slots[(first + size++) % slots.length] = row;
		}

		private void grow() {
			Object[] larger = new Object[Math.min(capacity, slots.length * 2)];
			for (int i = 0; i < size; i++) {
				larger[i] = slots[(first + i) % slots.length];
			}
			slots = larger;
			first = 0;
		}

		void dropOldest() {
			slots[first] = null;
			first = (first + 1) % slots.length;
			size--;
		}

		T oldest() {
			return get(size - 1);
		}

		/** @param age 0 is the newest */
		@SuppressWarnings("unchecked")
		T get(int age) {
			return (T) slots[(first + size - 1 - age) % slots.length];
		}

		void clear() {
			slots = new Object[256];
			first = 0;
			size = 0;
		}
	}
}
