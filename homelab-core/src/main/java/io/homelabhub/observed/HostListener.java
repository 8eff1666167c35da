package io.homelabhub.observed;

/**
 * A program of the host, beside the engine's own proxies, that has a port.
 *
 * @param address the address bound; 0.0.0.0 or :: for all
 * @param port 1 to 65535
 * @param protocol tcp or udp
 * @param holder who it is, as {@code process nginx (812)}; {@code another process} if the system does not tell
 * @param kind what kind of program, as far as the system tells
 */
public record HostListener(String address, int port, String protocol, String holder, Kind kind) {
    /** What kind of program has a port. */
    public enum Kind {
        /** One of the host itself. */
        PROCESS,
        /** One in a container, which has the host's network for its own. */
        IN_CONTAINER,
        /** The system does not tell. */
        UNKNOWN
    }
}
