package io.homelabhub.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.homelabhub.engine.ProbeResult;
import io.homelabhub.engine.ProbeResult.Verdict;
import io.homelabhub.plan.Await.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NetworkProberTests {
    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
        answer("/well", 200);
        answer("/elsewhere", 302);
        answer("/ill", 503);
        server.start();
    }

    private void answer(String path, int status) {
        server.createContext(path, exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    private static ProbeResult ask(Endpoint.Type type, String target) {
        return EndpointProber.network().ask(new Endpoint(type, target), Duration.ofSeconds(5));
    }

    private ProbeResult http(String path) {
        return ask(Endpoint.Type.HTTP, "http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void an_http_status_from_200_to_399_passes() {
        assertThat(http("/well").verdict()).isEqualTo(Verdict.PASSED);
        assertThat(http("/elsewhere").verdict()).isEqualTo(Verdict.PASSED);
    }

    @Test
    void another_http_status_fails_and_is_told() {
        assertThat(http("/ill").verdict()).isEqualTo(Verdict.FAILED);
        assertThat(http("/ill").output()).endsWith("/ill: HTTP status 503");
    }

    @Test
    void an_open_port_passes_and_a_closed_one_fails() throws IOException {
        int port;
        try (ServerSocket open = new ServerSocket(0, 1, loopback)) {
            port = open.getLocalPort();
            assertThat(ask(Endpoint.Type.TCP, "127.0.0.1:" + port).verdict()).isEqualTo(Verdict.PASSED);
        }
        assertThat(ask(Endpoint.Type.TCP, "127.0.0.1:" + port).verdict()).isEqualTo(Verdict.FAILED);
        assertThat(ask(Endpoint.Type.HTTP, "http://127.0.0.1:" + port).output())
                .endsWith(": nothing listens there (connection refused)");
    }

    @Test
    void a_target_that_makes_no_sense_fails_and_says_why() {
        assertThat(ask(Endpoint.Type.TCP, "nonsense").output()).isEqualTo("nonsense: not host:port");
        assertThat(ask(Endpoint.Type.HTTP, "no url").verdict()).isEqualTo(Verdict.FAILED);
    }

    @Test
    void no_thread_is_left_behind() {
        Set<Thread> before = Thread.getAllStackTraces().keySet();

        http("/well");
        http("/ill");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("HttpClient") || name.startsWith("Keep-Alive"));
    }
}
