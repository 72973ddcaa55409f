package com.burncloud.models.internal.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.EventAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.model.DeployOptions;
import com.burncloud.api.model.Deployment;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.LlamaServer;
import com.burncloud.api.model.LocalModel;
import com.burncloud.api.model.Machine;
import com.burncloud.api.model.ModelReport;
import com.burncloud.api.model.ModelService;
import com.burncloud.api.settings.Settings;
import com.burncloud.models.internal.gguf.Machines;
import com.burncloud.models.internal.library.Library;
import com.burncloud.models.internal.library.Shelved;

/** The library's models, and how each runs. */
@Component(service = ModelService.class, immediate = true)
public final class Models implements ModelService {
	private static final Logger LOG = LoggerFactory.getLogger(Models.class);
	/** In the data folder, for pid files, key files and the marks of deployed models. */
	private static final String RUN_FOLDER = "run";

	private final Library library;
	private final Executables executables;
	private final MemoryNeed need;
	private final Machines machines;
	private final Loopback loopback;
	private final Runners runners;
	private final Map<String, String> notDeployed = new ConcurrentHashMap<>();

	@Activate
	public Models(BundleContext context, @Reference Library library, @Reference Executables executables, @Reference Machines machines, @Reference Settings settings,
			@Reference EventAdmin events) {
		this(context, library, executables, machines, settings.home().resolve(RUN_FOLDER), events, Limits.DEFAULT, Memory.of(machines::machine), new Inspection(machines));
	}

	Models(BundleContext context, Library library, Executables executables, Machines machines, Path run, EventAdmin events, Limits limits, Memory memory,
			MemoryNeed need) {
		this.library = library;
		this.executables = executables;
		this.machines = machines;
		this.need = need;
		loopback = new Loopback();
		PidFiles pidFiles = new PidFiles(run);
		pidFiles.sweep();
		Deployed deployed = new Deployed(run);
		runners = new Runners(new Workshop(new Ports(), new Room(memory, limits.memoryWait()), pidFiles, loopback, limits, run), new Offers(context), new News(events),
				deployed);
		List<String> again = deployed.ids();
		if (!again.isEmpty()) {
			Thread.ofVirtual().name("models deployed again").start(() -> again.forEach(this::deployAgain));
		}
	}

	@Deactivate
	void close() throws IOException {
		runners.close();
		loopback.close();
	}

	private void deployAgain(String id) {
		try {
			Optional<Shelved> model = library.find(id);
			if (model.isEmpty()) {
				runners.stop(id); // it is no longer there, and shall not come up when another gets its name
				return;
			}
			if (runners.find(id).isEmpty()) {
				launch(model.get(), model.get().options());
			}
		} catch (ConflictException | InvalidFieldException e) {
			notDeployed.put(id, e.getMessage());
			LOG.warn("Model {} was deployed when the gateway ended, and cannot be now: {}", id, e.getMessage());
		}
	}

	@Override
	public List<LocalModel> list() {
		return library.all().stream().map(this::local).sorted((one, other) -> one.id().compareTo(other.id())).toList();
	}

	@Override
	public Optional<LocalModel> find(String id) {
		return library.find(id).map(this::local);
	}

	private LocalModel local(Shelved model) {
		return new LocalModel(model.id(), model.title(), model.file().toString(), model.sizeBytes(), model.facts(), model.quantization(), model.sha256(),
				model.origin(), model.adopted(), model.projectors().stream().map(Path::toString).toList(), model.error(), model.addedAt(), model.options(),
				deployment(model.id()));
	}

	private Deployment deployment(String id) {
		return runners.find(id).map(Runner::deployment).or(() -> Optional.ofNullable(notDeployed.get(id)).map(Standing::failed)).orElse(Deployment.NONE);
	}

	@Override
	public List<LocalModel> adopt(String path) {
		try {
			return library.adopt(Path.of(path)).stream().map(this::local).toList();
		} catch (InvalidPathException e) {
			throw new InvalidFieldException("path", "'" + path + "' is no path on this system: " + e.getReason() + ".");
		}
	}

	@Override
	public void delete(String id) {
		shelved(id);
		runners.stop(id);
		library.delete(id);
		runners.forget(id);
		notDeployed.remove(id);
	}

	@Override
	public ModelReport inspect(String id, FitQuestion question) {
		return new Inspection(machines).report(shelved(id), question);
	}

	@Override
	public LocalModel deploy(String id, DeployOptions options) {
		Shelved model = shelved(id);
		OptionsCheck.check(options);
		launch(model, options);
		return local(library.remember(id, options));
	}

	private void launch(Shelved model, DeployOptions options) {
		model.error().ifPresent(error -> {
			throw new ConflictException("Model '" + model.id() + "' cannot be run: " + error);
		});
		if (!Files.isReadable(model.file())) {
			throw new ConflictException("The file '" + model.file() + "' of model '" + model.id() + "' is gone or cannot be read.");
		}
		Build build = executables.build();
		runners.deploy(Launch.of(model, options, build, need.bytes(model, options)));
		notDeployed.remove(model.id());
	}

	@Override
	public LocalModel stop(String id) {
		Shelved model = shelved(id);
		runners.stop(id);
		notDeployed.remove(id);
		return local(model);
	}

	@Override
	public List<String> output(String id) {
		shelved(id);
		return runners.find(id).map(Runner::output).orElse(List.of());
	}

	private Shelved shelved(String id) {
		return library.find(id).orElseThrow(() -> new UnknownIdException("model", id));
	}

	@Override
	public LlamaServer llamaServer() {
		return executables.look();
	}

	@Override
	public Machine machine() {
		return machines.machine();
	}

	@Override
	public List<Leftover> leftovers() {
		return library.leftovers();
	}

	@Override
	public void removeLeftover(String name) {
		library.removeLeftover(name);
	}
}
