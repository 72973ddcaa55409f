package com.burncloud.models.internal.server;

/** Excerpts of what builds of llama-server print to --help. */
final class Helps {

	/** Of v0.5.0, 2026. */
	static final String NEW = """
			----- common params -----

			-h,    --help, --usage                  print usage and exit
			--version                               show version and build info
			-t,    --threads N                      number of CPU threads to use during generation (default: -1)
			                                        (env: LLAMA_ARG_THREADS)
			-c,    --ctx-size N                     size of the prompt context (default: 0, 0 = loaded from model)
			                                        (env: LLAMA_ARG_CTX_SIZE)
			-fa,   --flash-attn [on|off|auto]       set Flash Attention use ('on', 'off', or 'auto', default: 'auto')
			                                        (env: LLAMA_ARG_FLASH_ATTN)
			-ctk,  --cache-type-k TYPE              KV cache data type for K
			                                        allowed values: f32, f16, bf16, q8_0, q4_0, q4_1, iq4_nl, q5_0, q5_1
			                                        (default: f16)
			                                        (env: LLAMA_ARG_CACHE_TYPE_K)
			-ctv,  --cache-type-v TYPE              KV cache data type for V
			                                        allowed values: f32, f16, bf16, q8_0, q4_0, q4_1, iq4_nl, q5_0, q5_1
			                                        (default: f16)
			-lm,   --load-mode MODE                 model loading mode (default: auto)
			                                        - auto: mmap, unless a device does not support it
			                                        --none: a line that looks like an option and is none
			-dev,  --device <dev1,dev2,..>          comma-separated list of devices to use for offloading (none = don't
			                                        offload)
			--repack, -nr, --no-repack              whether to enable weight repacking (default: enabled)
			-ngl,  --gpu-layers, --n-gpu-layers N   max. number of layers to store in VRAM, either an exact number,
			                                        'auto', or 'all' (default: auto)
			                                        (env: LLAMA_ARG_N_GPU_LAYERS)
			-m,    --model FNAME                    model path to load
			                                        (env: LLAMA_ARG_MODEL)
			-np,   --parallel N                     number of server slots (default: -1, -1 = auto)
			-mm,   --mmproj FILE                    path to a multimodal projector file. see tools/mtmd/README.md
			-a,    --alias STRING                   set model name aliases, comma-separated (to be used by API)
			--host HOST                             IP addresses to listen on, comma-separated
			--port PORT                             port to listen (default: 8080)
			--ui,  --webui, --no-ui, --no-webui     whether to enable the Web UI (default: enabled)
			--api-key KEY                           API key to use for authentication, multiple keys can be provided as a
			                                        comma-separated list (default: none)
			                                        (env: LLAMA_API_KEY)
			--api-key-file FNAME                    path to file containing API keys, one per line
			--metrics                               enable prometheus compatible metrics endpoint (default: disabled)
			--jinja, --no-jinja                     whether to use jinja template engine for chat (default: enabled)
			--temp, --temperature N                 temperature (default: 0.80)
			""";

	/** As of early 2024: names indented, values after each name, flash attention a switch, no key by environment. */
	static final String OLD = """
			usage: ./server [options]

			options:
			  -h, --help                show this help message and exit
			  -v, --verbose             verbose output (default: disabled)
			  -t N, --threads N         number of threads to use during computation (default: 8)
			  -c N, --ctx-size N        size of the prompt context (default: 512)
			  -fa, --flash-attn         enable Flash Attention (default: disabled)
			  -ngl N, --n-gpu-layers N  number of layers to store in VRAM
			  -m FNAME, --model FNAME   model path (default: models/7B/ggml-model-f16.gguf)
			  -a ALIAS, --alias ALIAS   set an alias for the model, will be added as `model` field in completion response
			  --host                    ip address to listen (default  (default: 127.0.0.1)
			  --port PORT               port to listen (default  (default: 8080)
			  --api-key API_KEY         optional api key to enhance server security.
			  --api-key-file FNAME      path to file containing api keys delimited by new lines.
			  -np N, --parallel N       number of slots for process requests (default: 1)
			  -ctk TYPE, --cache-type-k TYPE
			                            KV cache data type for K (default: f16)
			  -ctv TYPE, --cache-type-v TYPE
			                            KV cache data type for V (default: f16)
			  --metrics                 enable prometheus compatible metrics endpoint (default: disabled).
			""";

	private Helps() {
	}
}
