package io.homelabhub.web;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** Speaks HTTP as no browser would: every header is as the test says. */
final class Wire implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 8_000;

    private final Socket socket;

    Wire(InetSocketAddress address) throws IOException {
        socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
    }

    /** What came back. */
    record Answer(int status, List<String> headers, String body) {
        Optional<String> header(String name) {
            return headers.stream()
                    .filter(header -> header.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(header -> header.substring(name.length() + 1).strip())
                    .findFirst();
        }
    }

    /** Asks once; a body gets its length by itself. */
    static Answer ask(InetSocketAddress address, String line, List<String> headers, String body) throws IOException {
        try (Wire wire = new Wire(address)) {
            List<String> all = new ArrayList<>(headers);
            all.add("Connection: close");
            if (!body.isEmpty()) {
                all.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
            }
            wire.write(line + " HTTP/1.1\r\n" + String.join("\r\n", all) + "\r\n\r\n" + body);
            return parsed(wire.all());
        }
    }

    void write(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    /** Everything until the server closes. */
    String all() throws IOException {
        return until(text -> false);
    }

    /** What comes until it is as wanted, or the server closes. */
    String until(Predicate<String> wanted) throws IOException {
        StringBuilder text = new StringBuilder();
        byte[] buffer = new byte[8192];
        InputStream in = socket.getInputStream();
        while (!wanted.test(text.toString())) {
            int read = readOrEnd(in, buffer);
            if (read < 0) {
                break;
            }
            text.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    /** A server that cuts somebody off may do so while what was sent is still unread, and that is a reset. */
    private static int readOrEnd(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (SocketTimeoutException silent) {
            throw silent;
        } catch (SocketException reset) {
            return -1;
        }
    }

    private static Answer parsed(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return new Answer(0, List.of(), text);
        }
        List<String> head = List.of(text.substring(0, end).split("\r\n"));
        return new Answer(
                Integer.parseInt(head.get(0).split(" ")[1]), head.subList(1, head.size()), text.substring(end + 4));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
