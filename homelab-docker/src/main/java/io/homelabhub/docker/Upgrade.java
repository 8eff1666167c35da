package io.homelabhub.docker;

import io.homelabhub.engine.EngineException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request after which the connection is no longer HTTP's: the engine answers {@code 101} (or {@code 200}, as it did before there was a
 * name for it), and from then on both sides send what they like.
 */
final class Upgrade {
    private static final int SWITCHING = 101;
    private static final int OK = 200;
    private static final int LONGEST_LINE = 1 << 16;
    private static final int BUFFER = 1 << 16;

    private final ApiCall call;
    private final ApiVersion version;
    private final Wire wire;

    private Upgrade(ApiCall call, ApiVersion version, Wire wire) {
        this.call = call;
        this.version = version;
        this.wire = wire;
    }

    /**
     * A connection and what comes over it, the answer's head being read.
     *
     * @param wire to be closed
     * @param in what the engine sends
     */
    record Upgraded(Wire wire, InputStream in) {}

    /**
     * Asks for it.
     *
     * @throws EngineException if the engine refuses
     */
    static Upgraded request(ApiCall call, Connection connection) throws IOException {
        Wire wire = Wire.to(connection.dialled());
        try {
            return new Upgrade(call, connection.version(), wire).request();
        } catch (IOException | RuntimeException failure) {
            wire.close();
            throw failure;
        }
    }

    private Upgraded request() throws IOException {
        send();
        InputStream in = new BufferedInputStream(wire.in(), BUFFER);
        int status = status(line(in));
        Map<String, String> headers = headers(in);
        if (status != SWITCHING && status != OK) {
            throw Refusal.of(call.attempt(), status, Refusal.words(body(in, headers)));
        }
        return new Upgraded(wire, in);
    }

    private void send() throws IOException {
        byte[] body = call.body()
                .filter(ApiCall.Body.Bytes.class::isInstance)
                .map(bytes -> ((ApiCall.Body.Bytes) bytes).bytes())
                .orElse(new byte[0]);
        StringBuilder head = new StringBuilder()
                .append(call.method() + " /v" + version + call.path() + " HTTP/1.1\r\nHost: docker\r\n")
                .append("Connection: Upgrade\r\nUpgrade: tcp\r\nContent-Length: " + body.length + "\r\n");
        call.headers().forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        whole.writeBytes(body);
        wire.out().write(whole.toByteArray());
    }

    private static int status(String line) throws IOException {
        String[] words = line.split(" ", 3);
        try {
            return Integer.parseInt(words[1]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException noHttp) {
            throw new IOException("the answer is not HTTP", noHttp);
        }
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] header = line.split(":", 2);
            headers.put(header[0].strip().toLowerCase(Locale.ROOT), header.length < 2 ? "" : header[1].strip());
        }
        return headers;
    }

    /** That of a refusal: short, so that the engine says beforehand how long it is, or in chunks. */
    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        if (!"chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            String length = headers.getOrDefault("content-length", "0");
            return in.readNBytes(Math.min(LONGEST_LINE, Integer.parseInt(length)));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunk(in); size > 0 && body.size() < LONGEST_LINE; size = chunk(in)) {
            body.write(in.readNBytes(Math.min(LONGEST_LINE, size)));
            String unused = line(in);
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("the answer breaks off in its head");
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
