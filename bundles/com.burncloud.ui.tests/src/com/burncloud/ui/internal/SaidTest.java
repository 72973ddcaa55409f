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
	private static final List<String> SPEAKERS = List.of("api", "store", "channels", "tokens", "gateway", "dashboard", "admin", "provider.openai", "remote");
	private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

	private final Said said = new Said(Locale.SIMPLIFIED_CHINESE);

	@Test
	void everySentenceThatAGatewayHasIsThereInChinese() throws IOException {
		Set<String> sentences = Sentences.of(TextsTest.bundles(), SPEAKERS);
		assertTrue(sentences.size() > 150, () -> "only " + sentences.size() + " found: the search is broken");
		assertEquals(List.of(), sentences.stream().filter(sentence -> !CHINESE.matcher(said.of(sentence)).find() && !said.of(sentence).equals(Sentences.ANYTHING)).toList());
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

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"All 3 channels for the model 'gpt-4o' failed; the last one: the upstream failed (503).|模型“gpt-4o”的全部 3 次尝试都失败了，最后一次：上游自身出错（503）。",
			"The channel for the model 'm' failed; the last one: the upstream sent no answer within 500 ms.|模型“m”的渠道失败了，最后一次：上游没有回应，已等待 500 ms。请重试，或调大超时。",
			"No channel can serve the model 'm' now: channel 'A' has it, but its type 'x' is not installed.|现在没有渠道能提供模型“m”：渠道“A”有它，但是类型 x 没有安装，请先安装它的提供者。",
			"The token 'ci' may use 60 requests a minute, and has. Try again in 9 s.|令牌“ci”每分钟最多 60 个请求，现已达到。请在 9 秒后重试。",
			"The name cannot be blank.|名称不能为空。",
			"Too many requests|Too many requests",
			"Rate limit reached for gpt-4o (429)|Rate limit reached for gpt-4o (429)" })
	void whatIsFilledInIsTranslatedTooAndWhatAnUpstreamSaysIsLeft(String english, String chinese) {
		assertEquals(chinese, said.of(english));
	}
}
