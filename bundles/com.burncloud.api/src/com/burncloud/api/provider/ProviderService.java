package com.burncloud.api.provider;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The types that are installed, and the folder {@code providers/} from which they come and go. */
@ProviderType
public interface ProviderService {

	/** All types, by name of the type. Any thread; does not block. */
	List<InstalledProvider> list();

	/**
	 * Puts a jar into {@code providers/} and waits, at most ten seconds, until its types are there. Never call it on a UI thread.
	 *
	 * @param name of the jar, without {@code .jar}; empty to take the bundle's symbolic name
	 * @return the types that it brought
	 * @throws com.burncloud.api.error.InvalidFieldException when the jar is no bundle, does not resolve or brings no provider; it is taken out again
	 */
	List<InstalledProvider> install(String name, byte[] jar);

	/**
	 * Removes a jar from {@code providers/} and waits, at most ten seconds, until its types are gone. Running streams end well.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such jar
	 */
	void remove(String name);
}
