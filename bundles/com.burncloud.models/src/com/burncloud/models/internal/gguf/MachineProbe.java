package com.burncloud.models.internal.gguf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import com.burncloud.api.model.Machine;

/**
 * Looks at this machine. llama-server knows best which GPUs it can use, so its list counts where it gives one, an empty one, too; else the tools of the cards' makers do,
 * and vulkaninfo where they find nothing. Any thread.
 */
public final class MachineProbe {
	private static final Duration PATIENCE = Duration.ofSeconds(3);
	private static final Duration FRESH = Duration.ofSeconds(5);
	private static final Executor VIRTUAL = task -> Thread.ofVirtual().name("machine-probe").start(task);

	private final Function<List<String>, Optional<String>> tool;
	private final Supplier<Optional<Path>> llamaServer;
	private final Path root;
	private final LongSupplier nanoClock;
	private final ReentrantLock probing = new ReentrantLock();
	private volatile Seen seen;

	private record Seen(List<Machine.Gpu> gpus, OptionalLong freeBytes, long atNanos) {
	}

	/** @param llamaServer the executable where one is known; asked each time */
	public MachineProbe(Supplier<Optional<Path>> llamaServer) {
		this(new Tool(PATIENCE)::output, llamaServer, Path.of("/"), System::nanoTime);
	}

	MachineProbe(Function<List<String>, Optional<String>> tool, Supplier<Optional<Path>> llamaServer, Path root, LongSupplier nanoClock) {
		this.tool = tool;
		this.llamaServer = llamaServer;
		this.root = root;
		this.nanoClock = nanoClock;
	}

	/** The machine as it is; GPUs as they were 5 s ago at most, or a little longer while somebody else is looking. Blocks for 4 s at most, when nobody looked before. */
	public Machine machine() {
		Seen gpus = fresh();
		MainMemory memory = MainMemory.ofSystem(root);
		return new Machine(memory.bytes(), gpus.freeBytes().orElse(memory.freeBytes()), gpus.gpus());
	}

	private Seen fresh() {
		Seen known = seen;
		if (known != null && (isFresh(known) || !probing.tryLock())) {
			return known;
		}
		if (known == null) {
			probing.lock();
		}
		try {
			known = seen;
			if (known == null || !isFresh(known)) {
				known = look();
				seen = known;
			}
			return known;
		} finally {
			probing.unlock();
		}
	}

	private boolean isFresh(Seen known) {
		return nanoClock.getAsLong() - known.atNanos() < FRESH.toNanos();
	}

	/** All tools at once, so that a slow one costs no more than its own time. */
	private Seen look() {
		CompletableFuture<Optional<String>> devices = ask(() -> llamaServer.get().flatMap(path -> tool.apply(List.of(path.toString(), "--list-devices"))));
		CompletableFuture<Optional<String>> nvidia = ask(() -> tool.apply(NvidiaSmi.COMMAND));
		CompletableFuture<Optional<String>> amd = ask(() -> tool.apply(RocmSmi.COMMAND));
		CompletableFuture<Optional<String>> vulkan = ask(() -> tool.apply(VulkanInfo.COMMAND));
		CompletableFuture<Optional<String>> vmStat = ask(() -> tool.apply(List.of("vm_stat")));
		OptionalLong free = vmStat.join().map(MainMemory::freeByVmStat).orElse(OptionalLong.empty());
		return new Seen(List.copyOf(gpus(devices.join(), nvidia.join(), amd.join(), vulkan)), free, nanoClock.getAsLong());
	}

	private static List<Machine.Gpu> gpus(Optional<String> devices, Optional<String> nvidia, Optional<String> amd, CompletableFuture<Optional<String>> vulkan) {
		if (devices.filter(DeviceList::is).isPresent()) {
			return DeviceList.parse(devices.get());
		}
		List<Machine.Gpu> gpus = new ArrayList<>(nvidia.map(NvidiaSmi::parse).orElse(List.of()));
		gpus.addAll(amd.map(RocmSmi::parse).orElse(List.of()));
		return gpus.isEmpty() ? vulkan.join().map(VulkanInfo::parse).orElse(List.of()) : gpus;
	}

	private static CompletableFuture<Optional<String>> ask(Supplier<Optional<String>> question) {
		return CompletableFuture.supplyAsync(question, VIRTUAL).exceptionally(failure -> Optional.empty());
	}
}
