package io.homelabhub.look;

import io.homelabhub.engine.ProcessTable;

/**
 * The processes of one container.
 *
 * @param service the service's name in the catalog, else in the Compose files
 * @param container the container's name
 * @param table its processes, known secrets hidden
 */
public record ServiceProcesses(String service, String container, ProcessTable table) {}
