package com.burncloud.models.internal.gguf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.burncloud.api.model.Machine;
import com.burncloud.api.model.Machine.Gpu;

class MachineProbeTest {
	private static final long MIB = 1L << 20;
	private static final String DEVICES = "0.00.000.188 I srv  llama_server: initializing ...\nAvailable devices:\n"
			+ "  CUDA0: NVIDIA GeForce RTX 4090 (24563 MiB, 23972 MiB free)\n  Vulkan1: AMD Radeon RX 6800 (RADV NAVI21) (16368 MiB, 16120 MiB free)\n"
			+ "  BLAS: Accelerate (0 MiB, 0 MiB free)\n";
	private static final String NVIDIA = "NVIDIA GeForce RTX 4090, 24564, 23028\nNVIDIA GB10, [N/A], [N/A]\nTesla V100-SXM2-16GB, 16384, 16380\n";
	private static final String ROCM = "WARNING: AMD GPU device(s) is/are in a low-power state.\n"
			+ "{\"card0\": {\"Card Series\": \"AMD Radeon RX 7900 XTX\", \"VRAM Total Memory (B)\": \"25753026560\", \"VRAM Total Used Memory (B)\": \"27848704\"}, "
			+ "\"card1\": {\"Card series\": \"N/A\"}, \"system\": {\"Driver version\": \"6.8.5\"}}\n";
	private static final String VULKAN = """
			==========
			VULKANINFO
			==========
			Device Properties and Extensions:
			=================================
			GPU0:
			VkPhysicalDeviceProperties:
			---------------------------
				apiVersion        = 1.3.274 (4206866)
				deviceType        = PHYSICAL_DEVICE_TYPE_DISCRETE_GPU
				deviceName        = AMD Radeon RX 6800 (RADV NAVI21)
			VkPhysicalDeviceMemoryProperties:
			---------------------------------
			memoryHeaps: count = 2
				memoryHeaps[0]:
					size   = 8321499136 (0x1f0000000) (7.75 GiB)
					budget = 8000000000 (0x1dcd65000) (7.45 GiB)
					usage  = 0 (0x00000000) (0.00 B)
					flags:
						None
				memoryHeaps[1]:
					size   = 17163091968 (0x3ff000000) (15.98 GiB)
					budget = 16800000000 (0x3e95ba800) (15.65 GiB)
					usage  = 300000000 (0x11e1a300) (286.10 MiB)
					flags: count = 1
						MEMORY_HEAP_DEVICE_LOCAL_BIT
			memoryTypes: count = 11
			GPU1:
			VkPhysicalDeviceProperties:
				deviceType        = PHYSICAL_DEVICE_TYPE_CPU
				deviceName        = llvmpipe (LLVM 15.0.7, 256 bits)
			memoryHeaps: count = 1
				memoryHeaps[0]:
					size   = 16679415808 (0x3e22c1000) (15.53 GiB)
					flags: count = 1
						MEMORY_HEAP_DEVICE_LOCAL_BIT
			""";

	@Test
	void readsLlamaServersList() {
		assertTrue(DeviceList.is(DEVICES));
		assertEquals(List.of(new Gpu("NVIDIA GeForce RTX 4090", 24_563 * MIB, 23_972 * MIB, "llama-server"),
				new Gpu("AMD Radeon RX 6800 (RADV NAVI21)", 16_368 * MIB, 16_120 * MIB, "llama-server")), DeviceList.parse(DEVICES));
		assertEquals(List.of(), DeviceList.parse("Available devices:\n  (none)\n"));
		assertEquals(List.of(new Gpu("Apple M2", 10_922 * MIB, 10_922 * MIB, DeviceList.SHARED)),
				DeviceList.parse("Available devices:\n  Metal: Apple M2 (10922 MiB, 10922 MiB free)\n"));
		assertEquals(false, DeviceList.is("error: invalid argument: --list-devices"));
	}

	@Test
	void readsNvidiaSmi() {
		assertEquals(List.of(new Gpu("NVIDIA GeForce RTX 4090", 24_564 * MIB, 23_028 * MIB, "nvidia-smi"), new Gpu("Tesla V100-SXM2-16GB", 16_384 * MIB, 16_380 * MIB, "nvidia-smi")),
				NvidiaSmi.parse(NVIDIA));
		assertEquals(List.of(), NvidiaSmi.parse("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n"));
	}

