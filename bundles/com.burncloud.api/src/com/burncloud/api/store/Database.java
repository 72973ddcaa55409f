package com.burncloud.api.store;

import java.util.List;

import javax.sql.DataSource;

import org.osgi.annotation.versioning.ProviderType;

/** The one database of a node: embedded Derby in the data folder, or PostgreSQL. SQL given to it must run on both. */
@ProviderType
public interface Database {

	/**
	 * Brings the tables of one owner up to date and answers the connection pool, which all owners share. Blocks for as long as the migrations take; call it
	 * when a component is activated, never on a request's path.
	 *
	 * @param owner the bundle's short name, such as {@code tokens}; its tables start with it
	 * @param versions the scripts of version 1, 2, ... in order; a script is SQL statements, each ended by a semicolon at a line's end. A version that has
	 *        run is never changed again, only followed by another
	 * @throws IllegalStateException when a script fails or a version that has run was changed since; the message names owner and version
	 */
	DataSource open(String owner, List<String> versions);

	/** One word or sentence for {@code /health}: {@code ok}, or what is wrong. Blocks at most two seconds. */
	String status();

	/** The product and version, such as {@code Apache Derby 10.17}. Does not block. */
	String product();
}
