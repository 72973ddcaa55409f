package com.burncloud.ui.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import com.burncloud.api.error.RefusalCode;
import com.burncloud.ui.internal.exchange.ExchangeDetails;

/** What a gateway says to a person who reads Chinese: every sentence that its sources hold, so that whoever adds one there learns here that it is missing. */
class SaidTest {
	/** Those whose sentences come into the window; the command line has its own texts, and what echo says is an upstream's word. */
	private static final List<String> SPEAKERS = List.of("api", "store", "channels", "tokens", "gateway", "dashboard", "admin", "provider.openai", "remote", "models");
	private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

	private final Said said = new Said(Locale.SIMPLIFIED_CHINESE);

	@Test
	void everySentenceThatAGatewayHasIsThereInChinese() throws IOException {
		Set<String> sentences = Sentences.of(TextsTest.bundles(), SPEAKERS);
		assertTrue(sentences.size() > 400, () -> "only " + sentences.size() + " found: the search is broken");
		assertEquals(List.of(), sentences.stream().filter(sentence -> !chinese(said.of(sentence))).toList());
	}

	/** A part that is filled in may be missing where the whole is there. */
	private static boolean chinese(String own) {
		return own.equals(Sentences.ANYTHING) || CHINESE.matcher(own).find() && !Sentences.WORDS.matcher(own).find();
	}

	@Test
	void everyReasonToRefuseARequestHasAWord() {
		Texts texts = Texts.of(ExchangeDetails.class, Locale.SIMPLIFIED_CHINESE);
		List<String> missing = new ArrayList<>();
		for (RefusalCode code : RefusalCode.values()) {
			if (!texts.has("code." + code.code()) || !CHINESE.matcher(texts.get("code." + code.code())).find()) {
				missing.add(code.code());
			}
		}
		assertEquals(List.of(), missing);
	}

	@Test
	void theChineseIsChinese() throws IOException {
		List<String> wrong = new ArrayList<>();
		try (InputStream in = Said.class.getResourceAsStream("said_zh.txt")) {
			new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("\t")).forEach(line -> {
				TextsTest.english(line.strip().replaceAll("\\w+_\\w+", " ")).forEach(word -> wrong.add(word + " in: " + line));
				if (TextsTest.WRONG_PUNCTUATION.matcher(line).find()) {
					wrong.add(line);
				}
			});
		}
		assertEquals(List.of(), wrong);
	}

	@Test
	void whyNoHubAnswersIsToldOfEach() {
		assertEquals("没有模型站应答。无法连接 Hugging Face（huggingface.co）：连接被拒绝。请检查网络和代理，或换一个模型站。ModelScope 出了故障（503）。请稍后再试，或换一个模型站。其余的 10 秒内没有应答。",
				said.of("No hub answers: Hugging Face (huggingface.co) cannot be reached: Connection refused. Check the network and the proxy, or choose another hub."
						+ " | ModelScope is out of order (503); try again later or choose another hub. | no answer within 10 s from the others"));
		assertEquals("没有模型站应答。无法连接 ModelScope（a）：b。请检查网络和代理，或换一个模型站。",
				said.of("No hub answers: ModelScope (a) cannot be reached: b. Check the network and the proxy, or choose another hub."));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"All 3 channels for the model 'gpt-4o' failed; the last one, 'A': the upstream failed (503).|模型“gpt-4o”的全部 3 次尝试都失败了，最后一次是“A”：上游自身出错（503）。",
			"The channel 'A' for the model 'm' failed: the upstream sent no answer within 500 ms.|模型“m”的渠道“A”失败了：上游没有回应，已等待 500 ms。请重试，或调大超时。",
			"No channel can serve the model 'm' now: channel 'A' has it, but its type 'x' is not installed.|现在没有渠道能提供模型“m”：渠道“A”有它，但是类型 x 没有安装，请先安装它的提供者。",
			"The token 'ci' may use 60 requests a minute, and has. Try again in 9 s.|令牌“ci”每分钟最多 60 个请求，现已达到。请在 9 秒后重试。",
			"Port 8080 is taken; it listens on 8081 instead. It needs about 5.2 GB of memory and 3.1 GB are free: it may be slow, or fail.|端口 8080 已被占用，改为监听 8081。大约需要 5.2 GB 内存，可用 3.1 GB：可能很慢，也可能失败。",
			"Model 'local-m' is not running. 'm.gguf' is empty; delete it and download it again.|模型“local-m”没有在运行：“m.gguf”是空文件。请删除后重新下载。",
			"It needs 0.8 GiB of main memory and 5.0 GiB of GPU memory with a context of 4096 tokens; 6.1 GiB of main memory and 8.0 GiB of GPU memory are free, of which 1 GiB each is left to others; 20 of 33 layers lie on the GPU, the others run slower on the processor.|按上下文长度 4096 计算，需要 0.8 GiB 内存和 5.0 GiB 显存；可用 6.1 GiB 内存和 8.0 GiB 显存，其中各留 1 GiB 给其他程序。共 33 层，其中 20 层在 GPU 上，其余由处理器计算，较慢。",
			"The header of 'm.gguf' cannot be read: The number of tensors is 18446744073709551615, at byte 8: this is no sound GGUF file.|“m.gguf”的文件头无法读取：张量的个数为 18446744073709551615（第 8 字节处）：这不是完好的 GGUF 文件。",
			"The connection to the hub 'modelscope' failed: no byte came for 30 s. It was tried 12 times; resume tries again.|与模型站“modelscope”的连接中断：30 秒没有收到数据。已试 12 次，继续下载会再试。",
			"ModelScope has nothing for 'a/b' (404); check the name. It says: no record No other hub has the same file.|ModelScope 上没有“a/b”（404）。请检查名称。它说：“no record”其他模型站也没有相同的文件。",
			"There is no hub with the id 'x'.|没有“x”这个模型站。",
			"The name cannot be blank.|名称不能为空。",
			"Too many requests|Too many requests",
			"Rate limit reached for gpt-4o (429)|Rate limit reached for gpt-4o (429)" })
	void whatIsFilledInIsTranslatedTooAndWhatAnUpstreamSaysIsLeft(String english, String chinese) {
		assertEquals(chinese, said.of(english));
	}
}
