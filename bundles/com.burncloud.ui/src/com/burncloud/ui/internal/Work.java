package com.burncloud.ui.internal;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

import javax.net.ssl.SSLException;

import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.core.runtime.Status;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.HubException;
import com.burncloud.api.server.ServerAwayException;

/**
 * Everything that may wait for a network, a disk or a lock: it runs as an Eclipse job, and its result comes back on the UI thread, unless the control that it is for
 * has gone meanwhile.
 */
public final class Work {
	private static final Logger LOG = LoggerFactory.getLogger(Work.class);
	/** Why a server cannot be reached, where the cause tells, the most telling first: the bundle that looked says it in English only. */
	private static final List<Map.Entry<Class<? extends Throwable>, String>> AWAY = List.of(Map.entry(UnresolvedAddressException.class, "away.host"),
			Map.entry(UnknownHostException.class, "away.host"), Map.entry(SSLException.class, "away.untrusted"), Map.entry(HttpTimeoutException.class, "away.silent"),
			Map.entry(ConnectException.class, "away.refused"));

	private final Display display;
	private final Consumer<String> complain;
	private final Texts texts = Texts.of(Work.class);
	private final Set<Job> running = ConcurrentHashMap.newKeySet();

	/** @param complain shows a sentence to the person; called on the UI thread */
	Work(Display display, Consumer<String> complain) {
		this.display = display;
		this.complain = complain;
	}

	/** Runs a task; a failure is told to the person as a sentence. */
	public <T> Job run(String title, Control owner, Callable<T> task, Consumer<T> done) {
		return run(title, owner, cancelled -> task.call(), done, failure -> complain.accept(sentence(failure)));
	}

	/** Runs a task; a failure goes to {@code failed}, on the UI thread. */
	public <T> Job run(String title, Control owner, Callable<T> task, Consumer<T> done, Consumer<Exception> failed) {
		return run(title, owner, cancelled -> task.call(), done, failed);
	}

	/** A task that looks now and then whether it was cancelled. */
	public interface Cancellable<T> {
		T call(BooleanSupplier cancelled) throws Exception;
	}

	/**
	 * @return the job, to be cancelled; then neither {@code done} nor {@code failed} is called. Its thread is not interrupted: it may be inside the embedded
	 *         database, whose files an interrupt would close
	 */
	public <T> Job run(String title, Control owner, Cancellable<T> task, Consumer<T> done, Consumer<Exception> failed) {
		Job job = new Job(title) {
			@Override
			protected IStatus run(IProgressMonitor monitor) {
				try {
					T result = task.call(monitor::isCanceled);
					back(owner, monitor, () -> done.accept(result));
				} catch (Exception failure) {
					if (!expected(failure)) {
						LOG.warn("{} failed", title, failure);
					}
					back(owner, monitor, () -> failed.accept(failure));
				}
				return Status.OK_STATUS;
			}
		};
		job.setSystem(false);
		running.add(job);
		job.addJobChangeListener(new org.eclipse.core.runtime.jobs.JobChangeAdapter() {
			@Override
			public void done(org.eclipse.core.runtime.jobs.IJobChangeEvent event) {
				running.remove(job);
			}
		});
		job.schedule();
		return job;
	}

	private void back(Control owner, IProgressMonitor monitor, Runnable result) {
		if (!display.isDisposed()) {
			display.asyncExec(() -> {
				if (!monitor.isCanceled() && !owner.isDisposed()) {
					result.run();
				}
			});
		}
	}

	private static boolean expected(Exception failure) {
		return failure instanceof InvalidFieldException || failure instanceof HubException || failure instanceof ConflictException || failure instanceof UnknownIdException
				|| failure instanceof ServerAwayException || failure instanceof InterruptedException;
	}

	/** What to say to a person: the cause and, where it is known, what to do. */
	public String sentence(Exception failure) {
		return away(failure).orElseGet(() -> expected(failure) && failure.getMessage() != null ? Said.here(failure.getMessage())
				: texts.get("work.failed", String.valueOf(failure.getMessage() == null ? failure : failure.getMessage())));
	}

	private Optional<String> away(Exception failure) {
		return failure instanceof ServerAwayException
				? AWAY.stream().filter(each -> causes(failure).anyMatch(each.getKey()::isInstance)).findFirst().map(each -> texts.get(each.getValue()))
				: Optional.empty();
	}

	private static Stream<Throwable> causes(Throwable failure) {
		return Stream.iterate(failure, cause -> cause != null, Throwable::getCause);
	}

	/** Whether anything is under way. */
	public boolean busy() {
		return !running.isEmpty();
	}

	void cancelAll() {
		running.forEach(Job::cancel);
	}
}
