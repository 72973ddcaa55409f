package com.burncloud.bench.mock;

/** The JSON and HTTP texts of one answer. */
record MockText(MockRequest request, Spec spec, long number) {

    private static final String FILLER =
            "a grey heron waits beside slow water until nothing moves and then takes one careful step towards the reeds ";
    private static final String CREATED = ",\"created\":1700000000,\"model\":\"";

    String whole() {
        int length = spec.textBytes() > 8 ? spec.textBytes() : 120;
        String body = "{\"id\":\"chatcmpl-mock-" + number + "\",\"object\":\"chat.completion\"" + CREATED + request.model()
                + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"" + filler(length, 0)
                + "\"},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":" + usage() + "}";
        return switch (spec.fault()) {
            case GARBAGE -> response(200, "{\"id\":\"x\",,,<html>");
            case TRUNC -> {
                String response = response(200, body);
                yield response.substring(0, response.length() - body.length() / 2);
            }
            default -> response(200, body);
        };
    }

    String embedding() {
        var numbers = new StringBuilder();
        for (int i = 0; i < spec.embedding(); i++) {
            numbers.append(i == 0 ? "" : ",").append((i * 37 % 100 - 50) / 100.0);
        }
        return response(200, "{\"object\":\"list\",\"model\":\"" + request.model()
                + "\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":[" + numbers
                + "]}],\"usage\":{\"prompt_tokens\":" + promptTokens() + ",\"total_tokens\":" + promptTokens() + "}}");
    }

    String models() {
        return response(200, "{\"object\":\"list\",\"data\":[{\"id\":\"mock\",\"object\":\"model\","
                + "\"created\":1700000000,\"owned_by\":\"mock\"}]}");
    }

    String error(int status, String message, String type) {
        return response(status, "{\"error\":{\"message\":\"" + message + "\",\"type\":\"" + type
                + "\",\"param\":null,\"code\":\"mock_" + status + "\"}}");
    }

    String fault() {
        return error(spec.status(), "mock fault " + spec.status(),
                spec.status() == 429 ? "rate_limit_error" : "server_error");
    }

    String response(int status, String body) {
        return "HTTP/1.1 " + status + ' ' + reason(status) + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\nx-request-id: mock-" + number
                + (status == 429 || status == 503 ? "\r\nRetry-After: " + spec.retryAfter() : "")
                + (request.keepAlive() ? request.http10() ? "\r\nConnection: keep-alive" : "" : "\r\nConnection: close")
                + "\r\n\r\n" + body;
    }

    String streamHead() {
        return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-cache\r\nx-request-id: mock-"
                + number + (request.http10() ? "\r\nConnection: close" : "\r\nTransfer-Encoding: chunked") + "\r\n\r\n";
    }

    String roleEvent() {
        return choiceEvent("\"role\":\"assistant\",\"content\":\"\"", "null", "");
    }

    String contentEvent(int index) {
        String text = spec.timestamps() ? "@" + System.nanoTime() + "@ " : filler(spec.textBytes(), index * 8);
        return choiceEvent("\"content\":\"" + text + '"', "null", "");
    }

    String lastEvent() {
        return choiceEvent("", "\"stop\"", spec.usageInLast() ? ",\"usage\":" + usage() : "");
    }

    String usageEvent() {
        return "data: {\"id\":\"chatcmpl-mock-" + number + "\",\"object\":\"chat.completion.chunk\"" + CREATED
                + request.model() + "\",\"choices\":[],\"usage\":" + usage() + "}\n\n";
    }

    String doneEvent() {
        return "data: [DONE]\n\n";
    }

    String garbageEvent() {
        return "data: {\"id\":,,broken\n\n";
    }

    String errorEvent() {
        return "data: {\"error\":{\"message\":\"mock mid-stream error\",\"type\":\"server_error\",\"code\":\"mock_mid\"}}\n\n";
    }

    private String choiceEvent(String delta, String finish, String usage) {
        return "data: {\"id\":\"chatcmpl-mock-" + number + "\",\"object\":\"chat.completion.chunk\"" + CREATED
                + request.model() + "\",\"choices\":[{\"index\":0,\"delta\":{" + delta
                + "},\"logprobs\":null,\"finish_reason\":" + finish + "}]" + usage + "}\n\n";
    }

    private String usage() {
        return "{\"prompt_tokens\":" + promptTokens() + ",\"completion_tokens\":" + spec.chunks() + ",\"total_tokens\":"
                + (promptTokens() + spec.chunks()) + "}";
    }

    private int promptTokens() {
        return 1 + request.bodyBytes() / 4;
    }

    private static String filler(int length, int from) {
        int start = from % FILLER.length();
        return FILLER.repeat((start + length) / FILLER.length() + 1).substring(start, start + length);
    }

    private static String reason(int status) {
        return switch (status) {
            case 200 -> "OK";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 429 -> "Too Many Requests";
            default -> "Error";
        };
    }
}
