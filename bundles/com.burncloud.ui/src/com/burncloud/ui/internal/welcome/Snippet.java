package com.burncloud.ui.internal.welcome;

/** How a program calls the gateway, ready to be pasted. */
record Snippet(String baseUrl, String token, String question) {

	String curl() {
		String body = "{\"model\":\"echo\",\"messages\":[{\"role\":\"user\",\"content\":\"" + question + "\"}]}";
		if (System.getProperty("os.name", "").startsWith("Windows")) { // whose shells know no single quotes
			return "curl " + baseUrl + "/chat/completions ^\n  -H \"Authorization: Bearer " + token + "\" ^\n  -H \"Content-Type: application/json\" ^\n  -d \""
					+ body.replace("\"", "\\\"") + "\"";
		}
		return "curl " + baseUrl + "/chat/completions \\\n  -H \"Authorization: Bearer " + token + "\" \\\n  -H \"Content-Type: application/json\" \\\n  -d '" + body + "'";
	}

	String python() {
		return "import openai\n\nclient = openai.OpenAI(\n    base_url=\"" + baseUrl + "\",\n    api_key=\"" + token
				+ "\"\n)\nanswer = client.chat.completions.create(\n    model=\"echo\",\n    messages=[{\"role\": \"user\", \"content\": \"" + question
				+ "\"}]\n)\nprint(answer.choices[0].message.content)";
	}
}
