/**
 * The model {@code echo}: says back what it was told, over real HTTP, so that a fresh installation answers before any key is entered and tests have an upstream
 * that does what they want. It is an ordinary channel type to everybody else; only that its upstream is a servlet in the same Jetty.
 * <p>
 * The servlet answers to a bearer that this process invents at its start and only the provider knows: clients reach it through the gateway, accounted for, or not
 * at all.
 * <p>
 * <b>Tokens</b> are counted by a rule that is easy to check by hand: one for each CJK character, one for each begun four of the other characters in a row. The
 * same pieces are what a stream consists of.
 * <p>
 * <b>Options</b> stand on the first line of the last user message, which is then not part of the answer; {@code echo: help} answers with this list:
 * <pre>
 * line     = "echo:" { " " option }
 * option   = "help"               answer with the grammar
 *          | "delay=" millis      wait before the first byte
 *          | "chunk-delay=" millis  wait before each piece of a stream
 *          | "repeat=" count      say the text so many times, separated by a space
 *          | "tokens=" count      make the answer exactly so many tokens long, by repeating or cutting it
 *          | "status=" 400..599   answer with this status and OpenAI's error envelope
 *          | "retry-after=" seconds  put this header on the answer with status=
 *          | "error=after-" count   send an error event after so many pieces; a whole answer is a 500
 *          | "error=cut-" count   cut the connection after so many pieces
 * </pre>
 */
package com.burncloud.provider.echo.internal;
