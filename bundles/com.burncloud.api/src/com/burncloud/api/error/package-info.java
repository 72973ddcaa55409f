/**
 * How a service says no.
 * <p>
 * Two worlds, two kinds. On the data plane a request is declined with the checked {@link com.burncloud.api.error.RefusedException}: a code, a status and a
 * sentence, which the gateway puts into the client's dialect in one place. On the control plane a caller's mistake is one of three unchecked exceptions
 * ({@code InvalidFieldException} 400, {@code UnknownIdException} 404, {@code ConflictException} 409), which the management API and the workbench show as they are.
 * Every message says what happened, names the value, and says what to do; none holds a secret.
 */
@Version("1.0.0")
package com.burncloud.api.error;

import org.osgi.annotation.versioning.Version;
