package com.burncloud.models.internal.gguf;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.burncloud.api.model.Fit;
import com.burncloud.api.model.Fit.Verdict;
import com.burncloud.api.model.FitQuestion;
import com.burncloud.api.model.Machine;

/** Reckons whether a model fits a machine: weights by the files' sizes, the cache by formula, the rest by a measured rule, each rather too much than too little. */
public final class FitReckoner {
	/** Left free of each GPU, as llama-server's own {@code --fit-target}, and of main memory. */
	static final long MARGIN_BYTES = 1L << 30;
	private static final int CONTEXT_UNTOLD = 4096;
	private static final int CONTEXT_AT_MOST = 1 << 24;

	private FitReckoner() {
	}

	/** Reckons for a deployment as llama-server makes it where nobody says otherwise. */
	public static Fit fit(Shards shards, long fileBytes, FitQuestion question, Machine machine) {
		return fit(shards, fileBytes, question, Manner.DEFAULT, machine);
	}

	/**
	 * Reckons.
	 *
	 * @param fileBytes of all files of the model, and of the projector where there is one
	 */
	public static Fit fit(Shards shards, long fileBytes, FitQuestion question, Manner manner, Machine machine) {
		Header header = shards.first();
		long context = question.contextTokens() > 0 ? question.contextTokens() : header.own("context_length").orElse(CONTEXT_UNTOLD);
		context = Math.clamp(context, 1, CONTEXT_AT_MOST);
		Optional<KeyValueCache> cache = KeyValueCache.of(header);
		if (cache.isEmpty()) {
			return notUnderstood(header, fileBytes, (int) context, machine);
		}
		try {
			return fit(Need.of(shards, cache.get(), fileBytes, context, manner), question.gpuLayers(), (int) context, machine);
		} catch (ArithmeticException e) {
			return notUnderstood(header, fileBytes, (int) context, machine);
		}
	}

	private static Fit fit(Need need, int asked, int context, Machine machine) {
		List<Machine.Gpu> gpus = machine.gpus();
		int layers = gpus.isEmpty() ? 0 : asked < 0 ? most(need, machine) : Math.min(asked, need.all());
		long ram = need.ramBytes(layers);
		long vram = need.vramBytes(layers);
		boolean vramFits = layers == 0 || vram <= vramRoom(need, machine);
		boolean ramFits = ram + (shared(machine) ? vram : 0) <= machine.ramFreeBytes() - MARGIN_BYTES;
		Verdict verdict = !vramFits || !ramFits ? Verdict.DOES_NOT_FIT : gpus.isEmpty() || layers == need.all() ? Verdict.FITS : Verdict.FITS_PARTLY;
		return new Fit(verdict, layers, context, need.weightsBytes(), need.cacheBytes(), ram, vram, reason(need, verdict, layers, vramFits, context, machine));
	}

	/** As many layers as the GPUs have room for. */
	private static int most(Need need, Machine machine) {
		long room = vramRoom(need, machine);
		int layers = need.all();
		while (layers > 0 && need.vramBytes(layers) > room) {
			layers--;
		}
		return layers;
	}

	/** Of all GPUs together, each less its margin; layers are not cut, so each further GPU may leave the room of one unused. */
	private static long vramRoom(Need need, Machine machine) {
		long room = 0;
		int used = 0;
		for (Machine.Gpu gpu : machine.gpus()) {
			long free = gpu.vramFreeBytes() - MARGIN_BYTES - (used == 0 ? 0 : need.computeBytes() + need.largestLayerBytes());
			if (free > 0) {
				room += free;
				used++;
			}
		}
		return room;
	}

	private static boolean shared(Machine machine) {
		return machine.gpus().stream().anyMatch(gpu -> gpu.source().equals(DeviceList.SHARED));
	}

	private static String reason(Need need, Verdict verdict, int layers, boolean vramFits, int context, Machine machine) {
		String has = size(machine.ramFreeBytes()) + " of main memory" + (machine.gpus().isEmpty() ? "" : " and " + size(vramFree(machine)) + " of GPU memory")
				+ " are free, of which 1 GiB each is left to others";
		String needs = "It needs " + size(need.ramBytes(layers)) + " of main memory" + (layers == 0 ? "" : " and " + size(need.vramBytes(layers)) + " of GPU memory")
				+ " with a context of " + context + " tokens; " + has;
		return switch (verdict) {
			case FITS -> needs + ".";
			case FITS_PARTLY -> needs + "; " + layers + " of " + need.all() + " layers lie on the GPU, the others run slower on the processor.";
			default -> needs + "; " + (vramFits ? "a smaller quantization or a shorter context would help." : "fewer GPU layers would help.");
		};
	}

	private static Fit notUnderstood(Header header, long fileBytes, int context, Machine machine) {
		long room = machine.ramFreeBytes() + (shared(machine) ? 0 : vramFree(machine));
		String name = header.architecture().length() > 40 || header.architecture().isEmpty() ? "its architecture" : "the architecture '" + header.architecture() + "'";
		if (fileBytes > room) {
			return new Fit(Verdict.DOES_NOT_FIT, 0, context, fileBytes, 0, fileBytes, 0,
					"Its weights alone take " + size(fileBytes) + ", and only " + size(room) + " of memory are free; a smaller quantization would help.");
		}
		return new Fit(Verdict.UNKNOWN, 0, context, fileBytes, 0, fileBytes, 0, "Its weights take " + size(fileBytes) + " of the " + size(room)
				+ " that are free; what " + name + " needs for its context is not known to this program.");
	}

	private static long vramFree(Machine machine) {
		return machine.gpus().stream().mapToLong(Machine.Gpu::vramFreeBytes).sum();
	}

	static String size(long bytes) {
		double gib = bytes / (double) (1L << 30);
		return gib >= 0.95 ? String.format(Locale.ROOT, "%.1f GiB", gib) : Math.max(0, Math.ceilDiv(bytes, 1L << 20)) + " MiB";
	}
}
