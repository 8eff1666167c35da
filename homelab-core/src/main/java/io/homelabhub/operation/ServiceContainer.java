package io.homelabhub.operation;

import java.util.Optional;

/**
 * One container of a service.
 *
 * @param service its name in the catalog, else in the Compose files; also of a service that has left the files
 * @param index its number where the service is scaled, 1 and up; empty for the first that runs, else the first
 */
public record ServiceContainer(String service, Optional<Integer> index) {
    /**
     * As given.
     *
     * @throws IllegalArgumentException for an index below 1
     */
    public ServiceContainer {
        index.filter(number -> number < 1).ifPresent(number -> {
            throw new IllegalArgumentException("index is " + number + "; give 1 or more");
        });
    }

    /** The first of a service. */
    public static ServiceContainer of(String service) {
        return new ServiceContainer(service, Optional.empty());
    }

    /** That of this number. */
    public ServiceContainer withIndex(int number) {
        return new ServiceContainer(service, Optional.of(number));
    }

    /** {@code web}, or {@code container 2 of web}. */
    @Override
    public String toString() {
        return index.map(number -> "container " + number + " of " + service).orElse(service);
    }
}
