/**
 * What lasts, and the settings: the services of {@code com.burncloud.api.store} and {@code com.burncloud.api.settings}.
 * <p>
 * {@link com.burncloud.store.internal.Store} opens the database, the master key and the journal, in this order, and registers their services only when all are
 * good. What stands in the way is one line for the operator, told by {@link com.burncloud.store.internal.StartupFailure}, also when an owner's tables cannot be
 * opened.
 * <ul>
 * <li>Migrations are {@link com.burncloud.store.internal.Migrator}, some hundred lines, and not Flyway: flyway-core 12.0.0 knows no Derby any more (its module for
 * it is not published with that version), is no bundle, finds its parts by ServiceLoader, and brings 3.1 MB with Jackson's databind, for four tables' history.
 * <li>Derby's database is made under another name and then renamed, so that a kill in the first second leaves nothing half-made. It is refused, not repaired or
 * replaced, when it is damaged or somebody else's; so is a PostgreSQL schema that holds other tables.
 * <li>PostgreSQL nodes migrate one after the other by an advisory lock that ends with the transaction, which works behind a transaction pooler too.
 * <li>The journal's queue is a stack taken whole (one compare-and-set an append), its writer works every 20 ms while there is work and sleeps when there is none:
 * a wake-up for each record would cost more than the record. The writer's position, not the file's end, is where bytes go, so a failed write is written over.
 * <li>Each start begins a new segment with its first record. The database may have kept, over a power cut, what the journal lost with its unforced tail; a record
 * written at a place that counts as applied would never be counted.
 * <li>Derby says 08006 when it has shut down well. Its classes come from three jars that share one loader; see the target platform.
 * </ul>
 */
package com.burncloud.store.internal;
