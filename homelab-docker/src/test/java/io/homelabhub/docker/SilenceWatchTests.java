package io.homelabhub.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineEvent;
import io.homelabhub.engine.EngineException;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.engine.EventListener;
import io.homelabhub.engine.EventRequest;
import io.homelabhub.engine.Watch;
import io.homelabhub.testkit.time.DelegatingTiming;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An engine at a port that has nothing to tell, and may no longer greet. */
class SilenceWatchTests {
    private static final String PING =
            "HTTP/1.1 200 OK\r\nApi-Version: 1.51\r\nServer: Docker/28.5.2 (linux)\r\nContent-Length: 2\r\n\r\nOK";

    private static final String EVENTS =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";

    /** Waits a thousandth of the time. */
    private static final Timing HASTY = new DelegatingTiming(Timing.system()) {
        @Override
        public void sleep(Duration time) throws InterruptedException {
            super.sleep(time.dividedBy(1000));
        }
    };

    private final AtomicBoolean greets = new AtomicBoolean(true);
    /** Whether it begins to answer what it is asked. */
    private final AtomicBoolean answers = new AtomicBoolean(true);

    private final AtomicInteger greetings = new AtomicInteger();
    /** Kept, as one that nobody refers to is closed. */
    private final List<Socket> silent = new CopyOnWriteArrayList<>();

    private ServerSocket server = unbound();

    private static ServerSocket unbound() {
        try {
            return new ServerSocket();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @BeforeEach
    void listen() throws IOException {
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Timing.system().start("an engine at a port", this::accept);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (Socket socket : silent) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Timing.system().start("its connection", () -> answer(socket));
            }
        } catch (IOException closed) {
            // by the test
        }
    }

    private void answer(Socket socket) {
        try {
            BufferedReader request =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String line = request.readLine();
            while (!String.valueOf(request.readLine()).isEmpty()) {
                // the rest of the head
            }
            boolean ping = line.contains("/_ping");
            if (ping) {
                greetings.incrementAndGet();
            }
            if (ping && !greets.get()) {
                socket.close();
                return;
            }
            if (!ping && !answers.get()) {
                silent.add(socket);
                return;
            }
            socket.getOutputStream().write((ping ? PING : EVENTS).getBytes(StandardCharsets.US_ASCII));
            if (ping) {
                socket.close();
            } else {
                silent.add(socket);
            }
        } catch (IOException gone) {
            // by the client
        }
    }

    private static EventListener posting(Mailbox<Optional<EngineException>> ends) {
        return new EventListener() {
            @Override
            public void event(EngineEvent event) {
                // it has nothing to tell
            }

            @Override
            public void ended(Optional<EngineException> failure) {
                ends.put(failure);
            }
        };
    }

    @Test
    void an_engine_that_freezes_before_it_answers_is_given_up_once_it_greets_no_more() throws Exception {
        Mailbox<Optional<EngineException>> ends = Timing.system().mailbox();
        EngineSettings settings =
                new EngineSettings(Optional.of("tcp://127.0.0.1:" + server.getLocalPort()), Map.of(), 1, HASTY);
        try (Engine engine = new DockerEngineProvider().open(settings)) {
            engine.ping();
            answers.set(false);
            Watch watch = engine.events(new EventRequest("lab", Optional.empty(), Optional.empty()), posting(ends));
            Eventually.holds(() -> !silent.isEmpty());

            greets.set(false);

            assertThat(ends.take(Duration.ofSeconds(20)).orElseThrow())
                    .hasValueSatisfying(failure -> assertThat(failure).hasMessageContaining("has fallen silent"));
            watch.close();
        }
    }

    @Test
    void a_silent_engine_is_greeted_and_given_up_once_it_greets_no_more() throws Exception {
        Mailbox<Optional<EngineException>> ends = Timing.system().mailbox();
        EngineSettings settings =
                new EngineSettings(Optional.of("tcp://127.0.0.1:" + server.getLocalPort()), Map.of(), 1, HASTY);
        try (Engine engine = new DockerEngineProvider().open(settings)) {
            Watch watch = engine.events(new EventRequest("lab", Optional.empty(), Optional.empty()), posting(ends));
            int before = greetings.get();
            Eventually.holds(() -> greetings.get() > before + 3);
            assertThat(ends.take(Duration.ZERO)).as("it greets").isEmpty();

            greets.set(false);

            assertThat(ends.take(Duration.ofSeconds(20)).orElseThrow()).hasValueSatisfying(failure -> {
                assertThat(failure.kind()).isEqualTo(EngineException.Kind.UNREACHABLE);
                assertThat(failure).hasMessageContaining("has fallen silent");
            });
            watch.close();
        }
    }
}
