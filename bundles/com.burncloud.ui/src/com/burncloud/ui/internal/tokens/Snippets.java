package com.burncloud.ui.internal.tokens;

import com.burncloud.ui.internal.Texts;

/**
 * How programs are told to use a token: complete, to be pasted as they are.
 *
 * @param address of the gateway, without a path
 * @param secret the token's, or what stands for it while it is not known
 * @param model to ask for
 */
record Snippets(Texts texts, String address, String secret, String model) {

	enum Kind {
		PYTHON("Python"), CURL("curl"), NODE("Node"), JAVA("Java"), CLAUDE_CODE("Claude Code"), CHERRY_STUDIO("Cherry Studio");

		private final String title;

		Kind(String title) {
			this.title = title;
		}

		String title() {
			return title;
		}
	}

	String text(Kind kind) {
		String hello = texts.get("snippet.hello");
		return switch (kind) {
		case PYTHON -> filled("""
				# pip install openai
				from openai import OpenAI

				client = OpenAI(
				    base_url="{base}/v1",
				    api_key="{secret}",
				)
				answer = client.chat.completions.create(
				    model="{model}",
				    messages=[{"role": "user", "content": "{hello}"}],
				)
				print(answer.choices[0].message.content)
				""", hello);
		case CURL -> filled("""
				curl {base}/v1/chat/completions \\
				  -H "Authorization: Bearer {secret}" \\
				  -H "Content-Type: application/json" \\
				  -d '{"model": "{model}", "messages": [{"role": "user", "content": "{hello}"}]}'
				""", hello);
		case NODE -> filled("""
				// npm install openai
				import OpenAI from "openai";

				const client = new OpenAI({
				  baseURL: "{base}/v1",
				  apiKey: "{secret}",
				});
				const answer = await client.chat.completions.create({
				  model: "{model}",
				  messages: [{ role: "user", content: "{hello}" }],
				});
				console.log(answer.choices[0].message.content);
				""", hello);
		case JAVA -> filled("""
				// java Hello.java
				import java.net.URI;
				import java.net.http.*;

				public class Hello {
				  public static void main(String[] args) throws Exception {
				    var body = \"""
				        {"model": "{model}", "messages": [{"role": "user", "content": "{hello}"}]}\""";
				    var request = HttpRequest.newBuilder(URI.create("{base}/v1/chat/completions"))
				        .header("Authorization", "Bearer {secret}")
				        .header("Content-Type", "application/json")
				        .POST(HttpRequest.BodyPublishers.ofString(body))
				        .build();
				    var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
				    System.out.println(answer.body());
				  }
				}
				""", hello);
		case CLAUDE_CODE -> filled(texts.get("snippet.claude"), hello);
		case CHERRY_STUDIO -> filled(texts.get("snippet.cherry"), hello);
		};
	}

	private String filled(String pattern, String hello) {
		return pattern.strip().replace("{base}", address).replace("{hello}", hello).replace("{model}", model.replace("\\", "\\\\").replace("\"", "\\\""))
				.replace("{secret}", secret);
	}
}
