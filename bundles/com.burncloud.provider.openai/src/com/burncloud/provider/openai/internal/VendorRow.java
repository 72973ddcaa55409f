package com.burncloud.provider.openai.internal;

import java.net.URI;
import java.util.List;

/**
 * A vendor.
 *
 * @param baseUrl complete, with its version segment where the vendor has one
 * @param keyed whether the vendor wants a key
 */
record VendorRow(String type, String english, String chinese, URI baseUrl, boolean keyed) {

	/** All of them. Each address is the one of the vendor's own OpenAI guide; with a mainland and an international one, it is the mainland one. */
	static final List<VendorRow> ALL = List.of(
			row("openai", "OpenAI", "OpenAI", "https://api.openai.com/v1"),
			open("ollama", "Ollama", "Ollama", "http://127.0.0.1:11434/v1"),
			open("llama.cpp", "llama.cpp server", "llama.cpp 服务", "http://127.0.0.1:8080/v1"),
			row("deepseek", "DeepSeek", "深度求索 DeepSeek", "https://api.deepseek.com/v1"),
			row("dashscope", "Alibaba Cloud DashScope (Qwen)", "阿里云百炼 (通义千问)", "https://dashscope.aliyuncs.com/compatible-mode/v1"),
			row("zhipu", "Zhipu GLM", "智谱 GLM", "https://open.bigmodel.cn/api/paas/v4"),
			row("moonshot", "Moonshot (Kimi)", "月之暗面 (Kimi)", "https://api.moonshot.cn/v1"),
			row("volcengine", "Volcengine Ark (Doubao)", "火山方舟 (豆包)", "https://ark.cn-beijing.volces.com/api/v3"),
			row("minimax", "MiniMax", "MiniMax", "https://api.minimaxi.com/v1"),
			row("hunyuan", "Tencent Hunyuan", "腾讯混元", "https://api.hunyuan.cloud.tencent.com/v1"),
			row("qianfan", "Baidu Qianfan (ERNIE)", "百度千帆 (文心一言)", "https://qianfan.baidubce.com/v2"),
			row("siliconflow", "SiliconFlow", "硅基流动", "https://api.siliconflow.cn/v1"),
			row("openrouter", "OpenRouter", "OpenRouter", "https://openrouter.ai/api/v1"),
			row("groq", "Groq", "Groq", "https://api.groq.com/openai/v1"),
			row("mistral", "Mistral AI", "Mistral AI", "https://api.mistral.ai/v1"),
			row("xai", "xAI (Grok)", "xAI (Grok)", "https://api.x.ai/v1"),
			row("together", "Together AI", "Together AI", "https://api.together.xyz/v1"),
			row("perplexity", "Perplexity", "Perplexity", "https://api.perplexity.ai"),
			open("custom", "OpenAI-compatible", "自定义 (OpenAI 兼容)", "http://127.0.0.1:8000/v1"));

	private static VendorRow row(String type, String english, String chinese, String baseUrl) {
		return new VendorRow(type, english, chinese, URI.create(baseUrl), true);
	}

	private static VendorRow open(String type, String english, String chinese, String baseUrl) {
		return new VendorRow(type, english, chinese, URI.create(baseUrl), false);
	}
}
