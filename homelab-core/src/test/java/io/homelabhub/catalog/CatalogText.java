package io.homelabhub.catalog;

import io.homelabhub.problem.Problem;
import java.nio.file.Path;
import java.util.List;

/** Reads catalogs from text blocks under the name {@code services.yaml}. */
final class CatalogText {
    private static final Path FILE = Path.of("services.yaml");

    private CatalogText() {}

    static ServiceCatalog catalog(String text) {
        return CatalogReader.lenient().read(FILE, text).requireValid();
    }

    /** The problems as people see them. */
    static List<String> problems(String text) {
        return CatalogReader.lenient().read(FILE, text).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
