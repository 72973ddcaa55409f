/**
 * 令牌: virtual tokens, and the admission of a request on behalf of one.
 * <p>
 * The promise of a quota: <em>settled plus reserved never exceeds the limit</em>. {@link com.burncloud.api.token.Admissions#admit} reserves an upper bound
 * atomically, {@link com.burncloud.api.token.Admission#settle} books what was really used, exactly once, and gives back the rest. Money is integer nano-dollars
 * everywhere.
 */
@Version("1.0.0")
package com.burncloud.api.token;

import org.osgi.annotation.versioning.Version;
