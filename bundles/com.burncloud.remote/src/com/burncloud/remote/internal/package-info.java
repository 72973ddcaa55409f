/**
 * A gateway far away, behind the same services as one of this process: each call is a call of its management API.
 * <p>
 * Nothing is kept here that the server knows better, but for the channels' health within a second or two, since a page asks for it row by row. A call has a time
 * limit and is never repeated: what was not answered may have been done. Two streams are kept open while somebody follows them, the live log and the events; they
 * are asked for again with growing pauses, and the live log goes on behind the last row that came. One thread looks every few seconds whether the server is there,
 * at once when a call fails; it alone says LOST and REACHED, the latter when the streams are open again, so that who then reads everything anew misses nothing.
 * <p>
 * The admin key stands in one field of one class and in no message.
 */
package com.burncloud.remote.internal;
