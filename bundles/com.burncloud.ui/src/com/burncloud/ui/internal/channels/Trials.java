package com.burncloud.ui.internal.channels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.widgets.Control;

import com.burncloud.api.channel.Channel;
import com.burncloud.api.channel.ChannelProbe;
import com.burncloud.api.server.Server;
import com.burncloud.ui.internal.Workbench;

/** Tests of channels: those that run, and what came of the last one of each channel. UI thread. */
final class Trials {

	/** The last test of a channel. */
	sealed interface Trial {
		record Running(Job job) implements Trial {
		}

		record Done(ChannelProbe.Result result) implements Trial {
		}

		/** The gateway itself could not be asked. */
		record Failed(String sentence) implements Trial {
		}
	}

	private final Workbench workbench;
	private final Words words;
	private final Control owner;
	private final Runnable changed;
	private final Runnable finished;
	private final Map<String, Trial> trials = new HashMap<>();

	/**
	 * @param changed called when a test begins or ends
	 * @param finished called besides when it ends: the channel's health is another now
	 */
	Trials(Workbench workbench, Words words, Control owner, Runnable changed, Runnable finished) {
		this.workbench = workbench;
		this.words = words;
		this.owner = owner;
		this.changed = changed;
		this.finished = finished;
	}

	Optional<Trial> of(String id) {
		return Optional.ofNullable(trials.get(id));
	}

	/** @param model empty: the first that each lists */
	void run(Server server, List<Channel> channels, Optional<String> model) {
		List<String> good = new ArrayList<>();
		List<String> bad = new ArrayList<>();
		for (Channel channel : channels) {
			if (trials.get(channel.id()) instanceof Trial.Running) {
				continue;
			}
			Job job = workbench.work().run(words.get("job.test", channel.name()), owner, () -> server.probe().test(channel.id(), model), result -> {
				(result.ok() ? good : bad).add(channel.name());
				finished(channel.id(), new Trial.Done(result), channels, good, bad);
			}, failure -> {
				bad.add(channel.name());
				finished(channel.id(), new Trial.Failed(workbench.work().sentence(failure)), channels, good, bad);
			});
			trials.put(channel.id(), new Trial.Running(job));
		}
		changed.run();
	}

	private void finished(String id, Trial trial, List<Channel> channels, List<String> good, List<String> bad) {
		trials.put(id, trial);
		changed.run();
		finished.run();
		if (channels.size() > 1 && good.size() + bad.size() == channels.size()) {
			workbench.toast(bad.isEmpty() ? words.get("tested.all", channels.size()) : words.get("tested.some", good.size(), bad.size(), String.join(words.get("and"), bad)));
		}
	}

	void cancel(String id) {
		if (trials.get(id) instanceof Trial.Running running) {
			running.job().cancel();
			trials.remove(id);
			changed.run();
		}
	}

	void forget(String id) {
		trials.remove(id);
	}
}
