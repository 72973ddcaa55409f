package com.burncloud.ui.internal.widget;

/** Rows that can be asked for one by one, such as those of a virtual table. */
public interface Rows<T> {

	int size();

	/** @param index from 0, the row at the top */
	T get(int index);
}
