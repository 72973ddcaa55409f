package com.burncloud.api.provider;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The types that are installed, and the folder {@code providers/} from which they come and go. */
@ProviderType
public interface ProviderService {

	/** All types, by name of the type. Any thread; does not block. */
	List<InstalledProvider> list();

	/** All jars in {@code providers/} that became bundles, by name, whatever they bring. Any thread but the UI's: it reads them. */
	List<InstalledJar> jars();

	/**
	 * Puts a jar into {@code providers/} and waits, at most ten seconds, until what it brings is there. Never call it on a UI thread.
	 *
	 * @param name of the jar, without {@code .jar}; empty to take the bundle's symbolic name
	 * @return the types that it brought; none when it brought something else, which {@link #jars} tells
	 * @throws com.burncloud.api.error.InvalidFieldException when the jar is no bundle, does not resolve or brings nothing of what {@link InstalledJar.Brought} names; it is taken out again
	 */
	List<InstalledProvider> install(String name, byte[] jar);

	/**
	 * Removes a jar from {@code providers/} and waits, at most ten seconds, until what it brought is gone. Running streams end well.
	 *
	 * @throws com.burncloud.api.error.UnknownIdException when there is no such jar
	 */
	void remove(String name);
}
