package io.homelabhub.docker;

import io.homelabhub.engine.Engine;
import io.homelabhub.engine.EngineSettings;
import io.homelabhub.testkit.time.DelegatingTiming;
import io.homelabhub.time.Mailbox;
import io.homelabhub.time.Timing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Something that speaks just enough HTTP on a socket file to play an engine that does what no real one can be brought to
 * at a given moment: it hangs, breaks off, is too old, or repeats a secret.
 */
final class ScriptedHost implements AutoCloseable {
    private static final String PING = "GET /_ping";

    private final Path socket;
    private final ServerSocketChannel server;
    private final Map<String, Reply> replies = new LinkedHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<SocketChannel> open = new CopyOnWriteArrayList<>();
    private final AtomicReference<String> apiVersion = new AtomicReference<>("1.51");

    ScriptedHost(Path folder) {
        socket = folder.resolve("host.sock");
        try {
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Timing.system().start("scripted host", this::accept);
    }

    ScriptedHost speaking(String version) {
        apiVersion.set(version);
        return this;
    }

    /** Answers requests whose {@code METHOD /path}, without version and query, is {@code request}. */
    ScriptedHost on(String request, int status, String body) {
        return on(request, new Reply(status, body, Manner.WHOLE));
    }

    ScriptedHost on(String request, Reply reply) {
        replies.put(request, reply);
        return this;
    }

    Engine engine(Timing timing) {
        return engine(timing, Map.of());
    }

    Engine engine(Timing timing, Map<String, String> environment) {
        return new DockerEngineProvider()
                .open(new EngineSettings(Optional.of("unix://" + socket), environment, 4, timing));
    }

    /** What was asked, as {@code METHOD /v1.41/path}, less the greetings. */
    List<String> asked() {
        return requests.stream()
                .filter(request -> !request.unversioned().equals(PING))
                .map(Request::line)
                .toList();
    }

    Request lastRequest(String line) {
        return requests.stream()
                .filter(request -> request.line().contains(line))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = server.accept();
                open.add(channel);
                Timing.system().start("scripted host's connection", () -> serve(channel));
            }
        } catch (ClosedChannelException end) {
            // closed by the test
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void serve(SocketChannel channel) {
        try {
            Request request = Request.read(Channels.newInputStream(channel));
            requests.add(request);
            Reply reply = request.unversioned().equals(PING)
                    ? new Reply(200, "OK", Manner.WHOLE)
                    : replies.getOrDefault(
                            request.unversioned(), new Reply(404, "{\"message\":\"not scripted\"}", Manner.WHOLE));
            if (reply.manner() == Manner.HANG) {
                return;
            }
            if (reply.manner() != Manner.CUT) {
                write(Channels.newOutputStream(channel), reply);
            }
            if (reply.manner() != Manner.OPEN_END) {
                channel.close();
            }
        } catch (IOException gone) {
            // the client has given up
        }
    }

    private void write(OutputStream out, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        String length = reply.manner() == Manner.OPEN_END ? "" : "Content-Length: " + body.length + "\r\n";
        String head = "HTTP/1.1 " + reply.status() + " x\r\nApi-Version: " + apiVersion.get()
                + "\r\nServer: Docker/99.1 (linux)\r\n" + length + "\r\n";
        out.write(head.getBytes(StandardCharsets.UTF_8));
        out.write(body);
        out.flush();
    }

    /** Ends all connections that are open. */
    void breakConnections() throws IOException {
        for (SocketChannel channel : open) {
            channel.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        breakConnections();
    }

    /** How a reply is given. */
    enum Manner {
        WHOLE,
        /** The connection is closed without one. */
        CUT,
        /** It never comes. */
        HANG,
        /** More could follow: the connection stays open. */
        OPEN_END
    }

    record Reply(int status, String body, Manner manner) {}

    record Request(String line, Map<String, String> headers, String body) {
        /** {@code METHOD /path} without version and query. */
        String unversioned() {
            return line.replaceFirst(" /v1\\.\\d+/", " /").replaceFirst("\\?.*", "");
        }

        static Request read(InputStream in) throws IOException {
            String line = text(in).replaceFirst(" HTTP/1.1$", "");
            Map<String, String> headers = new LinkedHashMap<>();
            for (String header = text(in); !header.isEmpty(); header = text(in)) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            return new Request(line, headers, body(in, headers));
        }

        private static String body(InputStream in, Map<String, String> headers) throws IOException {
            if (!headers.containsKey("transfer-encoding")) {
                int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
                return new String(in.readNBytes(length), StandardCharsets.UTF_8);
            }
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunk(in); size > 0; size = chunk(in)) {
                body.write(in.readNBytes(size));
                text(in);
            }
            text(in);
            return body.toString(StandardCharsets.UTF_8);
        }

        private static int chunk(InputStream in) throws IOException {
            return Integer.parseInt(text(in), 16);
        }

        private static String text(InputStream in) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the client has gone");
                }
                if (next != '\r') {
                    line.write(next);
                }
            }
            return line.toString(StandardCharsets.UTF_8);
        }
    }

    /** The machine's own time, but who waits for a message waits a second at most, however long he would. */
    static final class Impatient extends DelegatingTiming {
        private static final Duration LONGEST = Duration.ofSeconds(1);

        Impatient() {
            super(Timing.system());
        }

        @Override
        public <T> Mailbox<T> mailbox() {
            Mailbox<T> mailbox = timing.mailbox();
            return new Mailbox<>() {
                @Override
                public void put(T message) {
                    mailbox.put(message);
                }

                @Override
                public T take() throws InterruptedException {
                    return mailbox.take();
                }

                @Override
                public Optional<T> take(Duration within) throws InterruptedException {
                    return mailbox.take(within.compareTo(LONGEST) < 0 ? within : LONGEST);
                }
            };
        }
    }

    /** Text of {@code count} container rows as the listing has them. */
    static String containerRows(int count, String project) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(
                    "{\"Id\":\"id%d\",\"Names\":[\"/c%d\"],\"State\":\"running\",\"Status\":\"Up 1 second\",\"Labels\":{\"com.docker.compose.project\":\"%s\"}}"
                            .formatted(i, i, project));
        }
        return "[" + String.join(",", rows) + "]";
    }
}
