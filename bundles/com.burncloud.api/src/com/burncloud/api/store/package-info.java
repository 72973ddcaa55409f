/**
 * What lasts: the database, the journal, and secrets at rest.
 * <p>
 * The journal is the truth about what was used, the database follows it; see {@link com.burncloud.api.store.Journal}. Tables belong to the bundle that uses them:
 * each opens the database under its own name with its own migrations, and no bundle reads another's tables.
 */
@Version("1.0.0")
package com.burncloud.api.store;

import org.osgi.annotation.versioning.Version;
