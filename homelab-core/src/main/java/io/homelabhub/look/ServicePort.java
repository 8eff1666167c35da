package io.homelabhub.look;

import io.homelabhub.observed.ObservedPort;

/**
 * A port of the host that leads to a service.
 *
 * @param service its name in the catalog, else in the Compose files
 * @param container the container's name
 * @param index which of the service's containers, 1 and up; 0 if it does not tell
 * @param port where it leads
 */
public record ServicePort(String service, String container, int index, ObservedPort port) {}
