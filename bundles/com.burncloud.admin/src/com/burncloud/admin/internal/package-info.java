/**
 * The control plane: the management API under {@code /api}, {@code /health} and {@code /metrics}.
 * <p>
 * Decisions worth keeping:
 * <ul>
 * <li>Each resource is a component of its own with its services as constructor references, and {@link com.burncloud.admin.internal.AdminServlet} takes them as
 * they come and go. A domain bundle that is stopped takes its resource with it and nothing else: the rest answers on, and its own paths answer 503.</li>
 * <li>The key is asked for before the path is looked at, so that nobody without it learns which paths there are. The {@code Host} and {@code Origin} checks come
 * before the key: a web page that was talked into calling 127.0.0.1 learns nothing at all (DNS rebinding).</li>
 * <li>JSON is read strictly: an unknown field is refused, since a mistyped {@code enabeld} that is ignored costs somebody an evening. Fields that only read
 * (such as {@code health}) are let through unread, so that what GET gave can be sent back by PUT.</li>
 * <li>PUT replaces, what is missing gets its default, a missing or masked {@code apiKey} keeps the stored one. PATCH changes the fields given; {@code null} is the
 * default. Maps and lists are replaced as a whole; {@code timeouts} are patched one by one.</li>
 * <li>Metrics: Micrometer's core, and its own Prometheus text here ({@link com.burncloud.admin.internal.PrometheusText}): the Prometheus registry cannot be
 * resolved in OSGi, since prometheus-metrics-exposition-textformats 1.3 to 1.6 imports a package that no bundle exports.</li>
 * </ul>
 */
package com.burncloud.admin.internal;
