package com.burncloud.ui.internal;

/** What may stand in Latin letters in a Chinese window. */
final class Words {
	static final String INTERNATIONAL = """
			BurnCloud OpenAI Anthropic Claude Gemini Azure DeepSeek Qwen Python Node Java JavaScript Cherry Studio Code curl cURL SDK
			Derby PostgreSQL JDBC Equinox Eclipse OSGi SWT GitHub Hugging Face HuggingFace ModelScope llama server cpp GGUF gguf
			API Key URL HTTP HTTPS IP IPv4 IPv6 CIDR JSON JSONL CSV Markdown SHA UTF JAR jar Bearer Authorization OK ID
			Token Tokens token tokens RPM TPM P50 P95 p50 p95 TTFT
			ms s min h MB MiB KB KiB GB GiB USD CPU GPU Context Size
			AI Ollama HF hf mirror TLS ASCII base64 http https localhost PNG JPEG png P Top MODEL English Referer Bundle SymbolicName META INF MANIFEST MF
			ANTHROPIC AUTH BASE TOKEN BURNCLOUD HOME burncloud ai com example default echo gpt o claude remote home local host database db8 user password postgres
			team web tok usr bin export releng provider template ollama
			huggingface modelscope
			model boundary true false gzip openai ManifestVersion PORT createdb CREATE jdbc postgresql
			KV mmproj DLL chmod x NUL
			Ctrl Shift Alt Esc Enter Tab F5 Delete N F
			""".strip();

	private Words() {
	}
}
