package io.homelabhub.catalog;

import java.util.Locale;
import java.util.Optional;

/**
 * A port at which a service answers.
 *
 * @param port 1 to 65535; the port of the host unless the interface is internal
 * @param protocol what is spoken, in lower case: {@code tcp}, {@code udp}, {@code http}…
 * @param endpoint path or URL under which it answers
 * @param internal whether only other services reach it, over their network; no port of the host is taken then
 * @param isPublic whether it is meant for the world outside ({@code public} in the catalog); an internal one is then offered by a
 *     reverse proxy alone
 * @param description what it serves
 */
public record Interface(
        int port,
        String protocol,
        Optional<String> endpoint,
        boolean internal,
        boolean isPublic,
        Optional<String> description) {
    public Interface {
        protocol = protocol.toLowerCase(Locale.ROOT);
    }

    /** {@code 80/tcp}: two interfaces on one host cannot share it. */
    String hostPort() {
        return port + (protocol.equals("udp") ? "/udp" : "/tcp");
    }
}
