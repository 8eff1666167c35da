package io.homelabhub.look;

import io.homelabhub.engine.ContainerStats;
import java.util.Optional;

/**
 * What one container uses.
 *
 * @param service the service's name in the catalog, else in the Compose files
 * @param container the container's name
 * @param id its id
 * @param stats the newest measurement; empty if it does not run
 */
public record ServiceUsage(String service, String container, String id, Optional<ContainerStats> stats) {}
