/**
 * 仪表盘: the live log, the figures of the last minute and those of the day minute by minute, made out of events. No HTTP and no widgets: admin and the workbench show what is here.
 * <p>
 * One worker does everything: the event handler puts an event into a bounded queue and returns, since EventAdmin delivers to all handlers of the process on one
 * thread. Figures need no lock on a request's path that way, and a row is looked up once for all who follow the log.
 */
package com.burncloud.dashboard.internal;
