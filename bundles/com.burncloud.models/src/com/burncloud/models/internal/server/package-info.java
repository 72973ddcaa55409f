/**
 * llama-server, from the executable to the channel that a model is offered as.
 * <p>
 * <b>Finding.</b> {@link com.burncloud.models.internal.server.Executables} looks at the {@link com.burncloud.models.internal.server.Places}, and what a build
 * understands is read from its {@code --help} ({@link com.burncloud.models.internal.server.Flags}): flags come and go. Nothing is passed that does not stand there;
 * an option that the build lacks is refused before anything starts. {@code -ngl -1} is never passed: to older builds it means none.
 * <p>
 * <b>Running.</b> Each deployed model has a {@link com.burncloud.models.internal.server.Runner}, straight code on one virtual thread: room in the memory, a port, a
 * process, ready, served, gone. A {@link com.burncloud.models.internal.server.Run} is one process. It is ready when {@code /health} says so and when who listens lets
 * in our key and nobody without it: then it is no stranger who took the port. One that never ran fails at once, with what its last lines mean
 * ({@link com.burncloud.models.internal.server.Cause}); one that ran, or was ended by a signal, starts again after 1, 4 and 15 s; the fourth crash in a row is the
 * last. Five minutes without a crash begin a new row.
 * <p>
 * <b>Requests</b> come through the {@link com.burncloud.models.internal.server.Door}: while the model runs they pass, while it is loaded they wait, 64 at most and five
 * minutes at most. A model is offered from its first readiness on (with {@code onRequest} from the deployment on) until it is stopped or has failed.
 * <p>
 * <b>Sleep.</b> After {@code idleUnloadMinutes} without a request a model with {@code onRequest} sleeps, and the next request wakes it; one without is stopped. When
 * memory is short, models load one after the other, and the idle one that was used least recently must sleep ({@link com.burncloud.models.internal.server.Room});
 * that one the next request wakes in any case, for nobody wanted it gone.
 * <p>
 * <b>The end of the gateway</b> ends all processes, five seconds at most. What was deployed then is deployed again at the next start
 * ({@link com.burncloud.models.internal.server.Deployed}), however the gateway ended; stopping a model, or its failure, takes it off. Processes that a killed gateway
 * left behind are found by their pid files and ended at the next start ({@link com.burncloud.models.internal.server.PidFiles}). The system could do it at once (Job
 * Objects on Windows, {@code PR_SET_PDEATHSIG} on Linux), but not without native code, which the headless product does not have. On Windows a process cannot be
 * asked to end, either: there asking is killing.
 */
package com.burncloud.models.internal.server;
