package com.burncloud.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The mock and what the gateway is compared with, each started in a folder of its own. */
record Peers(Path folder, int mockPort) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String PORTKEY = """
            {"private": true, "dependencies": {"@portkey-ai/gateway": "1.15.2"},
             "overrides": {"@hono/node-server": "1.11.4", "hono": "4.9.7"}}
            """; // 1.15.2 does not start with the newer versions its own ranges allow

    private static final String NGINX = """
            worker_processes auto; worker_rlimit_nofile 20000; daemon off; pid nginx.pid; error_log stderr warn;
            events { worker_connections 16000; }
            http {
              access_log off; keepalive_requests 1000000;
              client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3; uwsgi_temp_path t4; scgi_temp_path t5;
              upstream mock { server 127.0.0.1:MOCK; keepalive 2048; keepalive_requests 1000000; }
              server {
                listen 127.0.0.1:PORT backlog=8192;
                location / {
                  proxy_pass http://mock; proxy_http_version 1.1; proxy_set_header Connection "";
                  proxy_buffering off; proxy_read_timeout 600s;
                }
              }
            }
            """; // unbuffered, or its streams would not be comparable

    Server mock() throws IOException, InterruptedException {
        return Server.start("mock", List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-cp", System.getProperty("java.class.path"), "com.burncloud.bench.mock.MockUpstream",
                "--port", Integer.toString(mockPort)), Map.of(), folder, address(mockPort, "/health"), PATIENCE);
    }

    Server nginx(int port) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("nginx.conf"),
                NGINX.replace("MOCK", Integer.toString(mockPort)).replace("PORT", Integer.toString(port)));
        return Server.start("nginx", List.of("nginx", "-p", folder + "/", "-e", "stderr", "-c", "nginx.conf"), Map.of(),
                folder, address(port, "/health"), PATIENCE);
    }

    Server portkey(int port) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve("portkey"));
        Files.writeString(home.resolve("package.json"), PORTKEY);
        int npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--legacy-peer-deps")
                .directory(home.toFile()).redirectErrorStream(true).redirectOutput(home.resolve("npm.log").toFile())
                .start().waitFor();
        if (npm != 0) {
            throw new IOException("npm install of portkey failed, see " + home.resolve("npm.log"));
        }
        return Server.start("portkey", List.of("node", "node_modules/@portkey-ai/gateway/build/start-server.js",
                "--port=" + port, "--headless"), Map.of("NODE_ENV", "production"), home, address(port, "/"), PATIENCE);
    }

    Target direct(Server mock) {
        return target(mock, mockPort, "", List.of());
    }

    Target behind(Server nginx, int port) {
        return target(nginx, port, "", List.of());
    }

    Target portkey(Server server, int port) {
        return target(server, port, "sk-upstream",
                List.of("x-portkey-provider: openai", "x-portkey-custom-host: http://127.0.0.1:" + mockPort + "/v1"));
    }

    private static Target target(Server server, int port, String key, List<String> headers) {
        String name = server.name().equals("mock") ? Bench.DIRECT : server.name();
        return new Target(name, address(port, "/v1"), key, headers, server.process().toHandle(), server.readyAfter());
    }

    private static URI address(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