	@Test
	void readsRocmSmi() {
		assertEquals(List.of(new Gpu("AMD Radeon RX 7900 XTX", 25_753_026_560L, 25_753_026_560L - 27_848_704, "rocm-smi")), RocmSmi.parse(ROCM));
		for (String broken : new String[] { "", "No AMD GPUs", "{", "[1]", "{\"card0\": 5}", "{\"card0\": {\"VRAM Total Memory (B)\": {}}}" }) {
			assertEquals(List.of(), RocmSmi.parse(broken), broken);
		}
	}

	@Test
	void readsVulkanInfo() {
		assertEquals(List.of(new Gpu("AMD Radeon RX 6800 (RADV NAVI21)", 17_163_091_968L, 16_500_000_000L, "vulkaninfo")), VulkanInfo.parse(VULKAN));
		assertEquals(List.of(), VulkanInfo.parse("Cannot create Vulkan instance."));
	}

	private static Function<List<String>, Optional<String>> tools(Map<String, String> outputs, List<String> asked) {
		return command -> {
			asked.add(command.getFirst());
			return Optional.ofNullable(outputs.get(command.getFirst()));
		};
	}

	private static List<String> sources(Map<String, String> outputs) {
		var probe = new MachineProbe(tools(outputs, Collections.synchronizedList(new ArrayList<>())), () -> Optional.of(Path.of("llama-server")), Path.of("/"), () -> 0);
		return probe.machine().gpus().stream().map(Gpu::source).toList();
	}

	@Test
	void believesLlamaServerFirst() {
		assertEquals(List.of("llama-server", "llama-server"), sources(Map.of("llama-server", DEVICES, "nvidia-smi", NVIDIA)));
		assertEquals(List.of(), sources(Map.of("llama-server", "Available devices:\n  (none)\n", "nvidia-smi", NVIDIA)), "this build cannot use it");
		assertEquals(List.of("nvidia-smi", "nvidia-smi", "rocm-smi"), sources(Map.of("nvidia-smi", NVIDIA, "rocm-smi", ROCM, "vulkaninfo", VULKAN)));
		assertEquals(List.of("vulkaninfo"), sources(Map.of("llama-server", "usage: llama-server", "vulkaninfo", VULKAN)));
		assertEquals(List.of(), sources(Map.of()));
	}

	@Test
	void looksAgainAfterAWhile() {
		List<String> asked = Collections.synchronizedList(new ArrayList<>());
		var now = new AtomicLong(Long.MAX_VALUE - 5); // clocks may overflow
		var probe = new MachineProbe(tools(Map.of("nvidia-smi", NVIDIA), asked), Optional::empty, Path.of("/"), now::get);
		probe.machine();
		probe.machine();
		assertEquals(1, Collections.frequency(asked, "nvidia-smi"));
		now.addAndGet(Duration.ofSeconds(6).toNanos());
		probe.machine();
		assertEquals(2, Collections.frequency(asked, "nvidia-smi"));
		assertEquals(0, Collections.frequency(asked, "llama-server"));
	}

	@Test
	void nobodyWaitsForASecondLook() throws Exception {
		var now = new AtomicLong();
		var slow = new CountDownLatch(1);
		var asked = new CountDownLatch(1);
		var probe = new MachineProbe(command -> {
			if (now.get() > 0 && command.equals(NvidiaSmi.COMMAND)) {
				asked.countDown();
				try {
					slow.await();
				} catch (InterruptedException e) {
					Thread.currentThread().interrupt();
				}
			}
			return command.equals(NvidiaSmi.COMMAND) ? Optional.of(NVIDIA) : Optional.empty();
		}, Optional::empty, Path.of("/"), now::get);
		Machine first = probe.machine();
		now.set(Duration.ofMinutes(1).toNanos());
		CompletableFuture<Machine> looking = CompletableFuture.supplyAsync(probe::machine, task -> Thread.ofVirtual().start(task));
		assertTrue(asked.await(10, TimeUnit.SECONDS));
		CompletableFuture<Machine> other = CompletableFuture.supplyAsync(probe::machine, task -> Thread.ofVirtual().start(task));
		assertEquals(first.gpus(), other.get(10, TimeUnit.SECONDS).gpus(), "what was seen before");
		assertEquals(false, looking.isDone());
		slow.countDown();
		assertEquals(first.gpus(), looking.get(10, TimeUnit.SECONDS).gpus());
	}

