package com.burncloud.store.internal;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;

/** What differs between the two products behind {@link PooledDatabase}. */
interface Engine extends AutoCloseable {

	/** Where it is, for messages; without user and password. */
	String place();

	/** Connections that no pool looks after. */
	DataSource source();

	/** Sets what the pool needs to know about this product. */
	void configure(HikariConfig pool);

	/** Keeps other nodes from migrating until the transaction of this connection ends; blocks until it is this node's turn. */
	void lock(Connection connection) throws SQLException;

	/** One line for the operator: what is wrong with this database, and what to do. */
	String explain(Throwable failure);

	@Override
	void close();
}
