package io.homelabhub.observed;

/**
 * A port of the host that leads into a container.
 *
 * @param hostAddress the address bound on the host; 0.0.0.0 or :: for all
 * @param hostPort 1 to 65535
 * @param containerPort 1 to 65535
 * @param protocol tcp, udp or sctp
 */
public record ObservedPort(String hostAddress, int hostPort, int containerPort, String protocol) {}