	@Test
	void endsToolsThatHang() {
		if (!Files.isExecutable(Path.of("/bin/sh"))) {
			Assumptions.abort("SKIPPED (LOUD): no shell here");
		}
		long from = System.nanoTime();
		assertEquals(Optional.empty(), new Tool(Duration.ofMillis(200)).output(List.of("/bin/sh", "-c", "echo early; exec sleep 60")));
		assertTrue(System.nanoTime() - from < Duration.ofSeconds(20).toNanos());
		assertTrue(ProcessHandle.current().children().noneMatch(child -> child.info().arguments().map(List::of).orElse(List.of()).equals(List.of("60"))), "it was ended");
		assertEquals(Optional.of("out\n"), new Tool(Duration.ofSeconds(20)).output(List.of("/bin/sh", "-c", "echo out; echo err >&2")));
		assertEquals(Optional.empty(), new Tool(Duration.ofSeconds(20)).output(List.of("/bin/sh", "-c", "echo out; exit 3")));
		assertEquals(Optional.empty(), new Tool(Duration.ofSeconds(20)).output(List.of("no-such-tool-anywhere")));
	}

	@Test
	void findsThisMachine() {
		Machine machine = new MachineProbe(Optional::empty).machine();
		assertTrue(machine.ramBytes() >= machine.ramFreeBytes() && machine.ramFreeBytes() > 64 * MIB && machine.ramBytes() > 256 * MIB, machine::toString);
	}

	private static void put(Path root, String file, String text) throws IOException {
		Files.createDirectories(root.resolve(file).getParent());
		Files.writeString(root.resolve(file), text);
	}

	@Test
	void readsLinuxWithinTheLimitsOfItsGroups(@TempDir Path root) throws IOException {
		put(root, "proc/meminfo", "MemTotal:       24684740 kB\nMemFree:         1234567 kB\nMemAvailable:   22641000 kB\nBuffers: 1 kB\n");
		assertEquals(new MainMemory(24_684_740L << 10, 22_641_000L << 10), MainMemory.ofSystem(root));
		put(root, "proc/self/cgroup", "12:memory:/old\n0::/app.slice/burncloud.service\n");
		put(root, "sys/fs/cgroup/app.slice/burncloud.service/memory.max", "max\n");
		assertEquals(24_684_740L << 10, MainMemory.ofSystem(root).bytes());
		put(root, "sys/fs/cgroup/app.slice/memory.max", (8L << 30) + "\n");
		put(root, "sys/fs/cgroup/app.slice/memory.current", (5L << 30) + "\n");
		put(root, "sys/fs/cgroup/app.slice/memory.stat", "anon 1\ninactive_file " + (2L << 30) + "\nactive_file 7\n");
		assertEquals(new MainMemory(8L << 30, 5L << 30), MainMemory.ofSystem(root), "caches count as free");
		put(root, "sys/fs/cgroup/memory.max", (4L << 30) + "\n");
		put(root, "sys/fs/cgroup/memory.current", (6L << 30) + "\n");
		assertEquals(new MainMemory(4L << 30, 0), MainMemory.ofSystem(root));
		put(root, "proc/self/cgroup", "0::/../../../../proc\n");
		assertEquals(new MainMemory(4L << 30, 0), MainMemory.ofSystem(root));
	}

	@Test
	void readsMacsStatistics() {
		assertEquals(OptionalLong.of((100L + 2000 + 30 + 4) * 16_384), MainMemory.freeByVmStat("""
				Mach Virtual Memory Statistics: (page size of 16384 bytes)
				Pages free:                                     100.
				Pages active:                                 99999.
				Pages inactive:                                2000.
				Pages speculative:                               30.
				Pages throttled:                                  0.
				Pages wired down:                              8888.
				Pages purgeable:                                  4.
				"""));
		assertEquals(OptionalLong.empty(), MainMemory.freeByVmStat("vm_stat: not here"));
	}
}
