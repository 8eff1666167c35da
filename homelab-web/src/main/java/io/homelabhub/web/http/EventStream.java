package io.homelabhub.web.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One answer that goes on, as server-sent events (HTML standard, "Server-sent events"). Who does not take what is written in time has
 * the connection closed. For one thread.
 */
public final class EventStream {
    /** How long a browser waits before it comes again. */
    private static final String BEGIN = "retry: 1000\n\n";

    private final HttpExchange exchange;
    private final Workers workers;

    EventStream(HttpExchange exchange, Workers workers) {
        this.exchange = exchange;
        this.workers = workers;
    }

    /** Begins to answer; nothing can be refused any more. */
    public void begin() throws IOException {
        Reply.begin(exchange, "text/event-stream; charset=utf-8", Map.of());
        exchange.sendResponseHeaders(200, 0);
        write(BEGIN);
    }

    /**
     * Tells of something.
     *
     * @param id what a browser that comes again names as the last that it heard; without line breaks
     * @param data one line
     */
    public void send(String id, String event, String data) throws IOException {
        write("id: " + id + "\nevent: " + event + "\ndata: " + data + "\n\n");
    }

    /** A sign of life, which also finds out whether somebody is still there. */
    public void comment() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        workers.timed();
        OutputStream out = exchange.getResponseBody();
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        workers.untimed();
    }
}
