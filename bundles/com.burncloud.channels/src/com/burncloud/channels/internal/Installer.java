package com.burncloud.channels.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

import org.apache.felix.fileinstall.ArtifactInstaller;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import com.burncloud.api.error.ConflictException;
import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.error.UnknownIdException;
import com.burncloud.api.provider.InstalledJar;
import com.burncloud.api.provider.InstalledJar.Brought;
import com.burncloud.api.provider.InstalledProvider;
import com.burncloud.api.provider.ProviderService;
import com.burncloud.api.settings.Settings;

/** Puts jars into the folder and takes them out; File Install does the rest, so a jar that is dropped there by hand is treated alike. */
@Component(service = ProviderService.class, immediate = true)
public final class Installer implements ProviderService {
	private static final long WAIT_MILLIS = 10_000;

	private final BundleContext context;
	private final Providers providers;
	private final ProviderFolder folder;
	private final FolderWatch watch;
	private final Extensions extensions;
	private final ServiceRegistration<ArtifactInstaller> duplicates;

	@Activate
	public Installer(BundleContext context, @Reference Settings settings, @Reference Providers providers) {
		this.context = context;
		this.providers = providers;
		folder = new ProviderFolder(settings.home());
		extensions = new Extensions(context, folder.path(), providers::lookAgain);
		Duplicates copies = new Duplicates(context, folder.path());
		duplicates = context.registerService(ArtifactInstaller.class, copies, null);
		watch = new FolderWatch(context, folder.path(), copies);
	}

	@Deactivate
	void stop() {
		watch.stop();
		extensions.close();
		duplicates.unregister();
	}

	@Override
	public List<InstalledProvider> list() {
		return providers.installed();
	}

	@Override
	public List<InstalledJar> jars() {
		List<InstalledJar> jars = new ArrayList<>();
		for (Bundle bundle : context.getBundles()) {
			if (ProviderFolder.jarOf(folder.path(), bundle).isPresent()) {
				InstalledJar jar = ProviderFolder.describe(folder.path(), bundle);
				Stream<Brought> types = providers.ofJar(jar.name()).stream().map(each -> new Brought(Extension.PROVIDER.kind(), each.info().type()));
				jars.add(new InstalledJar(jar.name(), jar.bundle(), jar.version(), jar.sha256(),
						Stream.concat(types, extensions.of(jar.name()).stream().sorted(Comparator.comparing(Brought::kind).thenComparing(Brought::id))).toList()));
			}
		}
		jars.sort(Comparator.comparing(InstalledJar::name));
		return jars;
	}

	@Override
	public List<InstalledProvider> install(String name, byte[] jar) {
		ProviderJar inspected = ProviderJar.read(jar);
		String wanted = name.isBlank() ? inspected.symbolicName() : name.strip().replaceFirst("\\.jar$", "");
		Path target = folder.jar(wanted);
		refuseClash(inspected, wanted);
		Optional<byte[]> former = folder.content(target);
		folder.put(target, jar);
		String sha256 = ProviderFolder.sha256(jar);
		int expected = Math.max(1, inspected.services());
		waitFor(() -> of(wanted, sha256).size() + extensions.of(wanted, sha256).size() >= expected);
		List<InstalledProvider> brought = of(wanted, sha256);
		if (!brought.isEmpty() || !extensions.of(wanted, sha256).isEmpty()) {
			return brought;
		}
		String complaint = complaint(target, inspected);
		former.ifPresentOrElse(bytes -> folder.put(target, bytes), () -> folder.delete(target));
		throw new InvalidFieldException("jar", "'" + inspected.symbolicName() + "' brought no provider within " + WAIT_MILLIS / 1_000 + " s and was taken out again: "
				+ complaint);
	}

	@Override
	public void remove(String name) {
		Path jar = folder.jar(name);
		if (!Files.isRegularFile(jar)) {
			throw new UnknownIdException("provider jar", name);
		}
		folder.delete(jar);
		waitFor(() -> providers.ofJar(name).isEmpty() && extensions.of(name).isEmpty());
	}

	private List<InstalledProvider> of(String jar, String sha256) {
		return providers.ofJar(jar).stream().filter(installed -> installed.sha256().equals(sha256)).toList();
	}

	/** The framework knows a bundle by name and version, and the first one wins: a second would only lie there. */
	private void refuseClash(ProviderJar jar, String wanted) {
		for (Bundle bundle : context.getBundles()) {
			boolean same = jar.symbolicName().equals(bundle.getSymbolicName());
			Optional<Path> file = ProviderFolder.jarOf(folder.path(), bundle);
			if (same && !file.map(path -> path.getFileName().toString()).equals(Optional.of(wanted + ".jar"))) {
				throw new ConflictException("The bundle '" + jar.symbolicName() + "' is there already, " + file.map(path -> nameOf(path))
						.map(name -> "from the jar '" + name + ".jar'. To replace that, give its name (--name " + name + ", or ?name=" + name
								+ "); or remove it first.")
						.orElse("as a built-in one; give yours another Bundle-SymbolicName."));
			}
		}
	}

	private static String nameOf(Path jar) {
		return jar.getFileName().toString().replaceFirst("\\.jar$", "");
	}

	private void waitFor(BooleanSupplier condition) {
		try {
			providers.await(condition, WAIT_MILLIS);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt(); // whoever interrupts gets what is there now
		}
	}

	private String complaint(Path jar, ProviderJar inspected) {
		for (Bundle bundle : context.getBundles()) {
			if (ProviderFolder.jarOf(folder.path(), bundle).equals(Optional.of(jar))) {
				return complaint(bundle);
			}
		}
		return "the folder for providers is not watched, or the bundle was refused; see the log.";
	}

	/** Why a bundle does not run, in the framework's words; starting it once more makes the resolver speak. */
	static String complaint(Bundle bundle) {
		try {
			if (bundle.getState() != Bundle.ACTIVE) {
				bundle.start(Bundle.START_TRANSIENT);
			}
			return bundle.getState() == Bundle.ACTIVE ? "it runs, but registered no service; does its component wait for a reference that is not there?"
					: "it is not started.";
		} catch (BundleException e) {
			Throwable cause = e.getCause() == null ? e : e.getCause();
			return (e.getMessage() + (cause == e || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")")).replaceAll("\\s+", " ").strip();
		}
	}
}
