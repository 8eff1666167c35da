package io.homelabhub.docker;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A place where an engine may listen.
 *
 * @param uri {@code unix:///path}, {@code tcp://host:port} or {@code ssh://user@host:port/path}
 * @param origin who says so, as {@code DOCKER_HOST}; for messages
 * @param certificates the folder with ca.pem, cert.pem and key.pem if TLS is spoken
 */
record Endpoint(URI uri, String origin, Optional<Path> certificates) {
    boolean isSocketFile() {
        return "unix".equals(uri.getScheme());
    }

    /** Whether it is behind {@code ssh}. */
    boolean isSsh() {
        return "ssh".equals(uri.getScheme());
    }

    /** Its path, for a socket file. */
    Path socketFile() {
        return Path.of(uri.getPath());
    }

    /** {@code unix:///var/run/docker.sock (default)}. */
    @Override
    public String toString() {
        return uri + " (" + origin + ")";
    }
}
