package io.homelabhub.catalog;

import io.homelabhub.problem.InvalidInputException;
import io.homelabhub.problem.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What came of reading a catalog.
 *
 * @param catalog the catalog, if there is no error among the problems
 * @param readable as much of the catalog as could be read; empty if nothing could
 * @param problems everything that was found, errors and warnings, by line
 */
public record CatalogReading(
        Optional<ServiceCatalog> catalog, Optional<ServiceCatalog> readable, List<Problem> problems) {
    public CatalogReading {
        problems = List.copyOf(problems);
    }

    /**
     * The catalog.
     *
     * @throws InvalidInputException with all problems, if one of them is an error
     */
    public ServiceCatalog requireValid() {
        return catalog.orElseThrow(() -> new InvalidInputException(problems));
    }
}
