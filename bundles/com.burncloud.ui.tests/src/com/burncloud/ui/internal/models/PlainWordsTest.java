package com.burncloud.ui.internal.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a gateway says in English about models, in Chinese. */
class PlainWordsTest {
	private PlainWords plain;

	@BeforeEach
	void chinese() {
		Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
		plain = new PlainWords(Words.here());
	}

	@Test
	void oneSentence() {
		assertEquals("端口 8080 已被占用，改为监听 8081。", plain.of("Port 8080 is taken; it listens on 8081 instead."));
		assertEquals("这个 llama-server 不支持 m.gguf 的架构 nova。请更新 llama.cpp。", plain.of("This llama-server does not know the architecture 'nova' of 'm.gguf'; get a newer llama.cpp."));
		assertEquals("Hugging Face 上没有 （404）。请检查名称。", plain.of("Hugging Face has nothing (404)."));
	}

	@Test
	void severalSentencesOneAfterTheOther() {
		assertEquals("端口 8080 已被占用，改为监听 8081。大约需要 9.1 GB 内存，可用 4.0 GB：可能很慢，也可能失败。",
				plain.of("Port 8080 is taken; it listens on 8081 instead. It needs about 9.1 GB of memory and 4.0 GB are free: it may be slow, or fail."));
		assertEquals("与模型站 huggingface 的连接断了：Connection reset。已试 8 次，点“重试”再试。",
				plain.of("The connection to the hub 'huggingface' failed: Connection reset. It was tried 8 times; resume tries again."));
	}

	@Test
	void aReasonWithinASentence() {
		assertEquals("模型 m 无法运行：文件开头不是 GGUF 标记，它不是 GGUF 文件。", plain.of("Model 'm' cannot be run: The file begins with 'PK' instead of 'GGUF': it is no GGUF file."));
	}

	@Test
	void whatIsNotKnownIsShownAsItCame() {
		assertEquals("Something quite new happened.", plain.of("Something quite new happened."));
		assertEquals("正在停止。Something new.", plain.of("It is being stopped. Something new."));
	}

	@Test
	void theAddressOfALicence() {
		assertEquals(Optional.of("https://huggingface.co/a/b"), PlainWords.address("请打开 https://huggingface.co/a/b，同意"));
		assertEquals(Optional.empty(), PlainWords.address("nothing"));
	}
}
